using Intake.Application.Deadlines;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Tickets;

public class DeskQueriesTests
{
    [Fact]
    public async Task The_dispatcher_sees_what_to_send_and_what_to_rule_on()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var first = await intake.SubmitAsync("先来的", "property-management");
        clock.Advance(TimeSpan.FromDays(1));
        var second = await intake.SubmitAsync("后来的", "property-management");
        var returned = await intake.DispatchedAsync("退单", service: "property-management");
        await intake.DoAsync(new RequestReturn(returned.Id, Given.Handler, "illegal-building", "不归我们管"));
        var longer = await intake.InHandAsync("延期");
        await intake.DoAsync(new RequestExtension(longer.Id, Given.Handler, new(1, TimeUnit.WorkingDay), "要买材料"));

        Assert.Equal([first.Id.Value, second.Id.Value], await IdsAsync(intake, DispatchTab.New));
        Assert.Equal([returned.Id.Value], await IdsAsync(intake, DispatchTab.Returns));
        Assert.Equal([longer.Id.Value], await IdsAsync(intake, DispatchTab.Extensions));
        await intake.DoAsync(new GrantExtension(longer.Id, Given.Dispatcher));
        Assert.Empty(await IdsAsync(intake, DispatchTab.Extensions));
    }

    [Fact]
    public async Task The_checker_sees_claims_with_reply_and_evidence()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await using (var db = intake.Open())
        {
            db.Attachments.Add(new() { Id = 7, Name = "修好后.jpg", ContentType = "image/jpeg", Length = 9, Hash = new('a', 64) });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var ticket = await intake.ResolvedAsync("门坏了", 7);
        var page = await intake.Get<VerificationQueries>().ReadAsync(VerificationTab.Claims, null, TestContext.Current.CancellationToken);
        var claim = Assert.Single(page.Claims);
        Assert.Equal((ticket.Id.Value, "已经修好", TicketOutcome.Solved), (claim.Line.Id, claim.Reply, claim.Line.Outcome));
        Assert.True(Assert.Single(claim.Evidence) is { Name: "修好后.jpg", IsImage: true });
    }

    [Fact]
    public async Task A_look_back_that_is_due_waits_until_it_is_recorded()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var ticket = await intake.ResolvedAsync("门坏了");
        await intake.DoAsync(new StartVerification(ticket.Id, Given.Checker));
        await intake.DoAsync(new WriteOffTicket(ticket.Id, Given.Checker, "去看过了"));
        Assert.Empty(await LookBacksAsync(intake));
        clock.Advance(TimeSpan.FromDays(40));
        await intake.Get<DeadlineEnforcement>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal([ticket.Id.Value], await LookBacksAsync(intake));
        await intake.DoAsync(new RecordLookBack(ticket.Id, Given.Checker, "仍然完好"));
        Assert.Empty(await LookBacksAsync(intake));
    }

    [Fact]
    public async Task Counts_are_those_of_the_lists()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await intake.SubmitAsync("新来的");
        await intake.DispatchedAsync("待签收");
        await intake.ResolvedAsync("已答复");
        var counts = await intake.Get<CountQueries>().ReadAsync(["centre", Given.Unit], TestContext.Current.CancellationToken);
        Assert.Equal((1, 1, 1), (counts[Given.Unit].Inbox, counts[Given.Unit].Dispatch, counts[Given.Unit].Verification));
        Assert.Equal((0, 2), (counts["centre"].Inbox, counts[Given.Unit].Notices));
        Assert.Equal(4, counts["centre"].Notices);
    }

    [Fact]
    public async Task Notices_are_read_one_by_one_or_up_to_one()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        for (var i = 0; i < 3; i++)
            await intake.DispatchedAsync($"第{i}件");
        var queries = intake.Get<NoticeQueries>();
        var unread = await queries.ReadAsync(Given.Unit, true, null, 10, TestContext.Current.CancellationToken);
        Assert.Equal(["第2件", "第1件", "第0件"], unread.Select(notice => notice.Snippet));
        Assert.All(unread, notice => Assert.Equal("dispatched", notice.Kind));

        Assert.Equal(1, await intake.Writer.WriteAsync(new MarkNoticesRead(Given.Unit, unread[0].Id, andOlder: false), TestContext.Current.CancellationToken));
        Assert.Equal(0, await intake.Writer.WriteAsync(new MarkNoticesRead("ecology", unread[1].Id, andOlder: true), TestContext.Current.CancellationToken));
        Assert.Equal(2, await intake.Writer.WriteAsync(new MarkNoticesRead(Given.Unit, unread[1].Id, andOlder: true), TestContext.Current.CancellationToken));
        Assert.Empty(await queries.ReadAsync(Given.Unit, true, null, 10, TestContext.Current.CancellationToken));
        Assert.Equal(3, (await queries.ReadAsync(Given.Unit, false, null, 10, TestContext.Current.CancellationToken)).Count);
    }

    private static async Task<IEnumerable<long>> IdsAsync(TestIntake intake, DispatchTab tab) =>
        (await intake.Get<DispatchQueries>().ReadAsync(tab, "centre", null, TestContext.Current.CancellationToken)).Lines.Select(line => line.Id);

    private static async Task<IEnumerable<long>> LookBacksAsync(TestIntake intake) =>
        (await intake.Get<VerificationQueries>().ReadAsync(VerificationTab.LookBacks, null, TestContext.Current.CancellationToken)).Claims.Select(claim => claim.Line.Id);
}
