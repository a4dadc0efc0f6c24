using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Changes any field of the draft and comes back to the summary.</summary>
internal static class EditStep
{
    private const string Prefix = "edit:";

    public static void Ask(Talk talk, string argument) => talk.Ask(talk.Text("edit.ask"), [.. Fields(talk), talk.Aside("back"), talk.Aside("cancel")]);

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen is not { } chosen || !chosen.StartsWith(Prefix, StringComparison.Ordinal))
        {
            SubmitDialog.HearAside(talk, heard);
            return;
        }

        var field = chosen[Prefix.Length..];
        if (field == "number")
        {
            talk.Draft = talk.Draft with { HidesOwn = false, Phone = null, Email = null };
            Flow.GoTo(talk, "confirm");
        }
        else
        {
            talk.Draft = Opened(talk.Draft, field);
            Flow.GoTo(talk, field);
        }
    }

    private static Draft Opened(Draft draft, string field) => field switch
    {
        "what" => draft with { IsRewritten = true },
        "service" => draft.Unskip("service") with { Browsing = null },
        "contact" => draft.Unskip("contact") with { Anonymity = draft.Anonymity ?? Anonymity.CentreOnly },
        _ => draft.Unskip(field),
    };

    private static IEnumerable<Choice> Fields(Talk talk)
    {
        var draft = talk.Draft;
        yield return talk.Choice("field.matter", $"{Prefix}what");
        yield return talk.Choice("field.kind", $"{Prefix}kind");
        yield return talk.Choice("field.service", $"{Prefix}service");
        if (draft.ServiceIn(talk.Authority)?.AsksPlace != false || PlaceStep.Written(talk, draft) is not null)
            yield return talk.Choice("field.place", $"{Prefix}place");
        foreach (var question in QuestionStep.QuestionsOf(talk))
            yield return new(QuestionStep.Label(talk, question), $"{Prefix}{QuestionStep.Name(question.Code)}");
        if (talk.Context.Profile.TakesFiles)
            yield return talk.Choice("field.files", $"{Prefix}files");
        yield return talk.Choice("field.anonymity", $"{Prefix}anonymity");
        if (draft.Anonymity != Anonymity.Anonymous)
            yield return talk.Choice("field.contact", $"{Prefix}contact");
        if (ConfirmStep.TextOf(talk, draft) != draft.Said)
            yield return talk.Choice("edit.not-own", $"{Prefix}number");
    }
}
