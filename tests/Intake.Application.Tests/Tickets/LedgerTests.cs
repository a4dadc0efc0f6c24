using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

public class LedgerTests
{
    private static readonly LedgerScope Everything = LedgerScope.Of(Given.Dispatcher);

    [Fact]
    public async Task Each_filter_narrows_the_ledger()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var noise = await intake.DispatchedAsync("工地太吵");
        clock.Advance(TimeSpan.FromDays(1));
        var door = await intake.ResolvedAsync("门坏了");
        var lamp = await intake.SubmitAsync("路灯不亮", kind: TicketKind.Help);
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal([lamp, door, noise], await ReadAsync(intake, new()));
        Assert.Equal([door], await ReadAsync(intake, new() { State = TicketState.Resolved }));
        Assert.Equal([door, noise], await ReadAsync(intake, new() { Unit = Given.Unit }));
        Assert.Equal([noise], await ReadAsync(intake, new() { Service = "building-site-noise" }));
        Assert.Equal([lamp], await ReadAsync(intake, new() { Kind = TicketKind.Help }));
        Assert.Empty(await ReadAsync(intake, new() { Card = Card.Red }));
        Assert.Equal([noise], await ReadAsync(intake, new() { To = new(2026, 3, 10) }));
        Assert.Equal([lamp, door], await ReadAsync(intake, new() { From = new(2026, 3, 11), To = new(2026, 3, 11) }));
        Assert.Equal([noise], await ReadAsync(intake, new() { Text = "太吵" }));
        Assert.Equal([door], await ReadAsync(intake, new() { Text = "门坏", State = TicketState.Resolved, Unit = Given.Unit }));
        Assert.Empty(await ReadAsync(intake, new() { Text = "修好" }));
        Assert.Empty(await ReadAsync(intake, new() { Text = "？" }));

