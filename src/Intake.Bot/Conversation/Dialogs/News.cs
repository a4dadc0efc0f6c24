using Intake.Application.Tickets;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Tells what happened to a ticket, and asks what there is to ask: an answer, whether it is solved, how it was.</summary>
internal static class News
{
    /// <summary>Tells it. A dialog that runs goes on after it with its question.</summary>
    public static void Tell(Talk talk, NewsArrived news)
    {
        var view = news.View;
        var isBusy = talk.State.Active is { IsAfterword: false } && talk.State.Active.Number != view.Number;
        talk.State = talk.State.WithReceipt(view.Number);
        if (!isBusy)
            Flow.End(talk);
        talk.Ask(talk.Text($"news.{news.Kind}", Values(talk, view)), Choices(talk, news, isBusy));
        if (isBusy)
            Flow.Ask(talk);
        else if (news.Kind == "asked" && view.Can(TicketAction.AnswerQuestion))
            AnswerDialog.Arm(talk, view.Number);
    }

    private static IReadOnlyList<Choice> Choices(Talk talk, NewsArrived news, bool isBusy)
    {
        var view = news.View;
        var show = Tickets.Choice(talk, view.Number, "show", "ticket.show");
        return news.Kind switch
        {
            "asked" when view.Can(TicketAction.AnswerQuestion) => isBusy ? [Tickets.Choice(talk, view.Number, "answer", "ticket.answer")] : [AnswerDialog.Later(talk)],
            "resolved" when view.Can(TicketAction.Contest) => [Tickets.Choice(talk, view.Number, "solved", "ticket.solved"), Tickets.Choice(talk, view.Number, "not-solved", "ticket.not-solved"), show],
            "written-off" when view.Can(TicketAction.Rate) => [.. Tickets.Stars(talk, view.Number), .. Contest(talk, view)],
            "extended" or "deadline-moved" => [Tickets.Choice(talk, view.Number, "why", "ticket.why"), show],
            _ => [show],
        };
    }

    private static IEnumerable<Choice> Contest(Talk talk, ReceiptView view) =>
        view.Can(TicketAction.Contest) ? [Tickets.Choice(talk, view.Number, "not-solved", "ticket.not-solved")] : [];

    private static (string, string)[] Values(Talk talk, ReceiptView view) =>
    [
        ("number", view.Number),
        ("service", talk.Words.Service(view.Service)),
        ("unit", talk.Words.Unit(view.HeldBy)),
        ("due", view.Promise is { } promise ? talk.Words.Instant(promise.DueAt) : ""),
        ("question", ReceiptReplies.Quote(view.OpenQuestion, talk)),
        ("reply", ReceiptReplies.Quote(view.Reply, talk)),
        ("outcome", view.Outcome is { } outcome ? talk.Words.Name("outcome", outcome) : ""),
        ("days", Talk.Written(talk.Authority.Policy.ContestDays)),
    ];
}
