using Intake.Application.Tickets;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Shows all of it, and who will see what, before it is sent.</summary>
internal static class ConfirmStep
{
    private const int Shown = 500;

    public static void Ask(Talk talk, string argument)
    {
        var fields = FieldsOf(talk, talk.Draft);
        var title = talk.Text(talk.Draft.IsWhole ? "confirm.title-whole" : "confirm.title");
        var lines = fields.Select(field => talk.Text("confirm.line", ("label", field.Label), ("value", field.Value)));
        List<Choice> choices = [talk.Choice("confirm.yes", "yes")];
        if (talk.Draft.Anonymity is null)
            choices.Add(talk.Choice("confirm.anonymous", "anonymous"));
        choices.Add(talk.Choice("confirm.edit", "edit"));
        talk.Ask(
            new Reply { Text = $"{title}\n{string.Join('\n', lines)}\n{talk.Text("confirm.how")}", Card = new(CardKind.Draft, title, fields) },
            [.. choices, talk.Aside("cancel")]);
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        switch (heard.Chosen ?? heard.Word)
        {
            case "yes":
                talk.Do(Command(talk, talk.Draft));
                break;
            case "anonymous":
                talk.Draft = AnonymityStep.With(talk.Draft, Anonymity.Anonymous);
                talk.Do(Command(talk, talk.Draft));
                break;
            case "edit" or "no":
                Flow.GoTo(talk, "edit");
                break;
            default:
                SubmitDialog.HearAside(talk, heard);
                break;
        }
    }

    /// <summary>The request as it will be sent: numbers of the writer's own are not in the text.</summary>
    public static SubmitDraft Command(Talk talk, Draft draft) => new()
    {
        Text = TextOf(talk, draft),
        Kind = draft.KindIn(talk.Authority),
        Service = draft.ServiceIn(talk.Authority)?.Code,
        Place = draft.Place,
        PlaceText = draft.PlaceText,
        Anonymity = draft.Anonymity ?? Anonymity.CentreOnly,
        Contact = ContactOf(draft),
        Answers = AnswersOf(talk, draft),
        Files = [.. draft.Files.Select(file => file.Key)],
    };

    // The poster by which somebody came says where something is, often better than words do; it stands beside the answers.
    private static Dictionary<string, string> AnswersOf(Talk talk, Draft draft)
    {
        var answers = draft.Answers.Where(answer => !answer.Key.EndsWith('*')).ToDictionary(StringComparer.Ordinal);
        if (talk.State.Entry is { } entry)
            answers.TryAdd(TicketParticulars.Entry, entry);
        return answers;
    }

    /// <summary>What was said, without the writer's own numbers while those are kept out of sight.</summary>
    public static string TextOf(Talk talk, Draft draft) => draft.HidesOwn ? ContactReading.Hide(draft.Said, talk.Vocabulary) : draft.Said;

    /// <summary>The contact data given; null when there is none or nobody is to know.</summary>
    public static Contact? ContactOf(Draft draft) =>
        draft.Anonymity == Anonymity.Anonymous || (draft.Name ?? draft.Phone ?? draft.Email) is null ? null : new(draft.Name, draft.Phone, draft.Email);

    private static List<CardField> FieldsOf(Talk talk, Draft draft)
    {
        CardField Field(string key, string value) => new(talk.Text($"field.{key}"), value);
        var text = TextOf(talk, draft);
        List<CardField> fields =
        [
            Field("kind", talk.Words.Name("kind", draft.KindIn(talk.Authority))),
            Field("service", talk.Words.Service(draft.ServiceIn(talk.Authority)?.Code)),
            Field("matter", text.Length > Shown ? talk.Text("confirm.long", ("text", WrittenText.Cut(text, Shown)), ("length", Talk.Written(text.Length))) : text),
        ];
        if (PlaceStep.Written(talk, draft) is { } place)
            fields.Add(Field("place", place));
        foreach (var question in QuestionStep.QuestionsOf(talk))
        {
            if (draft.Answers.TryGetValue(question.Code, out var answer))
                fields.Add(new(QuestionStep.Label(talk, question), QuestionStep.Written(talk, question, answer)));
        }

        if (draft.Files.Count > 0)
            fields.Add(Field("files", talk.Text("files.count", ("count", Talk.Written(draft.Files.Count)))));
        fields.Add(Field("anonymity", talk.Words.Name("sees", draft.Anonymity ?? Anonymity.CentreOnly)));
        if (draft.Anonymity != Anonymity.Anonymous)
            fields.Add(Field("contact", ContactInWords(talk, draft)));
        return fields;
    }

    private static string ContactInWords(Talk talk, Draft draft)
    {
        if (ContactOf(draft) is null)
            return talk.Text("contact.not-given");
        var given = string.Join(talk.Text("list.separator"), new[] { draft.Name, draft.Phone is null ? null : ContactReading.Mask(draft.Phone), draft.Email is null ? null : ContactReading.Mask(draft.Email) }.OfType<string>());
        return TextOf(talk, draft) == draft.Said ? given : talk.Text("contact.taken-out", ("contact", given));
    }
}
