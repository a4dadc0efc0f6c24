using Intake.Application.Data;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Counts the figures of a period.</summary>
internal static class PeriodFigures
{
    // As the snapshot's JSON has it: fixed at once is asked for here alone, and so has no column.
    private const string FixedAtOnce = "\"fixedAtOnce\":true";

    /// <summary>What was put back on the list is not resolved, whatever was claimed.</summary>
    private static readonly TicketState[] StillResolved = [TicketState.Resolved, TicketState.Verifying, TicketState.WrittenOff, TicketState.Archived];

    /// <summary>The figures from the first to the last day, both included, by the authority's clock.</summary>
    public static async Task<BulletinFigures> CountAsync(IntakeDbContext db, TimeZoneInfo zone, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (start, end) = (StartOf(from, zone), StartOf(to.AddDays(1), zone));
        var (first, last) = (TicketId.Of(from, 1).Value, TicketId.Of(to, TicketId.MostInADay).Value);
        var received = await db.Tickets.CountAsync(row => row.Id >= first && row.Id <= last, cancellationToken);
        var writtenOff = await db.Tickets.CountAsync(row => row.Id <= last && row.WrittenOffAt >= start && row.WrittenOffAt < end, cancellationToken);
        var resolved = db.Tickets.Where(row => row.Id <= last && row.ResolvedAt >= start && row.ResolvedAt < end && StillResolved.Contains(row.State));
        var counted = await resolved
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Resolved = all.Count(),
                OnTime = all.Count(row => row.ExpectedAt == null || row.ResolvedAt <= row.ExpectedAt),
                Rated = all.Count(row => row.Rating != null),
                Satisfied = all.Count(row => row.Rating >= BulletinFigures.LeastSatisfied),
                Fixed = all.Count(row => row.Snapshot.Contains(FixedAtOnce)),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return new(received, counted?.Resolved ?? 0, writtenOff, counted?.Fixed ?? 0, counted?.OnTime ?? 0, counted?.Rated ?? 0, counted?.Satisfied ?? 0);
    }

    /// <summary>The instant at which a day begins by the authority's clock.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
