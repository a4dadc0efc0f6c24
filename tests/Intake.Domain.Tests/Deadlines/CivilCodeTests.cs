using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>How the Civil Code (articles 200 to 204) and the contract count, one rule a test.</summary>
public class CivilCodeTests
{
    [Fact]
    public void Article_201_the_day_of_the_start_is_not_counted() =>
        Assert.Equal(At("2025-06-04 17:00"), WorkingClock.DueAt(Office, At("2025-06-03 00:00"), WorkingDays(1)));

    [Fact]
    public void Article_201_hours_begin_with_the_instant_of_the_start() =>
        Assert.Equal(At("2025-06-04 12:34:56"), WorkingClock.DueAt(Office, At("2025-06-03 12:34:56"), Hours(24)));

    [Fact]
    public void Article_203_calendar_days_end_at_the_close_of_business_of_the_last_day() =>
        Assert.Equal(At("2025-06-10 17:00"), WorkingClock.DueAt(Office, At("2025-06-03 10:00"), CalendarDays(7)));

    [Fact]
    public void Article_203_a_last_day_on_a_weekend_moves_to_the_next_working_day() =>
        Assert.Equal(At("2025-06-16 17:00"), WorkingClock.DueAt(Office, At("2025-06-03 10:00"), CalendarDays(11)));

    [Fact]
    public void Article_203_a_last_day_on_a_public_holiday_moves_behind_the_whole_holiday() =>
        Assert.Equal(At("2025-10-09 17:00"), WorkingClock.DueAt(Office, At("2025-09-25 10:00"), CalendarDays(7)));

    [Fact]
    public void Article_203_a_last_day_on_a_make_up_Saturday_stays() =>
        Assert.Equal(At("2025-10-11 17:00"), WorkingClock.DueAt(Office, At("2025-10-09 10:00"), CalendarDays(2)));

    [Fact]
    public void Days_off_within_calendar_days_are_counted() =>
        Assert.Equal(At("2025-10-10 17:00"), WorkingClock.DueAt(Office, At("2025-09-30 10:00"), CalendarDays(10)));

    [Fact]
    public void Working_days_skip_the_weekend() =>
        Assert.Equal(At("2025-06-10 17:00"), WorkingClock.DueAt(Office, At("2025-06-03 10:00"), WorkingDays(5)));

