using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>What happened.</summary>
internal static class MatterSteps
{
    private const int Shown = 300;

    public static string? Opens(Talk talk) => talk.Draft.Parts.Count == 0 ? "" : null;

    public static void Ask(Talk talk, string argument)
    {
        var draft = talk.Draft;
        if (draft.IsRewritten)
            talk.Ask(talk.Text("matter.again"), talk.Aside("keep"), talk.Aside("cancel"));
        else if (draft.Parts.Count > 0)
            talk.Ask(talk.Text("matter.more", ("said", WrittenText.Cut(draft.Said, Shown))), talk.Choice("matter.enough", "keep"), talk.Choice("matter.rewrite", "rewrite"), talk.Aside("cancel"));
        else
            talk.Ask(talk.Text("matter.ask"), talk.Aside("cancel"));
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "keep")
        {
            talk.Draft = talk.Draft with { IsRewritten = false };
            Flow.Next(talk);
        }
        else if (heard.Chosen == "rewrite")
        {
            talk.Draft = talk.Draft with { IsRewritten = true };
            Flow.Ask(talk);
        }
        else if (heard.Word is "hello" or "thanks" or "yes" or "no")
        {
            Flow.Ask(talk);
        }
        else if (!heard.HasText)
        {
            SubmitDialog.HearAside(talk, heard);
        }
        else
        {
            SubmitDialog.TakeFiles(talk, heard);
            if (SubmitDialog.Join(talk, heard.Text))
                Flow.Next(talk);
        }
    }
}

/// <summary>What kind of request it is; asked only when somebody changes it.</summary>
internal static class KindStep
{
    public static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text("kind.ask"), [.. Offered(talk).Select(kind => new Choice(talk.Words.Name("kind", kind), $"kind:{DraftReading.CodeOf(kind)}")), talk.Aside("keep")]);

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "keep")
        {
            Flow.Next(talk);
            return;
        }

        foreach (var kind in Offered(talk))
        {
            if (heard.Chosen != $"kind:{DraftReading.CodeOf(kind)}")
                continue;
            talk.Draft = talk.Draft with { Kind = kind };
            Flow.Next(talk);
            return;
        }

        SubmitDialog.HearAside(talk, heard);
    }

    private static IReadOnlyList<Domain.Tickets.TicketKind> Offered(Talk talk) => talk.Draft.ServiceIn(talk.Authority)?.Kinds ?? DraftReading.Kinds;
}
