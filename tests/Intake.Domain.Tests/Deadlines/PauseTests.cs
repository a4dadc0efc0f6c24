using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>What a pause takes out. The start is Tuesday 3 June 2025, in a week without holidays.</summary>
public class PauseTests
{
    private static readonly DateTimeOffset Tuesday = At("2025-06-03 10:00");

    [Fact]
    public void Hours_stand_still_in_a_pause() =>
        Assert.Equal(At("2025-06-04 13:30"), WorkingClock.DueAt(PlainWeek, Tuesday, Hours(24), [Pause("2025-06-03 20:00", "2025-06-03 23:30")]));

    [Fact]
    public void Working_hours_lose_only_the_working_time_of_a_pause() =>
        Assert.Equal(At("2025-06-04 11:00"), WorkingClock.DueAt(PlainWeek, Tuesday, WorkingHours(5), [Pause("2025-06-03 11:00", "2025-06-03 15:00")]));

    [Fact]
    public void Hours_used_up_as_a_pause_begins_are_due_then() =>
        Assert.Equal(At("2025-06-03 15:00"), WorkingClock.DueAt(PlainWeek, Tuesday, WorkingHours(3), [Pause("2025-06-03 15:00", "2025-06-05 15:00")]));

    [Fact]
    public void Hours_of_the_clock_on_the_wall_used_up_as_a_pause_begins_are_due_then_too() =>
        Assert.Equal(At("2025-06-03 15:00"), WorkingClock.DueAt(PlainWeek, Tuesday, Hours(5), [Pause("2025-06-03 15:00", "2025-06-05 15:00")]));

    [Theory]
    [InlineData("2025-06-04 10:00", "2025-06-06 15:00", "2025-06-09 17:00")] // Wednesday to Friday: Wednesday and Thursday are out
    [InlineData("2025-06-04 09:00", "2025-06-04 17:00", "2025-06-06 17:00")] // a whole working day, to its close
    [InlineData("2025-06-04 14:00", "2025-06-05 11:00", "2025-06-06 17:00")] // an afternoon and a morning: one day
    [InlineData("2025-06-04 09:00", "2025-06-04 16:59", "2025-06-05 17:00")] // over before the close: nothing
    [InlineData("2025-06-04 17:00", "2025-06-05 09:00", "2025-06-05 17:00")] // a night: nothing
    [InlineData("2025-06-07 00:00", "2025-06-09 00:00", "2025-06-05 17:00")] // after the end: nothing
    [InlineData("2025-06-01 00:00", "2025-06-03 17:30", "2025-06-05 17:00")] // before the first day counted: nothing
    [InlineData("2025-06-05 16:00", "2025-06-09 10:00", "2025-06-09 17:00")] // over the due instant and a weekend: due on the first close after it
    public void A_pause_takes_out_the_working_days_whose_close_it_holds(string from, string to, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(PlainWeek, Tuesday, WorkingDays(2), [Pause(from, to)]));

    [Theory]
    [InlineData("2025-06-07 10:00", "2025-06-09 10:00", "2025-06-12 17:00")] // Saturday and Sunday end within the pause: Thursday for Tuesday
    [InlineData("2025-06-07 10:00", "2025-06-08 10:00", "2025-06-11 17:00")] // only Saturday ends within it
    [InlineData("2025-06-10 16:00", "2025-06-11 10:00", "2025-06-11 17:00")] // the last day's own close
    [InlineData("2025-06-04 10:00", "2025-06-08 10:00", "2025-06-16 17:00")] // four days on: Saturday, moved on to Monday
    public void A_pause_takes_out_the_calendar_days_that_end_in_it(string from, string to, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(PlainWeek, Tuesday, CalendarDays(7), [Pause(from, to)]));

    [Fact]
    public void An_end_that_moves_on_from_a_day_off_does_not_stop_within_a_pause() =>
        Assert.Equal(At("2025-06-10 17:00"), WorkingClock.DueAt(PlainWeek, Tuesday, CalendarDays(4), [Pause("2025-06-09 10:00", "2025-06-10 10:00")]));

