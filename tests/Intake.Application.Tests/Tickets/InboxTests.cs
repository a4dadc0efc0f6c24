using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Tickets;

public class InboxTests
{
    [Fact]
    public async Task What_is_due_first_comes_first_and_what_waits_comes_last()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var waiting = await intake.InHandAsync("等补充");
        await intake.DoAsync(new RecordContact(waiting.Id, Given.Handler, null));
        await intake.DoAsync(new AskRequester(waiting.Id, Given.Handler, "几号楼？"));
        var first = await intake.DispatchedAsync("先到期");
        clock.Advance(TimeSpan.FromDays(1));
        var second = await intake.DispatchedAsync("后到期");
        await intake.DispatchedAsync("别的单位", "ecology");

        var page = await ReadAsync(intake, InboxTab.Unit);
        Assert.Equal([first.Id.Value, second.Id.Value, waiting.Id.Value], page.Lines.Select(line => line.Id));
        Assert.Null(page.Lines[^1].DueAt);
        Assert.Equal(ClockKind.Acknowledgement, page.Lines[0].DueClock);
        Assert.Equal("先到期", page.Lines[0].Snippet);
        Assert.Equal(first.HeldSince, page.Lines[0].HeldSince);
        Assert.Equal([waiting.Id.Value], (await ReadAsync(intake, InboxTab.Mine)).Lines.Select(line => line.Id));
    }

    [Fact]
    public async Task A_unit_sees_what_it_helps_with_apart()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var helped = await intake.DispatchedAsync("一起办", "ecology", "building-site-noise", Given.Unit);
        await intake.DispatchedAsync("不相干", "ecology", "building-site-noise", "housing-fund-centre");
        Assert.Equal([helped.Id.Value], (await ReadAsync(intake, InboxTab.CoHandling)).Lines.Select(line => line.Id));
        Assert.Empty((await ReadAsync(intake, InboxTab.Unit)).Lines);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_holes_or_repeats()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        for (var i = 0; i < InboxQueries.PageSize + 20; i++)
        {
            var ticket = await intake.InHandAsync($"第{i}件");
            await intake.DoAsync(new RecordContact(ticket.Id, Given.Handler, null));
            // Due at the same instant, at others, and without a running clock: every kind of neighbour across the edge.
            if (i % 3 == 0)
                await intake.DoAsync(new AskRequester(ticket.Id, Given.Handler, "请补充"));
            if (i % 10 == 0)
                clock.Advance(TimeSpan.FromDays(1));
        }

        var seen = new List<long>();
        DuePlace? after = null;
        LinePage page;
        do
        {
            page = await intake.Get<InboxQueries>().ReadAsync(new(Given.Unit, "housing", InboxTab.Unit, null, after), TestContext.Current.CancellationToken);
            seen.AddRange(page.Lines.Select(line => line.Id));
            after = DuePlace.Parse(page.Lines[^1].DuePlace.ToString());
        }
        while (page.More);
        Assert.Equal(InboxQueries.PageSize + 20, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task One_state_can_be_asked_for()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await intake.DispatchedAsync("待签收");
        var resolved = await intake.ResolvedAsync("已答复");
        var page = await intake.Get<InboxQueries>().ReadAsync(new(Given.Unit, "housing", InboxTab.Unit, TicketState.Resolved, null), TestContext.Current.CancellationToken);
        Assert.Equal(resolved.Id.Value, Assert.Single(page.Lines).Id);
    }

    [Theory]
    [InlineData("-42")]
    [InlineData("1773104400000-42")]
    public void A_place_is_written_and_read_back(string text) => Assert.Equal(text, DuePlace.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("x-1")]
    [InlineData("1-")]
    [InlineData("99999999999999999-1")]
    public void Anything_else_is_no_place(string? text) => Assert.Null(DuePlace.Parse(text));

    private static Task<LinePage> ReadAsync(TestIntake intake, InboxTab tab) =>
        intake.Get<InboxQueries>().ReadAsync(new(Given.Unit, "housing", tab, null, null), TestContext.Current.CancellationToken);
}
