using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tests.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>延期 and pauses on a ticket: what moves, what stays, and what lapses.</summary>
public class ExtensionTests
{
    private static TicketDesk InHand() => new TicketDesk().Walk(Accept, Dispatch, Acknowledge);

    [Theory]
    [InlineData(10, TimeUnit.WorkingDay, null)]
    [InlineData(11, TimeUnit.WorkingDay, "ExtensionOverCap")]
    [InlineData(0, TimeUnit.WorkingDay, "ExtensionOverCap")]
    [InlineData(-1, TimeUnit.WorkingDay, "ExtensionOverCap")]
    [InlineData(3, TimeUnit.CalendarDay, "ExtensionOverCap")]
    public void It_stays_under_the_cap(int amount, TimeUnit unit, string? refusal) => Assert.Equal(refusal, Ask(InHand(), new(amount, unit)));

    [Fact]
    public void It_is_asked_for_before_expiry() => Assert.Equal("LimitHasExpired", InHand().At("2026-03-17 18:01").Try(RequestExtension).Refusal?.Code);

    [Fact]
    public void One_request_is_open_at_a_time_and_one_is_granted_in_all()
    {
        var desk = InHand().Walk(RequestExtension);
        Assert.Equal("ExtensionIsOpen", desk.Try(RequestExtension).Refusal?.Code);
        Assert.Equal("NoMoreExtensions", desk.Walk(GrantExtension).Try(RequestExtension).Refusal?.Code);
        Assert.Equal("NoOpenExtension", desk.Try(GrantExtension).Refusal?.Code);
    }

    [Fact]
    public void A_refused_one_may_be_asked_for_again() => Assert.True(InHand().Walk(RequestExtension, RefuseExtension).Try(RequestExtension).Succeeded);

    [Fact]
    public void A_class_without_extensions_grants_none() =>
        Assert.Equal("NoMoreExtensions", new TicketDesk("medical-insurance", rules: InquiryLimits).Walk(Accept, Dispatch, Acknowledge).Try(RequestExtension).Refusal?.Code);

    [Fact]
    public void Granted_it_moves_the_units_and_the_requesters_clock_from_where_they_were_due()
    {
        var desk = InHand().Walk(RequestExtension, GrantExtension);
        Assert.Equal(Given.At("2026-03-31 18:00"), desk.Ticket.ClockOf(ClockKind.UnitResolution)!.DueAt);
        Assert.Equal(Given.At("2026-03-31 18:00"), desk.Ticket.Promise!.DueAt);
    }

    [Fact]
    public void It_leaves_the_first_contact_where_it_was()
    {
        var desk = InHand();
        var contact = desk.Ticket.ClockOf(ClockKind.FirstContact);
        Assert.Equal(contact, desk.Walk(RequestExtension, GrantExtension).Ticket.ClockOf(ClockKind.FirstContact));
    }

    [Fact]
    public void Granted_while_the_requester_is_asked_it_counts_when_the_answer_comes()
    {
        var desk = InHand().Walk(RequestExtension).At("2026-03-12 10:00").Walk(AskRequester, GrantExtension);
        Assert.Equal(Given.At("2026-03-31 18:00"), desk.Ticket.Promise!.DueAt);
        desk.At("2026-03-16 10:00").Walk(AnswerQuestion);
        Assert.Equal(Given.At("2026-04-02 18:00"), desk.Ticket.Promise!.DueAt);
    }

    [Fact]
    public void A_pause_within_the_extension_counts_too()
    {
        var desk = InHand().Walk(RequestExtension, GrantExtension).At("2026-03-24 10:00").Walk(AskRequester).At("2026-03-26 10:00").Walk(AnswerQuestion);
        Assert.Equal(Given.At("2026-04-02 18:00"), desk.Ticket.ClockOf(ClockKind.UnitResolution)!.DueAt);
    }

    [Fact]
    public void To_ask_the_requester_is_to_contact_them()
    {
        var desk = InHand().Walk(AskRequester);
        Assert.Equal(desk.Now, desk.Ticket.ClockOf(ClockKind.FirstContact)!.StoppedAt);
        Assert.False(desk.Ticket.ClockOf(ClockKind.FirstContact)!.IsPaused);
    }

    [Fact]
    public void A_pause_stops_both_clocks_and_nobody_is_pressed_meanwhile()
    {
        var desk = InHand().Walk(AskRequester);
        Assert.All([desk.Ticket.Promise!, desk.Ticket.ClockOf(ClockKind.UnitResolution)!], clock => Assert.True(clock.IsPaused));
        Assert.Null(desk.Ticket.NextDueAt);
        Assert.False(desk.Ticket.Promise!.IsLate(Given.At("2026-05-01 10:00")));
    }

    [Fact]
    public void A_question_put_when_the_time_is_over_takes_no_card_back()
    {
        var desk = InHand().At("2026-03-18 09:00").Tick();
        Assert.Equal(Card.Red, desk.Ticket.Card);
        var notices = desk.Ticket.ClockOf(ClockKind.UnitResolution)!.Reminders;
        desk.Walk(AskRequester).At("2026-03-19 09:00").Walk(AnswerQuestion);
        Assert.Equal(Card.Red, desk.Ticket.Card);
        Assert.Equal(notices, desk.Ticket.ClockOf(ClockKind.UnitResolution)!.Reminders);
        Assert.True(desk.Ticket.Promise!.IsLate(desk.Now));
    }

    [Fact]
    public void A_request_lapses_when_the_ticket_is_resolved_or_goes_to_another_unit()
    {
        var resolved = InHand().Walk(RequestExtension, Resolve, Contest);
        Assert.Equal("NoOpenExtension", resolved.Try(GrantExtension).Refusal?.Code);
        var moved = InHand().Walk(RequestExtension);
        _ = moved.Do(People.Dispatcher, (deciding, ticket) => Dispatching.Dispatch(deciding, ticket, TicketDesk.Market, [], moved.Text(TextRole.Instruction)));
        Assert.Equal("NoOpenExtension", moved.Try(GrantExtension).Refusal?.Code);
    }

    private static Authority InquiryLimits(Authority authority) => authority with
    {
        Services = authority.Services.ToDictionary(one => one.Key, one => one.Value with { LimitClass = "inquiry" }),
    };

    private static string? Ask(TicketDesk desk, TimeLimit limit) =>
        desk.Do(People.StaffOf(TicketDesk.Housing), (deciding, ticket) => Handling.RequestExtension(deciding, ticket, limit, desk.Text(TextRole.Reason))).Refusal?.Code;
}