    [Fact]
    public void A_same_day_limit_moves_on_when_todays_close_is_paused() =>
        Assert.Equal(At("2025-06-05 17:00"), WorkingClock.DueAt(PlainWeek, Tuesday, WorkingDays(0), [Pause("2025-06-03 11:00", "2025-06-05 11:00")]));

    [Fact]
    public void Pauses_that_overlap_or_touch_count_once_in_any_order() =>
        Assert.Equal(
            WorkingClock.DueAt(PlainWeek, Tuesday, WorkingHours(5), [Pause("2025-06-03 11:00", "2025-06-04 11:00")]),
            WorkingClock.DueAt(PlainWeek, Tuesday, WorkingHours(5), [Pause("2025-06-03 16:00", "2025-06-04 11:00"), Pause("2025-06-03 11:00", "2025-06-03 15:00"), Pause("2025-06-03 14:30", "2025-06-03 16:00")]));

    [Theory]
    [InlineData(TimeUnit.Hour)]
    [InlineData(TimeUnit.WorkingHour)]
    [InlineData(TimeUnit.CalendarDay)]
    [InlineData(TimeUnit.WorkingDay)]
    public void Nothing_is_due_while_an_open_pause_stands_before_its_end(TimeUnit unit) =>
        Assert.Equal(WorkingClock.Never, WorkingClock.DueAt(PlainWeek, Tuesday, new TimeLimit(2, unit), [Pause("2025-06-03 11:00", null)]));

    [Theory]
    [InlineData(TimeUnit.Hour)]
    [InlineData(TimeUnit.WorkingHour)]
    [InlineData(TimeUnit.CalendarDay)]
    [InlineData(TimeUnit.WorkingDay)]
    public void What_ran_out_before_an_open_pause_stays_due(TimeUnit unit) =>
        Assert.Equal(
            WorkingClock.DueAt(PlainWeek, Tuesday, new TimeLimit(2, unit)),
            WorkingClock.DueAt(PlainWeek, Tuesday, new TimeLimit(2, unit), [Pause("2025-06-05 17:00", null)]));

    [Fact]
    public void What_starts_when_something_is_due_never_is_due_never()
    {
        Assert.Equal(WorkingClock.Never, WorkingClock.DueAt(PlainWeek, WorkingClock.Never, WorkingDays(2)));
        Assert.Empty(WorkingClock.Explain(PlainWeek, WorkingClock.Never, WorkingDays(2)).Counted);
    }

    [Fact]
    public void Elapsed_time_leaves_pauses_out()
    {
        var pauses = new[] { Pause("2025-06-03 11:00", "2025-06-04 15:00") };
        Assert.Equal(3m, WorkingClock.Elapsed(PlainWeek, Tuesday, At("2025-06-04 17:00"), TimeUnit.WorkingHour, pauses));
        Assert.Equal(3m, WorkingClock.Elapsed(PlainWeek, Tuesday, At("2025-06-04 17:00"), TimeUnit.Hour, pauses));
        Assert.Equal(1m, WorkingClock.Elapsed(PlainWeek, Tuesday, At("2025-06-04 17:00"), TimeUnit.WorkingDay, pauses));
        Assert.Equal(0m, WorkingClock.Elapsed(PlainWeek, Tuesday, At("2025-06-04 17:00"), TimeUnit.WorkingDay, [Pause("2025-06-04 11:00", null)]));
        Assert.Equal(TimeSpan.FromHours(3), WorkingClock.WorkingTimeBetween(PlainWeek, Tuesday, At("2025-06-04 17:00"), pauses));
    }

    [Fact]
    public void Nothing_has_elapsed_before_the_start() =>
        Assert.All(Enum.GetValues<TimeUnit>(), unit => Assert.Equal(0m, WorkingClock.Elapsed(PlainWeek, Tuesday, Tuesday.AddDays(-3), unit)));

    [Fact]
    public void A_pause_that_ends_before_it_begins_is_refused() =>
        Assert.Throws<ArgumentException>(() => WorkingClock.DueAt(PlainWeek, Tuesday, WorkingDays(2), [Pause("2025-06-04 11:00", "2025-06-04 10:00")]));
}
