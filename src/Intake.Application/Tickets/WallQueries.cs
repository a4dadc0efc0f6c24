using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A ticket on the wall: nothing that anybody wrote, and nothing of who asked.</summary>
/// <param name="Ticket">Key.</param>
/// <param name="Unit">Code of the unit that has the paper.</param>
/// <param name="DueAt">When its pressing clock was due.</param>
public sealed record WallLine(long Ticket, string Unit, DateTimeOffset DueAt);

/// <summary>A plan on the wall (挂图作战, practice P3 and P19).</summary>
/// <param name="Ticket">Key.</param>
/// <param name="Unit">Code of the lead unit.</param>
/// <param name="From">The day on which the unit got it, by the authority's clock.</param>
/// <param name="Targets">The days of its interim targets, in order; at least one.</param>
public sealed record WallPlan(long Ticket, string Unit, DateOnly From, IReadOnlyList<DateOnly> Targets);

/// <summary>What a wall board shows.</summary>
/// <param name="Open">Tickets in open states.</param>
/// <param name="DueToday">Open tickets whose pressing clock ends today.</param>
/// <param name="Overdue">Open tickets whose pressing clock's time is over.</param>
/// <param name="WrittenOff">Tickets written off since Monday.</param>
/// <param name="OverdueByUnit">Overdue tickets by the unit that has them, the most first; units without any are left out.</param>
/// <param name="Slowest">The tickets that are overdue for longest, the longest first.</param>
/// <param name="Plans">Plans, the one whose pressing clock is due first on top.</param>
/// <param name="At">When it was read.</param>
public sealed record WallFigures(
    int Open,
    int DueToday,
    int Overdue,
    int WrittenOff,
    IReadOnlyList<(string Unit, int Count)> OverdueByUnit,
    IReadOnlyList<WallLine> Slowest,
    IReadOnlyList<WallPlan> Plans,
    DateTimeOffset At);

/// <summary>
/// The figures of the wall boards, kept for a few seconds: however many boards hang, a node counts once. Reports of
/// wrongdoing are counted and never listed: a number and a unit in a hall may be enough to know whom one is about.
/// </summary>
public sealed class WallQueries : IDisposable
{
    /// <summary>How many of the slowest are shown.</summary>
    public const int SlowestShown = 10;

    /// <summary>The most plans that are shown.</summary>
    public const int MostPlans = 8;

    /// <summary>How old what is shown may be.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<TicketState> WithUnits = [.. InboxQueries.InHands, TicketState.Received, TicketState.Accepted];

    private readonly CountedOnce<WallFigures> _figures;

    /// <summary>Counts with what the host has.</summary>
    public WallQueries(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, TimeProvider clock) =>
        _figures = new(Kept, clock, (now, cancellationToken) => CountAsync(contexts, configuration.Current.Authority, now, cancellationToken));

    /// <summary>The figures, at most <see cref="Kept"/> old.</summary>
    public Task<WallFigures> ReadAsync(CancellationToken cancellationToken = default) => _figures.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _figures.Dispose();

    private static async Task<WallFigures> CountAsync(IDbContextFactory<IntakeDbContext> contexts, Authority authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var zone = authority.TimeZone;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tickets = db.Tickets.AsNoTracking();
        var monday = MondayOf(now, zone);
        return new(
            await tickets.In(LedgerGroupAt.Of(LedgerGroup.Open, zone, now)).CountAsync(cancellationToken),
            await tickets.In(LedgerGroupAt.Of(LedgerGroup.DueToday, zone, now)).CountAsync(cancellationToken),
            await tickets.In(LedgerGroupAt.Of(LedgerGroup.Overdue, zone, now)).CountAsync(cancellationToken),
            await tickets.CountAsync(row => row.WrittenOffAt >= monday, cancellationToken),
            await FigureQueries.OverdueAsync(tickets, authority, now, cancellationToken),
            await SlowestAsync(tickets, now, cancellationToken),
            await PlansAsync(tickets, zone, cancellationToken),
            now);
    }

    private static async Task<IReadOnlyList<WallLine>> SlowestAsync(IQueryable<TicketRow> tickets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var shown = tickets.Where(row => row.Kind != TicketKind.Report && row.DueAt <= now);
        var places = await ByDue.FirstAsync(shown, WithUnits, after: null, SlowestShown, cancellationToken);
        long[] ids = [.. places.Select(place => place.Id)];
        var rows = await tickets.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.HeldBy }).ToDictionaryAsync(row => row.Id, row => row.HeldBy, cancellationToken);
        // One that was ended between the two questions is left out.
        return [.. places.Where(place => rows.ContainsKey(place.Id)).Select(place => new WallLine(place.Id, rows[place.Id], place.DueAt ?? now))];
    }

    private static async Task<IReadOnlyList<WallPlan>> PlansAsync(IQueryable<TicketRow> tickets, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var places = await ByDue.FirstAsync(tickets.Where(row => row.Kind != TicketKind.Report), [TicketState.Planned], after: null, MostPlans, cancellationToken);
        long[] ids = [.. places.Select(place => place.Id)];
        var rows = await tickets.Where(row => ids.Contains(row.Id) && row.State == TicketState.Planned).Select(row => new { row.Id, row.Snapshot }).ToDictionaryAsync(row => row.Id, row => row.Snapshot, cancellationToken);
        return [.. places.Where(place => rows.ContainsKey(place.Id)).Select(place => PlanOf(TicketRows.Read(rows[place.Id]), zone))];
    }

    private static WallPlan PlanOf(Ticket ticket, TimeZoneInfo zone) => new(
        ticket.Id.Value,
        ticket.Lead ?? ticket.HeldBy,
        DayOf(ticket.DispatchedAt ?? ticket.CreatedAt, zone),
        [.. ticket.Targets.Select(target => target.On)]);

    private static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static DateTimeOffset MondayOf(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DayOf(now, zone);
        return FigureQueries.StartOf(today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), zone);
    }
}
