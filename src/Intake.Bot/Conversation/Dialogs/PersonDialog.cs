using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>
/// Hands over to a person: what was said becomes an inquiry in the centre's queue, under the centre's time limit.
/// Nothing is promised but that, and the telephone for those who cannot wait.
/// </summary>
internal static class PersonDialog
{
    /// <summary>The note while a draft waits to be handed over or kept.</summary>
    private const string FromDraft = "draft";

    public static readonly Dialog Dialog = new(DialogName.Person,
    [
        new("sure", OpensSure, AskSure, HearSure),
        new("words", OpensWords, AskWords, HearWords),
        new("contact", OpensContact, AskContact, ContactStep.Hear) { IsShort = true },
        new("send", DialogStep.Always, Send, Again),
    ]);

    /// <summary>Begins, with what is already said in a draft.</summary>
    public static void Open(Talk talk)
    {
        if (talk.State.Active is { Name: DialogName.Person })
            Flow.Ask(talk);
        else
            Flow.Start(talk, DialogName.Person, note: talk.State.Draft is { HasContent: true } ? FromDraft : null);
    }

    /// <summary>What is sent.</summary>
    public static SubmitDraft Command(Talk talk, Draft draft) => new()
    {
        Text = ConfirmStep.TextOf(talk, draft),
        Kind = TicketKind.Inquiry,
        Place = draft.Place,
        PlaceText = draft.PlaceText,
        Anonymity = draft.Anonymity ?? Anonymity.CentreOnly,
        Contact = ConfirmStep.ContactOf(draft),
        Files = [.. draft.Files.Select(file => file.Key)],
        ForPerson = true,
    };

    private static string? OpensSure(Talk talk) => talk.State.Active is { Note: FromDraft } ? "" : null;

    private static void AskSure(Talk talk, string argument) =>
        talk.Ask(talk.Text("person.with-draft"), talk.Choice("person.hand-over", "yes"), talk.Choice("menu.resume", "no"), talk.Aside("cancel"));

    private static void HearSure(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "yes")
        {
            talk.State = talk.State with { Active = talk.State.Active! with { Note = null } };
            Flow.Next(talk);
        }
        else if (heard.Chosen == "no")
        {
            SubmitDialog.Open(talk);
        }
        else
        {
            SubmitDialog.HearAside(talk, heard);
        }
    }

    private static string? OpensWords(Talk talk) => talk.Draft.Parts.Count == 0 ? "" : null;

    private static string? OpensContact(Talk talk) =>
        talk.Draft.Anonymity != Anonymity.Anonymous && (talk.Draft.Phone ?? talk.Draft.Email) is null && !talk.Draft.HasSkipped("contact") ? "" : null;

    private static void AskWords(Talk talk, string argument) => talk.Ask(talk.Text("person.ask", ("phone", Menu.Phone(talk))), talk.Aside("cancel"));

    private static void HearWords(Talk talk, Heard heard, string argument)
    {
        SubmitDialog.TakeFiles(talk, heard);
        if (!heard.HasText)
        {
            talk.Say("files.taken", ("count", Talk.Written(talk.Draft.Files.Count)));
            Flow.Ask(talk);
        }
        else if (SubmitDialog.Join(talk, heard.Text))
        {
            Flow.Next(talk);
        }
    }

    private static void AskContact(Talk talk, string argument) =>
        talk.Ask(talk.Text("person.contact"), talk.Choice("contact.none", "skip"), talk.Aside("back"), talk.Aside("cancel"));

    private static void Send(Talk talk, string argument) => talk.Do(Command(talk, talk.Draft));

    private static void Again(Talk talk, Heard heard, string argument) => Flow.Ask(talk);
}
