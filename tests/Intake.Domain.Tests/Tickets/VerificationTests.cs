using Intake.Domain.Access;
using Intake.Domain.Tests.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>回访, 销号, 复号: who may check, what must be there, and how often a ticket comes back before a leader rules.</summary>
public class VerificationTests
{
    private static readonly TicketAction[] ToTheCheck = [Accept, Dispatch, Acknowledge, Resolve, Verify];

    [Theory]
    [InlineData("centre", null)]
    [InlineData("market-regulation", null)]
    [InlineData("housing", "CheckerIsOfHandlingUnit")]
    [InlineData("city-management", "CheckerIsOfHandlingUnit")]
    public void The_checker_is_of_no_handling_unit(string unit, string? refusal)
    {
        var checker = Actor.Staff("checker", unit, Role.Supervisor);
        Assert.Equal(refusal, new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Resolve).Try(Verify, checker).Refusal?.Code);
        Assert.Equal(refusal, new TicketDesk().Walk(ToTheCheck).Try(WriteOff, checker).Refusal?.Code);
        Assert.Equal(refusal, new TicketDesk().Walk(ToTheCheck).Try(Relist, checker).Refusal?.Code);
        Assert.Equal(refusal, new TicketDesk().Walk(ToTheCheck).Walk(WriteOff).Try(LookBack, checker).Refusal?.Code);
    }

    [Fact]
    public void Who_settled_it_at_once_does_not_check_it()
    {
        var both = Actor.Staff("both", "centre", Role.Dispatcher, Role.Supervisor);
        var desk = new TicketDesk().Walk(Accept);
        Assert.True(desk.Try(SettleAtOnce, both).Succeeded);
        Assert.Equal("CheckerIsOfHandlingUnit", desk.Try(Verify, both).Refusal?.Code);
        Assert.True(desk.Try(Verify, People.Supervisor).Succeeded);
    }

    /// <summary>With the centre as a co-handling unit everybody who checks would be of the handling side.</summary>
    [Theory]
    [InlineData("centre", new string[0], "CentreIsNoLead")]
    [InlineData("housing", new[] { "centre" }, "CentreIsNoLead")]
    [InlineData("housing", new[] { "housing" }, "LeadIsCoHandler")]
    [InlineData("nobody", new string[0], "NoSuchUnit")]
    [InlineData("housing", new[] { "nobody" }, "NoSuchUnit")]
    public void It_is_dispatched_to_units_that_can_handle_it(string lead, string[] coHandlers, string refusal) =>
        Assert.Equal(refusal, Send(new TicketDesk().Walk(Accept), lead, coHandlers).Refusal?.Code);

    [Fact]
    public void Each_of_the_four_things_must_be_there()
    {
        var ticket = new TicketDesk().Walk(ToTheCheck).Ticket;
        Assert.Null(Verifying.Missing(ticket));
        Assert.Equal("instruction", Verifying.Missing(Without(ticket, TextRole.Instruction)));
        Assert.Equal("entry", Verifying.Missing(ticket with { Handler = null }));
        Assert.Equal("entry", Verifying.Missing(ticket with { Service = null }));
        Assert.Equal("conclusion", Verifying.Missing(ticket with { Outcome = null }));
        Assert.Equal("conclusion", Verifying.Missing(Without(ticket, TextRole.Reply)));
        Assert.Equal("report", Verifying.Missing(Without(ticket, TextRole.Report)));
    }

    [Fact]
    public void A_thing_that_is_missing_keeps_it_on_the_list()
    {
        var desk = new TicketDesk().Walk(ToTheCheck);
        var outcome = Verifying.WriteOff(desk.By(People.Supervisor), Without(desk.Ticket, TextRole.Report), desk.Text(TextRole.Remark));
        Assert.Equal("WriteOffLacks", outcome.Refusal?.Code);
        Assert.Equal("report", outcome.Refusal?.Values["thing"]);
    }

    [Fact]
    public void Silence_writes_nothing_off()
    {
        var desk = new TicketDesk().Walk(ToTheCheck);
        Assert.Equal("NobodyHasSaidItIsSolved", WithoutNote(desk).Refusal?.Code);
        desk.Walk(Rate);
        Assert.True(WithoutNote(desk).Succeeded);
    }

    [Fact]
    public void A_new_claim_needs_a_new_word()
    {
        var desk = new TicketDesk().Walk(ToTheCheck).Walk(Rate, Relist, Resolve, Verify);
        Assert.Equal("NobodyHasSaidItIsSolved", WithoutNote(desk).Refusal?.Code);
    }

    [Theory]
    [InlineData(TicketDesk.HouseQuality, "EvidenceIsMissing")]
    [InlineData(TicketDesk.Property, null)]
    public void Evidence_is_there_where_the_service_asks_for_it(string service, string? refusal)
    {
        var claimed = new TicketDesk(service).Walk(Accept, Dispatch, Acknowledge);
        Assert.Equal(refusal, claimed.Do(People.StaffOf(TicketDesk.Housing), (deciding, ticket) =>
            Handling.Resolve(deciding, ticket, TicketOutcome.Solved, claimed.Text(TextRole.Reply), claimed.Text(TextRole.Report), [])).Refusal?.Code);
        var settled = new TicketDesk(service).Walk(Accept);
        Assert.Equal(refusal, settled.Do(People.Dispatcher, (deciding, ticket) =>
            Dispatching.SettleAtOnce(deciding, ticket, new(TicketOutcome.Solved, true, settled.Text(TextRole.Reply), settled.Text(TextRole.Report), settled.Text(TextRole.Instruction), []))).Refusal?.Code);
    }

    [Fact]
    public void Relisted_it_stays_with_its_unit_under_the_shorter_clock_and_the_promise_runs_on()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge);
        var promise = desk.Ticket.Promise!.DueAt;
        desk.At("2026-03-12 10:00").Walk(Resolve, Verify, Relist);
        Assert.Equal(TicketState.InHand, desk.Ticket.State);
        Assert.Equal(TicketDesk.Housing, desk.Ticket.Lead);
        Assert.Equal(Given.At("2026-03-17 18:00"), desk.Ticket.ClockOf(ClockKind.UnitResolution)!.DueAt);
        Assert.Equal((promise, true), (desk.Ticket.Promise!.DueAt, desk.Ticket.Promise.IsRunning));
        Assert.Equal(1, desk.Ticket.Relistings);
    }

    [Fact]
    public void After_the_set_number_of_relistings_a_leader_rules_first()
    {
        var desk = new TicketDesk().Walk(ToTheCheck).Walk(Instruct, Relist, Resolve, Verify, Relist, Resolve, Verify);
        Assert.Equal("LeaderMustRule", desk.Try(Relist).Refusal?.Code);
        Assert.True(desk.Walk(Instruct).Try(Relist).Succeeded);
        Assert.Equal(3, desk.Ticket.Relistings);
        Assert.Equal("LeaderMustRule", desk.Walk(Resolve, Verify).Try(Relist).Refusal?.Code);
    }

    [Fact]
    public void A_leader_can_rule_on_a_look_back_that_failed()
    {
        var desk = new TicketDesk().Walk(ToTheCheck).Walk(Relist, Resolve, Verify, Relist, Resolve, Verify, WriteOff);
        Assert.Equal("LeaderMustRule", desk.Try(Relist).Refusal?.Code);
        Assert.True(desk.Walk(Instruct).Try(Relist).Succeeded);
    }

    /// <summary>The citizen's "not solved" is never refused for what the authority has left undone.</summary>
    [Fact]
    public void The_requester_is_heard_without_any_leader()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge);
        for (var round = 1; round <= 4; round++)
            Assert.Equal(round, desk.Walk(Resolve, Contest).Ticket.Relistings);
        Assert.Equal(RequesterWord.NotSolved, desk.Ticket.Word);
    }

    [Theory]
    [InlineData("2026-04-09 10:00", null)]
    [InlineData("2026-04-09 10:01", "ContestWindowHasPassed")]
    public void The_requester_contests_within_the_set_days_of_the_write_off(string at, string? refusal) =>
        Assert.Equal(refusal, new TicketDesk().Walk(ToTheCheck).Walk(WriteOff).At(at).Try(Contest).Refusal?.Code);

    [Fact]
    public void A_relisted_ticket_may_be_contested_long_after_its_first_write_off()
    {
        var desk = new TicketDesk().Walk(ToTheCheck).Walk(WriteOff, Relist).At("2026-06-10 10:00").Walk(Resolve);
        Assert.True(desk.Try(Contest).Succeeded);
    }

    private static Outcome<Ticket> Send(TicketDesk desk, string lead, string[] coHandlers) =>
        desk.Do(People.Dispatcher, (deciding, ticket) => Dispatching.Dispatch(deciding, ticket, lead, coHandlers, desk.Text(TextRole.Instruction)));

    private static Outcome<Ticket> WithoutNote(TicketDesk desk) => desk.Do(People.Supervisor, (deciding, ticket) => Verifying.WriteOff(deciding, ticket, note: null));

    private static Ticket Without(Ticket ticket, TextRole role) => ticket with { Texts = [.. ticket.Texts.Where(text => text.Role != role)] };
}
