using Intake.Application.Data;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>How much waits at a desk. Counting stops at <see cref="CountQueries.Most"/>.</summary>
/// <param name="Inbox">Tickets in the hands of the unit.</param>
/// <param name="Dispatch">Tickets that the dispatchers have to send or rule on.</param>
/// <param name="Verification">Claims and look-backs that the checkers have to see to.</param>
/// <param name="Notices">Notices that nobody of the unit has read.</param>
public sealed record DeskCounts(int Inbox, int Dispatch, int Verification, int Notices);

/// <summary>Counts what waits, by ranges of indexes that end at <see cref="Most"/>.</summary>
public sealed class CountQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>More than this is not counted.</summary>
    public const int Most = 1_000;

    private static readonly TicketState[] ToDispatch = [TicketState.Received, TicketState.Accepted, TicketState.ReturnRequested];
    private static readonly TicketState[] ToVerify = [TicketState.Resolved, TicketState.Verifying];

    /// <summary>The counts of each of these units.</summary>
    public async Task<IReadOnlyDictionary<string, DeskCounts>> ReadAsync(IReadOnlyCollection<string> units, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(units);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tickets = db.Tickets.AsNoTracking();
        var dispatch = await tickets.Where(row => ToDispatch.Contains(row.State)).Take(Most).CountAsync(cancellationToken)
            + await tickets.Where(row => row.Awaits == CentreTask.RuleOnExtension).Take(Most).CountAsync(cancellationToken);
        var verification = await tickets.Where(row => ToVerify.Contains(row.State)).Take(Most).CountAsync(cancellationToken)
            + await tickets.Where(row => row.Awaits == CentreTask.LookBack).Take(Most).CountAsync(cancellationToken);
        var counts = new Dictionary<string, DeskCounts>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var inbox = await tickets.Where(row => row.HeldBy == unit && InboxQueries.InHands.Contains(row.State)).Take(Most).CountAsync(cancellationToken);
            var notices = await db.Notices.Where(row => row.Unit == unit && row.ReadAt == null).Take(Most).CountAsync(cancellationToken);
            counts[unit] = new(inbox, dispatch, verification, notices);
        }

        return counts;
    }
}
