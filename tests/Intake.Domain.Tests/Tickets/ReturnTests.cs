using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>退单: the window, the basis, once for each unit and twice in all, and what the ruling does.</summary>
public class ReturnTests
{
    private static TicketDesk Dispatched(string service = TicketDesk.Property) => new TicketDesk(service).Walk(Accept, Dispatch);

    [Theory]
    [InlineData("2026-03-12 18:00", null)]
    [InlineData("2026-03-12 18:01", "ReturnWindowHasPassed")]
    public void It_is_asked_for_inside_the_window(string at, string? refusal) =>
        Assert.Equal(refusal, Dispatched().At(at).Try(RequestReturn).Refusal?.Code);

    [Fact]
    public void The_express_lane_knows_no_return_and_no_passing_on()
    {
        var desk = Dispatched(TicketDesk.Heating);
        Assert.Equal("ExpressLaneStays", desk.Try(RequestReturn).Refusal?.Code);
        Assert.Equal("ExpressLaneStays", desk.Try(Dispatch).Refusal?.Code);
    }

    [Fact]
    public void It_needs_a_row_of_the_catalogue_that_names_another_unit()
    {
        var desk = Dispatched();
        var own = desk.Authority.Dispatch.Rules.First(rule => rule.Lead == TicketDesk.Housing).Code;
        Assert.Equal("ReturnNeedsBasis", Ask(desk, "no-such-rule"));
        Assert.Equal("ReturnNeedsBasis", Ask(desk, own));
    }

    [Fact]
    public void Granted_it_goes_to_another_unit_whose_clocks_begin()
    {
        var desk = Dispatched().Walk(RequestReturn);
        desk.At("2026-03-11 10:00").Walk(GrantReturn);
        Assert.Equal(TicketDesk.Market, desk.Ticket.Lead);
        Assert.Equal(TicketDesk.Market, desk.Ticket.HeldBy);
        Assert.Equal(desk.Now, desk.Ticket.ClockOf(ClockKind.UnitResolution)!.StartedAt);
        Assert.True(desk.Ticket.Returns.Single().Granted);
        Assert.NotNull(desk.Ticket.ClockOf(ClockKind.ReturnRuling)!.StoppedAt);
    }

    [Fact]
    public void The_ruling_sends_it_to_another_unit_or_not_at_all()
    {
        var desk = Dispatched().Walk(RequestReturn);
        var outcome = desk.Do(People.Dispatcher, (deciding, ticket) => Returning.Grant(deciding, ticket, TicketDesk.Housing, [], desk.Text(TextRole.Instruction)));
        Assert.Equal("ReturnToSameUnit", outcome.Refusal?.Code);
    }

    [Fact]
    public void Refused_it_is_final_and_the_clock_has_run_on()
    {
        var desk = Dispatched();
        var clock = desk.Ticket.ClockOf(ClockKind.UnitResolution);
        desk.Walk(RequestReturn).At("2026-03-11 10:00").Walk(RefuseReturn);
        Assert.Equal(clock!.DueAt, desk.Ticket.ClockOf(ClockKind.UnitResolution)!.DueAt);
        Assert.Equal("RulingIsFinal", desk.Try(RequestReturn).Refusal?.Code);
    }

    [Fact]
    public void A_unit_asks_once_and_all_units_together_twice()
    {
        var desk = Dispatched().Walk(RequestReturn, GrantReturn, RequestReturn, GrantReturn);
        Assert.Equal(TicketDesk.Housing, desk.Ticket.Lead);
        Assert.Equal("RulingIsFinal", desk.Try(RequestReturn).Refusal?.Code);
    }

    [Fact]
    public void A_unit_that_gets_it_back_cannot_return_it_again()
    {
        var desk = new TicketDesk(rules: authority => authority with { Policy = authority.Policy with { ReturnsInAll = 5 } }).Walk(Accept, Dispatch, RequestReturn, GrantReturn, RequestReturn, GrantReturn);
        Assert.Equal("UnitHasReturnedBefore", desk.Try(RequestReturn).Refusal?.Code);
    }

    private static string? Ask(TicketDesk desk, string rule) =>
        desk.Do(People.StaffOf(TicketDesk.Housing), (deciding, ticket) => Returning.Request(deciding, ticket, rule, desk.Text(TextRole.Reason))).Refusal?.Code;
}
