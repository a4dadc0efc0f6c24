using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Notifications;

/// <summary>
/// An outgoing message has not reached its receiver and never will: it stands with those that were given up, and whoever
/// has the tickets that its conversation hears of is told that the requester does not hear of them. Answers whether that is new.
/// </summary>
/// <param name="message">Key of the message.</param>
/// <param name="kind">Its kind: no other is marked.</param>
/// <param name="reason">Why: codes, never content.</param>
public sealed class MarkUndeliverable(long message, string kind, string reason) : Command<bool>
{
    /// <summary>The notice that units get: the text <c>notice.undeliverable</c>.</summary>
    public const string Notice = "undeliverable";

    private const int MostTickets = 20;

    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var row = await session.Db.Outbox.FindAsync([message], cancellationToken);
        if (row is null or { Status: OutboxStatus.Dead } || row.Kind != kind)
            return false;
        row.Attempts += row.Status == OutboxStatus.Waiting ? 1 : 0;
        (row.Status, row.Failure, row.NextAttemptAt, row.Claim) = (OutboxStatus.Dead, reason, null, null);
        session.Changed(row);
        var tickets = await (
            from conversation in session.Db.Conversations
            where conversation.Channel == row.Kind && conversation.ExternalId == row.Address
            join heard in session.Db.Subscriptions on conversation.Id equals heard.Conversation
            orderby heard.Ticket descending
            select heard.Ticket).Take(MostTickets).ToListAsync(cancellationToken);
        foreach (var ticket in await session.FindTicketsAsync(tickets, cancellationToken))
        {
            if (ticket.State.IsOpen())
                session.Db.Notices.Add(new() { Id = await session.NextAsync("notice", cancellationToken), Unit = ticket.HeldBy, Ticket = ticket.Id.Value, Kind = Notice, At = session.Now });
        }

        return true;
    }
}
