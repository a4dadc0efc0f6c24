using Intake.Domain.Deadlines;
using Intake.Domain.Tests.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>What the clock does by itself, at the instants that it names itself.</summary>
public class TickingTests
{
    /// <summary>
    /// Dispatched on Tuesday at 10:00 under ordinary limits: due next Tuesday at 18:00, which is 46.5 working hours; half of
    /// them are over on Friday at 9:15, eight tenths (37.2) on Monday at 16:42.
    /// </summary>
    [Fact]
    public void Cards_and_the_ladder_come_at_their_instants()
    {
        var seen = Follow(new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Contact), until: "2026-03-25 12:00");
        Assert.Equal(
        [
            "2026-03-13 09:15 CardRaised Resolution Blue", "2026-03-13 09:15 CardRaised UnitResolution Blue",
            "2026-03-16 16:42 CardRaised Resolution Yellow", "2026-03-16 16:42 CardRaised UnitResolution Yellow", "2026-03-16 16:42 Reminded UnitResolution 1",
            "2026-03-17 18:00 CardRaised Resolution Red", "2026-03-17 18:00 CardRaised UnitResolution Red",
            "2026-03-18 08:30 Reminded UnitResolution 2",
            "2026-03-20 08:30 Reminded UnitResolution 3",
        ], seen.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_centre_is_pressed_to_accept()
    {
        var seen = Follow(new TicketDesk(), until: "2026-03-12 12:00");
        Assert.Contains("2026-03-11 18:00 CardRaised Acceptance Red", seen);
        Assert.Contains("2026-03-12 08:30 Reminded Acceptance 2", seen);
    }

    [Fact]
    public void A_job_that_slept_takes_the_worst_card_at_once_and_no_reminder_that_came_too_late()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Contact).At("2026-03-20 09:00").Tick();
        var unit = desk.Log.Select(happened => happened.Change).Where(change => change is CardRaised { Clock: ClockKind.UnitResolution } or Reminded { Clock: ClockKind.UnitResolution }).ToList();
        Assert.Equal([Card.Red], unit.OfType<CardRaised>().Select(change => change.Card));
        Assert.Equal([2, 3], unit.OfType<Reminded>().Select(change => change.Step));
    }

    [Fact]
    public void Nobody_is_pressed_at_night_or_on_a_day_off()
    {
        var desk = new TicketDesk(at: Given.At("2026-02-11 10:00")).Walk(Accept, Dispatch);
        foreach (var at in Instants(Follow(desk, until: "2026-03-10 12:00").Where(line => line.Contains("Reminded", StringComparison.Ordinal))))
            Assert.True(WorkingClock.IsWorkingTime(desk.Authority.CalendarOf(TicketDesk.Housing), at), $"{at:u}");
    }

    [Fact]
    public void When_nobody_answers_the_follow_up_begins_by_itself()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Resolve).At("2026-03-11 17:59").Tick();
        Assert.Equal(TicketState.Resolved, desk.Ticket.State);
        Assert.Equal(TicketState.Verifying, desk.At("2026-03-11 18:00").Tick().Ticket.State);
        Assert.Equal(RequesterWord.NoAnswer, desk.Ticket.Word);
    }

    /// <summary>Written off on 10 March: contest and first look-back end on 9 April, the second look-back on 8 June, then the archive.</summary>
    [Fact]
    public void After_write_off_look_backs_fall_due_and_then_it_is_archived()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Resolve, Verify, WriteOff);
        var seen = Follow(desk, until: "2026-12-01 12:00");
        Assert.Equal(["2026-04-09 18:00 Reminded LookBack 1", "2026-06-08 18:00 Archived"], seen);
        Assert.Null(desk.Ticket.NextDueAt);
        Assert.Null(desk.Ticket.Clocks.FirstOrDefault(clock => clock.StoppedAt is null));
    }

    [Fact]
    public void It_is_not_archived_before_the_last_day_to_contest()
    {
        var desk = new TicketDesk(rules: authority => authority with { Policy = authority.Policy with { ContestDays = 200 } }).Walk(Accept, Dispatch, Acknowledge, Resolve, Verify, WriteOff);
        Assert.Equal(TicketState.WrittenOff, desk.At("2026-09-25 10:00").Tick().Ticket.State);
        Assert.True(desk.Try(Contest).Succeeded);
    }

    [Fact]
    public void A_ticket_that_is_closed_is_never_looked_at_again()
    {
        Assert.Null(new TicketDesk().Walk(Withdraw).Ticket.NextDueAt);
        Assert.Null(new TicketDesk().Walk(Decline).Ticket.NextDueAt);
        Assert.Null(new TicketDesk().Walk(Merge).Ticket.NextDueAt);
    }

    [Fact]
    public void A_late_event_of_somebody_else_does_not_hide_what_is_due()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge).At("2026-03-18 09:00").Walk(Remark);
        Assert.Equal(desk.Now, desk.Ticket.NextDueAt);
    }

    [Fact]
    public void A_merge_that_is_undone_starts_what_it_stopped_and_nothing_else()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch, Acknowledge, Contact);
        var before = desk.Ticket.Clocks.OrderBy(clock => clock.Kind).ToList();
        Assert.Equal(before, desk.Walk(Merge, Unmerge).Ticket.Clocks.OrderBy(clock => clock.Kind));
        Assert.Equal(TicketState.InHand, desk.Ticket.State);
    }

    [Fact]
    public void To_send_it_to_the_same_unit_again_wins_that_unit_no_time()
    {
        var desk = new TicketDesk().Walk(Accept, Dispatch);
        var (clock, since) = (desk.Ticket.ClockOf(ClockKind.UnitResolution), desk.Ticket.DispatchedAt);
        desk.At("2026-03-16 10:00").Walk(Dispatch);
        Assert.Equal(clock, desk.Ticket.ClockOf(ClockKind.UnitResolution));
        Assert.Equal((since, since), (desk.Ticket.DispatchedAt, desk.Ticket.HeldSince));
        Assert.Equal("ReturnWindowHasPassed", desk.Try(RequestReturn).Refusal?.Code);
    }

    [Fact]
    public void The_requester_urges_once_a_day()
    {
        var desk = new TicketDesk().Walk(Urge);
        Assert.Equal("UrgedToday", desk.At("2026-03-10 23:59").Try(Urge).Refusal?.Code);
        Assert.True(desk.At("2026-03-11 00:00").Try(Urge).Succeeded);
    }

    /// <summary>Runs the clock from one due instant to the next, as the job does, and says what came.</summary>
    private static List<string> Follow(TicketDesk desk, string until)
    {
        var from = desk.Log.Count;
        while (desk.Ticket.NextDueAt is { } next && next <= Given.At(until))
        {
            desk.Pass(next - desk.Now);
            desk.Tick();
        }

        return [.. desk.Log.Skip(from).Select(Line).OfType<string>()];
    }

    private static string? Line(TicketEvent happened)
    {
        var what = happened.Change switch
        {
            CardRaised change => $"CardRaised {change.Clock} {change.Card}",
            Reminded change => $"Reminded {change.Clock} {change.Step}",
            Archived => "Archived",
            _ => null,
        };
        return what is null ? null : $"{TimeZoneInfo.ConvertTime(happened.At, Given.Shanghai):yyyy-MM-dd HH:mm} {what}";
    }

    private static IEnumerable<DateTimeOffset> Instants(IEnumerable<string> lines) => lines.Select(line => Given.At(line[..16]));
}
