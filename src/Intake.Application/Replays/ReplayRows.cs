using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Replays;

/// <summary>Parks a row that cannot be read: kept as a message for a person to look at, once.</summary>
internal sealed class ParkRow(string channel, UnreadableRow unreadable) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await ConversationRowsOf.AddNewInboundAsync(session, channel, unreadable.Id, cancellationToken) is not { } row)
            return false;
        row.Raw = unreadable.Raw;
        row.Status = InboundStatus.Parked;
        row.Reason = $"line-{unreadable.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)}: {unreadable.Reason}";
        return true;
    }
}

/// <summary>What an earlier run of the same file left.</summary>
/// <param name="At">The last instant that it came to; null when there was no earlier run.</param>
/// <param name="Tickets">Tickets by the ids of their rows, with the instant of the last thing that happened to each.</param>
/// <param name="Parked">Ids of rows whose message the conversation parked.</param>
internal sealed record EarlierRun(DateTimeOffset? At, IReadOnlyDictionary<string, (Ticket Ticket, DateTimeOffset At)> Tickets, IReadOnlySet<string> Parked)
{
    public static async Task<EarlierRun> ReadAsync(IntakeDbContext db, string channel, string start, CancellationToken cancellationToken)
    {
        var messages = db.InboundMessages.AsNoTracking().Where(row => row.Channel == channel && row.ExternalId.StartsWith(start));
        var parked = await messages.Where(row => row.Status == InboundStatus.Parked).Select(row => row.ExternalId).ToListAsync(cancellationToken);
        var last = await messages.MaxAsync(row => (DateTimeOffset?)row.ReceivedAt, cancellationToken);
        var tickets = new Dictionary<string, (Ticket, DateTimeOffset)>(StringComparer.Ordinal);
        var made = from message in messages
                   join ticket in db.Tickets on message.Ticket equals ticket.Id
                   join happened in db.TicketEvents on (ticket.Id * TicketEventRow.Factor) + ticket.Version equals happened.Id
                   select new { message.ExternalId, ticket.Snapshot, happened.At };
        await foreach (var one in made.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            tickets[RowOf(one.ExternalId)] = (TicketRows.Read(one.Snapshot), one.At);
            last = last > one.At ? last : one.At;
        }

        return new(last, tickets, parked.Select(RowOf).ToHashSet(StringComparer.Ordinal));
    }

    // A message's id is its conversation's, which is the row's, and its own.
    private static string RowOf(string message) => message.Split('/')[0];
}
