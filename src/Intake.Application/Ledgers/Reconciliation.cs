using Intake.Application.Conversations;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Ledgers;

/// <summary>What became of the messages of one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Received">All that came in.</param>
/// <param name="Handled">Handled.</param>
/// <param name="Parked">Kept for a person to look at.</param>
/// <param name="Refused">Not taken, and the sender was told.</param>
/// <param name="Waiting">Not handled yet, and not for long.</param>
/// <param name="Overdue">Not handled, and older than a message may wait.</param>
/// <param name="WithoutTicket">Handled with the word that it made a ticket, which is not there.</param>
public sealed record ChannelBalance(string Channel, long Received, long Handled, long Parked, long Refused, long Waiting, long Overdue, long WithoutTicket)
{
    /// <summary>Whether nothing is lost: received = handled + parked + refused, but for what came just now.</summary>
    public bool Holds => Received - Waiting == Handled + Parked + Refused && Overdue == 0 && WithoutTicket == 0;
}

/// <summary>Counts for every channel what came in and what became of it.</summary>
public sealed class Reconciliation(IDbContextFactory<IntakeDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long a message may wait before it counts as lost. Default 10 minutes.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(10);

    /// <summary>The balance of each channel, by name.</summary>
    /// <param name="patience">How long a message may wait.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ChannelBalance>> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - patience;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var look = await LedgerWindows.LookAsync(db, cancellationToken);
        var counts = await db.InboundMessages.GroupBy(row => new { row.Channel, row.Status })
            .Select(group => new { group.Key.Channel, group.Key.Status, Count = group.LongCount() }).ToListAsync(cancellationToken);
        var overdue = await db.InboundMessages.Where(row => row.Status == InboundStatus.Received && row.ReceivedAt <= before)
            .GroupBy(row => row.Channel).Select(group => new { group.Key, Count = group.LongCount() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancellationToken);
        var orphans = await db.InboundMessages.Where(row => row.Ticket != null && !db.Tickets.Any(ticket => ticket.Id == row.Ticket))
            .GroupBy(row => row.Channel).Select(group => new { group.Key, Count = group.LongCount() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancellationToken);
        return
        [
            .. from one in counts
               group one by one.Channel into channel
               orderby channel.Key
               select BalanceOf(
                   channel.Key,
                   channel.ToDictionary(one => one.Status, one => one.Count),
                   overdue.GetValueOrDefault(channel.Key),
                   orphans.GetValueOrDefault(channel.Key)),
        ];
    }

    private static ChannelBalance BalanceOf(string channel, Dictionary<InboundStatus, long> counts, long overdue, long withoutTicket) => new(
        channel,
        counts.Values.Sum(),
        counts.GetValueOrDefault(InboundStatus.Handled),
        counts.GetValueOrDefault(InboundStatus.Parked),
        counts.GetValueOrDefault(InboundStatus.Refused),
        counts.GetValueOrDefault(InboundStatus.Received) - overdue,
        overdue,
        withoutTicket);
}