    [Theory]
    [InlineData("2025-06-03 08:00", "2025-06-03 12:00")] // before the opening
    [InlineData("2025-06-03 11:00", "2025-06-03 16:00")] // across the lunch break
    [InlineData("2025-06-03 13:00", "2025-06-03 17:00")] // in the lunch break, used up exactly at the close
    [InlineData("2025-06-03 09:00", "2025-06-03 12:00")] // used up exactly at the morning's close, not at 14:00
    [InlineData("2025-06-06 16:00", "2025-06-09 11:00")] // over a weekend
    [InlineData("2025-06-07 12:00", "2025-06-09 12:00")] // on a day off
    [InlineData("2025-06-08 00:00", "2025-06-09 12:00")] // at midnight
    [InlineData("2025-06-06 17:00", "2025-06-09 12:00")] // at the close itself
    public void Three_working_hours_run_inside_the_windows_only(string start, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), WorkingHours(3)));

    [Theory]
    [InlineData("2025-06-03 10:00", "2025-06-03 17:00")] // in working time
    [InlineData("2025-06-03 12:30", "2025-06-03 17:00")] // in the lunch break
    [InlineData("2025-06-03 03:00", "2025-06-03 17:00")] // before the opening
    [InlineData("2025-06-03 17:00", "2025-06-04 17:00")] // at the close no working time is left
    [InlineData("2025-06-06 20:00", "2025-06-09 17:00")] // on a Friday evening
    [InlineData("2025-10-01 10:00", "2025-10-09 17:00")] // on a holiday
    public void A_same_day_limit_ends_at_the_close_of_today_or_of_the_next_working_day(string start, string due)
    {
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), WorkingDays(0)));
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), CalendarDays(0)));
        Assert.Equal(At(due), WorkingClock.CloseOfDay(Office, At(start)));
    }

    [Theory]
    [InlineData("2025-06-03 10:00", "2025-06-03 10:00")]
    [InlineData("2025-06-03 12:00", "2025-06-03 12:00")] // a closing instant is a valid due instant
    [InlineData("2025-06-03 12:01", "2025-06-03 14:00")]
    public void No_working_hours_at_all_are_due_at_once_or_at_the_next_opening(string start, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), WorkingHours(0)));

    [Fact]
    public void A_duty_desk_closes_at_24_00_which_is_the_next_midnight()
    {
        Assert.Equal(At("2025-06-05 00:00"), WorkingClock.DueAt(RoundTheClock, At("2025-06-03 10:00"), WorkingDays(1)));
        Assert.Equal(At("2025-06-04 00:00"), WorkingClock.DueAt(RoundTheClock, At("2025-06-03 10:00"), WorkingDays(0)));
        Assert.Equal(At("2025-06-05 10:00"), WorkingClock.DueAt(RoundTheClock, At("2025-06-03 10:00"), WorkingHours(48)));
    }

    [Fact]
    public void A_close_at_24_00_of_the_last_day_of_a_year_is_a_valid_due_instant_of_the_next_year()
    {
        var evenings = Calendar("Mon-Fri 18:00-24:00", days: [DayOff("2025-01-01", "元旦")]);
        Assert.Equal(At("2025-01-01 00:00"), WorkingClock.DueAt(evenings, At("2025-01-01 00:00"), WorkingHours(0)));
        Assert.Equal(At("2025-01-01 00:00"), WorkingClock.DueAt(evenings, At("2024-12-31 10:00"), WorkingDays(0)));
        Assert.Equal(At("2025-01-01 00:00"), WorkingClock.DueAt(evenings, At("2024-12-31 10:00"), WorkingHours(6)));
    }

    [Fact]
    public void A_desk_open_one_hour_a_week_counts_weeks()
    {
        var oneHour = Calendar("Wed 15:00-16:00");
        Assert.Equal(At("2025-06-18 16:00"), WorkingClock.DueAt(oneHour, At("2025-06-04 10:00"), WorkingDays(2)));
        Assert.Equal(At("2025-06-18 15:30"), WorkingClock.DueAt(oneHour, At("2025-06-04 10:00"), WorkingHours(2.5m)));
        Assert.Equal(At("2025-06-11 16:00"), WorkingClock.DueAt(oneHour, At("2025-06-04 10:00"), CalendarDays(1)));
    }

    [Fact]
    public void The_closing_instant_is_not_working_time_and_the_opening_is()
    {
        Assert.True(WorkingClock.IsWorkingTime(Office, At("2025-06-03 09:00")));
        Assert.True(WorkingClock.IsWorkingTime(Office, At("2025-06-03 11:59:59")));
        Assert.False(WorkingClock.IsWorkingTime(Office, At("2025-06-03 12:00")));
        Assert.False(WorkingClock.IsWorkingTime(Office, At("2025-06-03 08:59:59")));
        Assert.Equal(At("2025-06-03 14:00"), WorkingClock.NextWorkingTime(Office, At("2025-06-03 12:00")));
        Assert.Equal(At("2025-06-03 10:20"), WorkingClock.NextWorkingTime(Office, At("2025-06-03 10:20")));
        Assert.Equal(At("2025-10-09 09:00"), WorkingClock.NextWorkingTime(Office, At("2025-09-30 17:00")));
    }

    [Fact]
    public void What_comes_out_is_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, WorkingClock.DueAt(Office, At("2025-06-03 10:00"), WorkingDays(1)).Offset);

    [Theory]
    [InlineData(-1, TimeUnit.WorkingDay)]
    [InlineData(-0.5, TimeUnit.Hour)]
    [InlineData(1.5, TimeUnit.WorkingDay)]
    [InlineData(0.5, TimeUnit.CalendarDay)]
    [InlineData(36_526, TimeUnit.CalendarDay)]
    [InlineData(1e12, TimeUnit.WorkingHour)]
    public void Amounts_that_mean_nothing_are_refused(double amount, TimeUnit unit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingClock.DueAt(Office, At("2025-06-03 10:00"), new TimeLimit((decimal)amount, unit)));

    [Fact]
    public void A_limit_that_the_calendar_cannot_hold_in_200_years_is_refused_and_not_searched_for_ever() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkingClock.DueAt(Calendar("Wed 15:00-15:01"), At("2025-06-03 10:00"), WorkingHours(1_000)));
}
