using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

public class CardsTests
{
    private static readonly DateTimeOffset Start = At("2025-06-03 09:00");

    // Ten working hours of Tuesday to Wednesday: blue after five, yellow after eight.
    private static readonly DateTimeOffset Due = At("2025-06-04 15:00");

    [Theory]
    [InlineData("2025-06-03 09:00", Card.None)]
    [InlineData("2025-06-03 15:59:59", Card.None)]
    [InlineData("2025-06-03 16:00", Card.Blue)]
    [InlineData("2025-06-04 10:59:59", Card.Blue)]
    [InlineData("2025-06-04 11:00", Card.Yellow)]
    [InlineData("2025-06-04 14:59:59", Card.Yellow)]
    [InlineData("2025-06-04 15:00", Card.Red)]
    [InlineData("2025-07-04 15:00", Card.Red)]
    public void Working_hours_change_colour_by_working_time(string now, Card card) =>
        Assert.Equal(card, Cards.Of(PlainWeek, Start, Due, At(now), 0.5, 0.8, TimeUnit.WorkingHour));

    [Fact]
    public void Working_days_change_colour_by_working_time_and_calendar_days_by_the_clock_on_the_wall()
    {
        // Friday 09:00 to Monday 17:00: a third of the clock on the wall, but half of the working time, has passed by Friday's close.
        var (friday, monday) = (At("2025-06-06 09:00"), At("2025-06-09 17:00"));
        Assert.Equal(At("2025-06-06 17:00"), Cards.ReachedAt(PlainWeek, friday, monday, 0.5, TimeUnit.WorkingDay));
        Assert.Equal(At("2025-06-08 01:00"), Cards.ReachedAt(PlainWeek, friday, monday, 0.5, TimeUnit.CalendarDay));
        Assert.Equal(At("2025-06-08 01:00"), Cards.ReachedAt(PlainWeek, friday, monday, 0.5, TimeUnit.Hour));
    }

    [Fact]
    public void The_next_change_is_told_to_the_instant_and_none_comes_after_red()
    {
        Assert.Equal(At("2025-06-03 16:00"), NextChange("2025-06-03 09:00"));
        Assert.Equal(At("2025-06-04 11:00"), NextChange("2025-06-03 16:00"));
        Assert.Equal(At("2025-06-04 15:00"), NextChange("2025-06-04 11:00"));
        Assert.Null(NextChange("2025-06-04 15:00"));
    }

    [Fact]
    public void A_pause_holds_the_cards_back()
    {
        var pauses = new[] { Pause("2025-06-03 10:00", "2025-06-04 10:00") };
        var due = WorkingClock.DueAt(PlainWeek, Start, WorkingHours(10), pauses);
        Assert.Equal(At("2025-06-04 16:00"), Cards.ReachedAt(PlainWeek, Start, due, 0.5, TimeUnit.WorkingHour, pauses));
        Assert.Equal(Card.None, Cards.Of(PlainWeek, Start, due, At("2025-06-04 15:59"), 0.5, 0.8, TimeUnit.WorkingHour, pauses));
    }

    [Fact]
    public void What_is_never_due_shows_no_card()
    {
        Assert.Equal(Card.None, Cards.Of(PlainWeek, Start, WorkingClock.Never, At("2030-01-01 00:00"), 0.5, 0.8, TimeUnit.WorkingDay));
        Assert.Null(Cards.NextChangeAt(PlainWeek, Start, WorkingClock.Never, Start, 0.5, 0.8, TimeUnit.WorkingDay));
    }

    [Fact]
    public void Shares_of_nothing_and_of_everything_show_at_once_and_never()
    {
        Assert.Equal(Card.Blue, Cards.Of(PlainWeek, Start, Due, Start, 0, 1, TimeUnit.WorkingHour));
        Assert.Equal(Card.Blue, Cards.Of(PlainWeek, Start, Due, Due.AddTicks(-1), 0, 1, TimeUnit.WorkingHour));
        Assert.Equal(Due, Cards.NextChangeAt(PlainWeek, Start, Due, Start, 0, 1, TimeUnit.WorkingHour));
    }

    [Fact]
    public void A_share_that_does_not_divide_is_reached_when_all_of_it_is_used_up() =>
        Assert.Equal(Start.AddTicks(8), Cards.ReachedAt(PlainWeek, Start, Start.AddTicks(10), 0.75, TimeUnit.WorkingHour));

    [Fact]
    public void A_blue_share_behind_the_yellow_one_shows_no_blue_and_no_change() =>
        Assert.Equal(At("2025-06-04 15:00"), Cards.NextChangeAt(PlainWeek, Start, Due, At("2025-06-03 16:30"), 0.8, 0.5, TimeUnit.WorkingHour));

    [Fact]
    public void What_is_due_at_its_start_is_red_at_once() =>
        Assert.Equal(Card.Red, Cards.Of(PlainWeek, Start, Start, Start, 0.5, 0.8, TimeUnit.WorkingHour));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_outside_0_to_1_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cards.ReachedAt(PlainWeek, Start, Due, share, TimeUnit.WorkingHour));

    [Fact]
    public void The_card_stays_the_same_up_to_the_next_change_and_then_is_a_higher_one() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll(RandomClocks.Wild, clock =>
        {
            var due = clock.Due(clock.Start, clock.A);
            Card Shown(DateTimeOffset at) => Cards.Of(clock.Calendar, clock.Start, due, at, 0.5, 0.8, clock.Unit, clock.Pauses);
            var change = Cards.NextChangeAt(clock.Calendar, clock.Start, due, clock.Later, 0.5, 0.8, clock.Unit, clock.Pauses);
            return change is { } at
                ? at > clock.Later && at <= due && Shown(at.AddTicks(-1)) == Shown(clock.Later) && Shown(at) > Shown(clock.Later)
                : Shown(clock.Later) == Card.Red || due == WorkingClock.Never;
        }));

    private static DateTimeOffset? NextChange(string now) => Cards.NextChangeAt(PlainWeek, Start, Due, At(now), 0.5, 0.8, TimeUnit.WorkingHour);
}
