using Intake.Application.Publication;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Publication;

public class PublicTicketQueriesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_everybody_may_see_is_found_by_time_service_state_and_place()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var (start, queries) = (clock.GetUtcNow(), intake.Get<PublicTicketQueries>());
        var lamp = await ReportAsync(intake, "street-lights", "xingbei", TicketKind.Complaint);
        await ReportAsync(intake, "wages-owed", "xingbei", TicketKind.Complaint);
        await ReportAsync(intake, "refuse", "xingbei", TicketKind.Report);
        clock.Advance(TimeSpan.FromDays(1));
        var lid = await ReportAsync(intake, "manholes", "xingnan", TicketKind.Complaint);
        await intake.DoAsync(new WithdrawTicket(lid, Actor.Requester("open311")));
        var end = clock.GetUtcNow();

        Assert.Equal([lid, lamp], await FoundAsync(new(start, end, null, null, null)));
        Assert.Equal([lamp], await FoundAsync(new(start, end.AddSeconds(-1), null, null, null)));
        Assert.Equal([lid], await FoundAsync(new(start.AddMilliseconds(1), end, null, null, null)));
        Assert.Equal([lamp], await FoundAsync(new(start, end, ["street-lights", "wages-owed"], null, null)));
        Assert.Equal([lid], await FoundAsync(new(start, end, null, false, null)));
        Assert.Equal([lamp], await FoundAsync(new(start, end, null, true, null)));
        Assert.Equal([lid], await FoundAsync(new(start, end, null, null, "xingnan")));
        Assert.Equal([lid, lamp], (await queries.FindAsync(intake.Authority, [lamp, lid, new(1)], null, Cancel)).Select(ticket => ticket.Ticket));

        async Task<IEnumerable<TicketId>> FoundAsync(PublicTicketFilter filter) => (await queries.FindAsync(intake.Authority, filter, Cancel)).Select(ticket => ticket.Ticket);
    }

    [Fact]
    public async Task Words_are_masked_with_what_the_ticket_s_own_fields_say()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var lamp = await ReportAsync(intake, "street-lights", "xingbei", TicketKind.Complaint);
        var shown = Assert.Single(await intake.Get<PublicTicketQueries>().FindAsync(intake.Authority, [lamp], null, Cancel));
        Assert.Contains("路灯", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("欧阳小纳", shown.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("13912345678", shown.Words, StringComparison.Ordinal);
        Assert.Equal(new MapPoint(30.274m, 120.155m), shown.Point);
    }

    private static async Task<TicketId> ReportAsync(TestIntake intake, string service, string place, TicketKind kind)
    {
        var submission = new Submission
        {
            Text = "欧阳小纳说路灯不亮，13912345678",
            Service = service,
            Kind = kind,
            Place = place,
            Point = new(30.27415m, 120.15515m),
            Channel = PublicTicketQueries.OpenChannel,
            Language = Language.Chinese,
            Contact = new("欧阳小纳", "13912345678", null),
        };
        return TestIntake.Held(await intake.Writer.WriteAsync(new SubmitRequest(submission, Actor.Requester("open311")), Cancel)).Id;
    }
}
