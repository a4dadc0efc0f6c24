using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>What happened on a day.</summary>
/// <param name="Day">The day by the authority's clock.</param>
/// <param name="Received">Tickets that came in.</param>
/// <param name="Resolved">Tickets whose last claim was made.</param>
/// <param name="WrittenOff">Tickets written off.</param>
public sealed record DayFigures(DateOnly Day, int Received, int Resolved, int WrittenOff);

/// <summary>The figures of the start page.</summary>
/// <param name="Days">The last thirty days, the oldest first.</param>
/// <param name="ByState">How many tickets are in each state that has any.</param>
/// <param name="OverdueByUnit">Overdue tickets by the unit that has them, the most first; units without any are left out.</param>
/// <param name="At">When they were counted.</param>
public sealed record StartFigures(
    IReadOnlyList<DayFigures> Days,
    IReadOnlyList<(TicketState State, int Count)> ByState,
    IReadOnlyList<(string Unit, int Count)> OverdueByUnit,
    DateTimeOffset At);

/// <summary>Counts for the start page, kept for a minute: however many people look, a node counts once.</summary>
public sealed class FigureQueries : IDisposable
{
    /// <summary>Days that are shown.</summary>
    public const int DaysShown = 30;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly CountedOnce<StartFigures> _figures;

    /// <summary>Counts with what the host has.</summary>
    public FigureQueries(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, TimeProvider clock) =>
        _figures = new(Kept, clock, (now, cancellationToken) => CountAsync(contexts, configuration.Current.Authority, now, cancellationToken));

    /// <summary>The figures, at most a minute old.</summary>
    public Task<StartFigures> ReadAsync(CancellationToken cancellationToken = default) => _figures.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _figures.Dispose();

    private static async Task<StartFigures> CountAsync(IDbContextFactory<IntakeDbContext> contexts, Authority authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tickets = db.Tickets.AsNoTracking();
        var states = await tickets.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new(
            await DaysAsync(tickets, authority, now, cancellationToken),
            [.. states.OrderBy(state => state.Key).Select(state => (state.Key, state.Count))],
            await OverdueAsync(tickets, authority, now, cancellationToken),
            now);
    }

    // Each count is a narrow range of an index: of the ledger's for what came in, of their own for the others.
    private static async Task<IReadOnlyList<DayFigures>> DaysAsync(IQueryable<TicketRow> tickets, Authority authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, authority.TimeZone).DateTime);
        var days = new List<DayFigures>(DaysShown);
        for (var day = today.AddDays(1 - DaysShown); day <= today; day = day.AddDays(1))
        {
            var (first, last) = (TicketId.Of(day, 1).Value, TicketId.Of(day, TicketId.MostInADay).Value);
            var (from, to) = (StartOf(day, authority.TimeZone), StartOf(day.AddDays(1), authority.TimeZone));
            days.Add(new(
                day,
                await tickets.CountAsync(row => row.Id >= first && row.Id <= last, cancellationToken),
                await tickets.CountAsync(row => row.ResolvedAt >= from && row.ResolvedAt < to, cancellationToken),
                await tickets.CountAsync(row => row.WrittenOffAt >= from && row.WrittenOffAt < to, cancellationToken)));
        }

        return days;
    }

    /// <summary>Overdue tickets by the unit that has them, the most first.</summary>
    internal static async Task<IReadOnlyList<(string Unit, int Count)>> OverdueAsync(IQueryable<TicketRow> tickets, Authority authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        TicketState[] states = [.. InboxQueries.InHands, TicketState.Received, TicketState.Accepted];
        var overdue = new List<(string Unit, int Count)>();
        foreach (var unit in authority.Units.Keys)
        {
            var count = await tickets.CountAsync(row => row.HeldBy == unit && states.Contains(row.State) && row.DueAt <= now, cancellationToken);
            if (count > 0)
                overdue.Add((unit, count));
        }

        return [.. overdue.OrderByDescending(unit => unit.Count)];
    }

    /// <summary>When a day begins by a zone's clock.</summary>
    internal static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