        async Task<IEnumerable<Ticket>> ReadAsync(TestIntake of, LedgerFilter filter)
        {
            var page = await of.Get<LedgerQueries>().ReadAsync(Everything, filter, null, TestContext.Current.CancellationToken);
            Ticket[] all = [noise, door, lamp];
            return page.Lines.Select(line => all.Single(ticket => ticket.Id.Value == line.Id));
        }
    }

    [Fact]
    public async Task A_group_gathers_states_and_what_is_due_and_counts_what_it_lists()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var work = await intake.InHandAsync("在办");
        var merged = await intake.SubmitAsync("并单");
        await intake.DoAsync(new MergeTicket(merged.Id, Given.Dispatcher, work.Id));
        var claimed = await intake.ResolvedAsync("办结");
        var done = await intake.ResolvedAsync("销号");
        await intake.DoAsync(new StartVerification(done.Id, Given.Checker));
        await intake.DoAsync(new WriteOffTicket(done.Id, Given.Checker, "电话回访属实"));
        var now = clock.GetUtcNow();
        var dueAt = (await DueAsync(intake, work))!.Value;

        Assert.Equal([claimed, work], await ReadAsync(LedgerGroup.Open, now));
        Assert.Equal([done], await ReadAsync(LedgerGroup.WrittenOff, now));
        Assert.Equal([merged], await ReadAsync(LedgerGroup.EndedOtherwise, now));
        Assert.DoesNotContain(work, await ReadAsync(LedgerGroup.Overdue, dueAt.AddMilliseconds(-1)));
        Assert.Contains(work, await ReadAsync(LedgerGroup.DueToday, dueAt.AddMilliseconds(-1)));
        Assert.Contains(work, await ReadAsync(LedgerGroup.Overdue, dueAt));
        Assert.DoesNotContain(work, await ReadAsync(LedgerGroup.DueToday, dueAt));
        Assert.DoesNotContain(work, await ReadAsync(LedgerGroup.DueToday, dueAt.AddDays(-1)));
        Assert.DoesNotContain(done, await ReadAsync(LedgerGroup.Overdue, dueAt.AddYears(1)));

        Assert.Equal(4, await intake.Get<LedgerQueries>().CountAsync(Everything, new(), 4, TestContext.Current.CancellationToken));
        Assert.Equal(3, await intake.Get<LedgerQueries>().CountAsync(Everything, new(), 2, TestContext.Current.CancellationToken));

        async Task<IEnumerable<Ticket>> ReadAsync(LedgerGroup group, DateTimeOffset at)
        {
            var filter = new LedgerFilter { Group = LedgerGroupAt.Of(group, intake.Authority.TimeZone, at) };
            var page = await intake.Get<LedgerQueries>().ReadAsync(Everything, filter, null, TestContext.Current.CancellationToken);
            Assert.Equal(page.Lines.Count, await intake.Get<LedgerQueries>().CountAsync(Everything, filter, cancellationToken: TestContext.Current.CancellationToken));
            var own = await intake.Get<LedgerQueries>().ReadAsync(LedgerScope.Of(Given.Head), filter, null, TestContext.Current.CancellationToken);
            Assert.Equal(page.Lines.Where(line => line.Lead == Given.Unit).Select(line => line.Id), own.Lines.Select(line => line.Id));
            Assert.Equal(own.Lines.Count, await intake.Get<LedgerQueries>().CountAsync(LedgerScope.Of(Given.Head), filter, cancellationToken: TestContext.Current.CancellationToken));
            Ticket[] all = [work, merged, claimed, done];
            return page.Lines.Select(line => all.Single(ticket => ticket.Id.Value == line.Id));
        }
    }

    [Theory]
    [InlineData("2026-03-10T01:30:00Z", "2026-03-10T16:00:00Z")]
    [InlineData("2026-03-10T15:59:59Z", "2026-03-10T16:00:00Z")]
    [InlineData("2026-03-10T16:00:00Z", "2026-03-11T16:00:00Z")]
    public void A_day_ends_at_the_authoritys_midnight(string now, string midnight)
    {
        var at = LedgerGroupAt.Of(LedgerGroup.DueToday, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(midnight, System.Globalization.CultureInfo.InvariantCulture), at.Tomorrow);
    }

    [Fact]
    public async Task Groups_are_read_by_indexes_alone()
    {
        TestDatabase.Only("Another database chooses its plans by what is in its tables, and says them in other words.", DatabaseProvider.Sqlite);
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        await using var db = intake.Open();
        foreach (var group in Enum.GetValues<LedgerGroup>())
        {
            var at = LedgerGroupAt.Of(group, intake.Authority.TimeZone, clock.GetUtcNow());
            Assert.All(await PlanAsync(db, db.Tickets.In(at).Select(row => row.Id)), step => Assert.Contains("SEARCH t USING COVERING INDEX IX_Tickets_State_DueAt", step, StringComparison.Ordinal));
            var index = group is LedgerGroup.Overdue or LedgerGroup.DueToday ? "SEARCH t USING COVERING INDEX IX_Tickets_State_DueAt" : "SCAN t USING COVERING INDEX IX_Tickets_Ledger";
            var page = await PlanAsync(db, db.Tickets.InOrder(at).OrderByDescending(row => row.Id).Take(LedgerQueries.PageSize).Select(row => row.Id));
            Assert.Contains(index, page[0], StringComparison.Ordinal);
            var ofUnit = await PlanAsync(db, db.Tickets.Where(row => row.Lead == Given.Unit).InOfUnit(at, db.Tickets).OrderByDescending(row => row.Id).Take(LedgerQueries.PageSize).Select(row => row.Id));
            Assert.Contains("SCAN t USING COVERING INDEX IX_Tickets_Ledger", ofUnit[0], StringComparison.Ordinal);
            Assert.All(ofUnit.Skip(1), step => Assert.DoesNotContain("SCAN", step, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_line_shows_who_answers_for_it_and_the_four_things()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.ResolvedAsync("门坏了");
        var line = Assert.Single((await intake.Get<LedgerQueries>().ReadAsync(Everything, new(), null, TestContext.Current.CancellationToken)).Lines);
        Assert.Equal((Given.Unit, Given.Unit, "housing"), (line.Lead, line.HeldBy, line.Handler));
        Assert.Equal(FourThings.Instruction | FourThings.Entry | FourThings.Conclusion | FourThings.Report, line.Things);
        Assert.Equal((ticket.Promise!.DueAt, "门坏了"), (line.ExpectedAt, line.Matter));
    }

    [Fact]
    public async Task Units_read_their_own_and_administrators_read_no_texts()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var own = await intake.DispatchedAsync("本单位的");
        await intake.DispatchedAsync("别家的", "ecology");
        var unit = await intake.Get<LedgerQueries>().ReadAsync(LedgerScope.Of(Given.Head), new() { Unit = "ecology" }, null, TestContext.Current.CancellationToken);
        Assert.Empty(unit.Lines);
        unit = await intake.Get<LedgerQueries>().ReadAsync(LedgerScope.Of(Given.Head), new(), null, TestContext.Current.CancellationToken);
        Assert.Equal(own.Id.Value, Assert.Single(unit.Lines).Id);
        var figures = await intake.Get<LedgerQueries>().ReadAsync(LedgerScope.Of(Given.Administrator), new(), null, TestContext.Current.CancellationToken);
        Assert.All(figures.Lines, line => Assert.Empty(line.Matter));
        Assert.Equal(2, figures.Lines.Count);
    }

    [Fact]
    public async Task The_stream_has_every_line_once_with_the_whole_matter()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var matter = new string('长', 1_000);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 1_201).Select(i => intake.SubmitAsync($"{i}{matter}")));
        var lines = new List<LedgerLine>();
        await foreach (var line in intake.Get<LedgerQueries>().StreamAsync(Everything, new(), TestContext.Current.CancellationToken))
            lines.Add(line);
        Assert.Equal(tickets.Select(ticket => ticket.Id.Value).OrderDescending(), lines.Select(line => line.Id));
        Assert.All(lines, line => Assert.True(line.Matter.Length > 1_000));
        var page = await intake.Get<LedgerQueries>().ReadAsync(Everything, new(), lines[49].Id, TestContext.Current.CancellationToken);
        Assert.Equal(lines.Skip(50).Take(50).Select(line => line.Id), page.Lines.Select(line => line.Id));
        Assert.True(page.More);
    }

    private static async Task<DateTimeOffset?> DueAsync(TestIntake intake, Ticket ticket)
    {
        await using var db = intake.Open();
        return (await db.Tickets.FindAsync([ticket.Id.Value], TestContext.Current.CancellationToken))!.DueAt;
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(IntakeDbContext db, IQueryable<long> query)
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            steps.Add(reader.GetString(3));
        return steps;
    }
}
