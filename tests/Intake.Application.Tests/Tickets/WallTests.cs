using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

public class WallTests
{
    private readonly TestClock _clock = new(TestClock.TuesdayMorning);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wall_shows_exactly_what_a_slow_recount_finds()
    {
        await using var intake = await Given.DesksAsync(_clock);
        foreach (var i in Enumerable.Range(0, 14))
        {
            await intake.DispatchedAsync($"噪声 {i}", unit: i % 3 == 0 ? "ecology" : "housing");
            _clock.Advance(TimeSpan.FromHours(1));
        }

        await intake.SubmitAsync("刚来的");
        _clock.Advance(TimeSpan.FromDays(20));
        await WrittenOff.MakeAsync(intake.Writer, "上周修好的");
        _clock.Advance(TimeSpan.FromDays(7));
        foreach (var i in Enumerable.Range(0, 3))
            await WrittenOff.MakeAsync(intake.Writer, $"修好的 {i}");
        await intake.DispatchedAsync("今天才来的");

        var wall = await intake.Get<WallQueries>().ReadAsync(Token);
        await using var db = intake.Open();
        var all = (await db.Tickets.AsNoTracking().ToListAsync(Token)).Select(row => TicketRows.Read(row.Snapshot)).ToList();
        var now = _clock.GetUtcNow();
        var open = all.Where(ticket => ticket.State.IsOpen()).ToList();
        var late = open.Where(ticket => DueOf(ticket) <= now).OrderBy(DueOf).ToList();
        Assert.Equal((open.Count, late.Count, 3), (wall.Open, wall.Overdue, wall.WrittenOff));
        Assert.Equal(late.GroupBy(ticket => ticket.HeldBy).OrderByDescending(unit => unit.Count()).Select(unit => (unit.Key, unit.Count())), wall.OverdueByUnit);
        Assert.True(late.Count > WallQueries.SlowestShown);
        Assert.Equal(late.Take(WallQueries.SlowestShown).Select(ticket => ticket.Id.Value), wall.Slowest.Select(line => line.Ticket));
        Assert.Empty(wall.Plans);
    }

    [Fact]
    public async Task Plans_hang_with_their_targets_and_reports_of_wrongdoing_do_not()
    {
        await using var intake = await Given.DesksAsync(_clock);
        var today = new DateOnly(2026, 3, 10);
        var later = await PlannedAsync(intake, "慢的", today.AddDays(20), today.AddDays(60));
        var report = await intake.SubmitAsync("有人收钱", "building-site-noise");
        report = await intake.DoAsync(new AcceptAndDispatch(report.Id, Given.Dispatcher, TicketKind.Report, "building-site-noise", null, Given.Unit, [], "请查处"));
        await intake.DoAsync(new AcknowledgeTicket(report.Id, Given.Handler));
        await intake.DoAsync(new PlanTicket(report.Id, Given.Handler, [new("查", today.AddDays(5))], today.AddDays(9)));
        _clock.Advance(TimeSpan.FromDays(40));

        var wall = await intake.Get<WallQueries>().ReadAsync(Token);
        var plan = Assert.Single(wall.Plans);
        Assert.Equal((later.Id.Value, Given.Unit, today), (plan.Ticket, plan.Unit, plan.From));
        Assert.Equal([today.AddDays(20), today.AddDays(60)], plan.Targets);
        Assert.Equal([later.Id.Value], wall.Slowest.Select(line => line.Ticket));
        Assert.Equal(2, wall.Overdue); // counted all the same
    }

    [Fact]
    public async Task A_node_counts_once_in_a_few_seconds_however_many_boards_hang()
    {
        await using var intake = await Given.DesksAsync(_clock);
        var wall = intake.Get<WallQueries>();
        Assert.Equal(0, (await wall.ReadAsync(Token)).Open);
        await intake.SubmitAsync("新的");
        Assert.Equal(0, (await wall.ReadAsync(Token)).Open);
        _clock.Advance(WallQueries.Kept);
        Assert.Equal(1, (await wall.ReadAsync(Token)).Open);
    }

    private static async Task<Ticket> PlannedAsync(TestIntake intake, string text, params DateOnly[] targets)
    {
        var ticket = await intake.InHandAsync(text);
        return await intake.DoAsync(new PlanTicket(ticket.Id, Given.Handler, [.. targets.Select(day => new TargetDraft($"到 {day}", day))], targets[^1]));
    }

    private static DateTimeOffset DueOf(Ticket ticket) => ticket.Clocks.Where(clock => clock.IsRunning && clock.Kind != ClockKind.LookBack).Select(clock => clock.DueAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
}
