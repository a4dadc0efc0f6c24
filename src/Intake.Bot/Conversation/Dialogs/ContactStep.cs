using System.Text;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>How the requester can be reached; asked only of those who are not anonymous, and never demanded.</summary>
internal static class ContactStep
{
    private const int LongestName = 60;
    private const int FewestDigits = 5;

    public static string? Opens(Talk talk)
    {
        var draft = talk.Draft;
        if (draft.Anonymity is null or Anonymity.Anonymous || draft.HasSkipped("contact"))
            return null;
        return (draft.Phone ?? draft.Email) is null || (draft.Anonymity == Anonymity.Named && draft.Name is null) ? "" : null;
    }

    public static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text(QuestionFor(talk.Draft)), talk.Choice("contact.none", "skip"), talk.Aside("back"), talk.Aside("cancel"));

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        SubmitDialog.TakeFiles(talk, heard);
        if (heard.Chosen == "skip" || heard.Word == "no")
        {
            talk.Draft = talk.Draft.Skip("contact");
            Flow.Next(talk);
        }
        else if (heard.HasText && Read(talk, heard.Text) is { } draft)
        {
            talk.Draft = draft;
            Flow.Next(talk);
        }
        else
        {
            talk.Say(heard.HasText ? "contact.wrong" : "heard.nothing");
            Flow.Ask(talk);
        }
    }

    /// <summary>The draft with name, phone and e-mail out of an answer; null when the answer holds a number that is none, or nothing.</summary>
    public static Draft? Read(Talk talk, string text)
    {
        var found = ContactReading.Find(text, talk.Vocabulary);
        var rest = new StringBuilder(text);
        foreach (var contact in found.Reverse())
            rest.Remove(contact.Index, contact.Length);
        var name = NameIn(talk, rest.ToString());
        if (rest.ToString().Count(char.IsDigit) >= FewestDigits || (found.Count == 0 && name is null))
            return null;
        var draft = talk.Draft;
        return draft with
        {
            Name = name ?? draft.Name,
            Phone = found.Where(contact => contact.IsPhone).Select(contact => contact.Value).FirstOrDefault() ?? draft.Phone,
            Email = found.Where(contact => !contact.IsPhone).Select(contact => contact.Value).FirstOrDefault() ?? draft.Email,
        };
    }

    private static string QuestionFor(Draft draft) => draft.Anonymity switch
    {
        Anonymity.Named when (draft.Phone ?? draft.Email) is not null => "contact.ask-name",
        _ when draft.Name is not null => "contact.ask-phone",
        Anonymity.Named => "contact.ask-named",
        _ => "contact.ask",
    };

    private static string? NameIn(Talk talk, string rest)
    {
        foreach (var label in talk.Vocabulary.HintsOf("contact-label"))
            rest = rest.Replace(label, " ", StringComparison.OrdinalIgnoreCase);
        var name = string.Join(' ', rest.Split([' ', '\n', ',', '，', ';', '；', ':', '：', '。', '、', '/'], StringSplitOptions.RemoveEmptyEntries)).Trim('.', '-', '(', ')', '（', '）');
        return name.Length is > 0 and <= LongestName && name.Any(char.IsLetter) ? name : null;
    }
}
