using Intake.Application.Tickets;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Writes a receipt and a ticket's state, as text and as card.</summary>
internal static class ReceiptReplies
{
    private const int LongestQuote = 1_200;

    /// <summary>The receipt of a new ticket.</summary>
    public static Reply Given(Talk talk, ReceiptView view) => talk.Context.Profile.IsByLetter ? Letters.Receipt(talk, view, Promise(talk, view)) : new()
    {
        Text = $"{talk.Text("receipt.given", ("number", view.Number), ("secret", Secret))}\n{Promise(talk, view)}",
        Card = Card(talk, view),
        ReceiptOf = view.Number,
    };

    /// <summary>The receipt of a hand-over: what the centre really does, and by when.</summary>
    public static Reply ForPerson(Talk talk, ReceiptView view) => new()
    {
        Text = talk.Text(
            "person.done",
            ("centre", talk.Words.Unit(view.HeldBy)),
            ("due", talk.Words.Instant(view.AcceptanceDueAt ?? view.CreatedAt)),
            ("number", view.Number),
            ("secret", Secret),
            ("phone", Menu.Phone(talk))),
        Card = Card(talk, view),
        ReceiptOf = view.Number,
    };

    /// <summary>A ticket, or the part of it that was asked for.</summary>
    public static Reply Shown(Talk talk, ReceiptView view, TicketPart part) => part switch
    {
        TicketPart.Counting => new() { Text = view.Promise is null ? talk.Text("counting.none") : $"{talk.Text("counting.title", ("number", view.Number))}\n{talk.Words.Counting(view.Promise)}" },
        TicketPart.History => new() { Text = $"{talk.Text("history.title", ("number", view.Number))}\n{string.Join('\n', view.History.Select(entry => Line(talk, entry)))}" },
        TicketPart.State => StateOf(talk, view),
    };

    /// <summary>Buttons for the parts that are not shown yet.</summary>
    public static IEnumerable<Choice> Parts(Talk talk, ReceiptView view, TicketPart shown)
    {
        if (shown != TicketPart.State)
            yield return Tickets.Choice(talk, view.Number, "show", "ticket.show");
        if (shown != TicketPart.History)
            yield return Tickets.Choice(talk, view.Number, "history", "ticket.history");
        if (shown != TicketPart.Counting && view.Promise is not null)
            yield return Tickets.Choice(talk, view.Number, "why", "ticket.why");
    }

    /// <summary>A quotation: cut when it is very long.</summary>
    public static string Quote(string? words, Talk talk) => words is null ? talk.Text("text.deleted") : WrittenText.Cut(words, LongestQuote);

    private static string Secret => Reply.SecretMark.ToString();

    private static Reply StateOf(Talk talk, ReceiptView view)
    {
        var fields = Fields(talk, view);
        var title = talk.Text("ticket.title", ("number", view.Number), ("service", talk.Words.Service(view.Service)));
        List<string> lines = [title, .. fields.Select(field => talk.Text("confirm.line", ("label", field.Label), ("value", field.Value)))];
        if (view.OpenQuestion is not null)
            lines.Add(talk.Text("ticket.question", ("unit", talk.Words.Unit(view.HeldBy)), ("question", Quote(view.OpenQuestion, talk))));
        else if (view.Reply is not null)
            lines.Add(talk.Text("ticket.reply", ("reply", Quote(view.Reply, talk))));
        return new() { Text = string.Join('\n', lines), Card = new(CardKind.Ticket, title, fields) };
    }

    private static List<CardField> Fields(Talk talk, ReceiptView view)
    {
        var words = talk.Words;
        var state = words.Name("state", view.State);
        List<CardField> fields = [new(talk.Text("field.state"), view.Outcome is { } outcome ? talk.Text("ticket.state-outcome", ("state", state), ("outcome", words.Name("outcome", outcome))) : state)];
        if (view.State.IsOpen())
            fields.Add(new(talk.Text("field.held"), talk.Text("ticket.held", ("unit", words.Unit(view.HeldBy)), ("since", words.Instant(view.HeldSince)))));
        if (view.State.IsOpen() && view.Promise is { StoppedAt: null } promise)
            fields.Add(new(talk.Text("field.promise"), promise.IsPaused ? talk.Text("ticket.paused") : Due(talk, promise)));
        return fields;
    }

    private static string Due(Talk talk, Clock promise)
    {
        var key = promise.IsLate(talk.Context.Now) ? "ticket.late" : promise.IsProvisional ? "ticket.due-provisional" : "ticket.due";
        return talk.Text(key, ("due", talk.Words.Instant(promise.DueAt)));
    }

    private static string Promise(Talk talk, ReceiptView view) =>
        view.Promise is { } promise ? talk.Text("receipt.promise", ("due", talk.Words.Instant(promise.DueAt))) : talk.Text("receipt.no-promise");

    private static ReplyCard Card(Talk talk, ReceiptView view)
    {
        List<CardField> fields =
        [
            new(talk.Text("field.number"), view.Number),
            new(talk.Text("field.secret"), Secret),
            new(talk.Text("field.service"), talk.Words.Service(view.Service)),
        ];
        if (view.Promise is { } promise)
            fields.Add(new(talk.Text("field.promise"), talk.Words.Instant(promise.DueAt)));
        return new(CardKind.Receipt, talk.Text("receipt.title"), fields);
    }

    private static string Line(Talk talk, ReceiptEntry entry) =>
        talk.Text("history.line", ("at", talk.Words.Instant(entry.At)), ("what", WrittenText.Cut(talk.Words.Entry(entry), LongestQuote)));
}
