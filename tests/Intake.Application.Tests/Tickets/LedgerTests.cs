using Intake.Application.Tickets;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Tickets;

public sealed class LedgerTests
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
}
