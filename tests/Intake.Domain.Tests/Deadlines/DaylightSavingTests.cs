using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>Days of 23 and 25 hours, and stranger ones: windows are in local time, an opening or close shown twice is the first showing.</summary>
public class DaylightSavingTests
{
    private static readonly WorkingCalendar NewYork = Calendar("Sun-Sat 09:00-17:00", "America/New_York");
    private static readonly WorkingCalendar NewYorkNights = Calendar("Sun-Sat 00:00-24:00", "America/New_York");

    [Theory]
    [InlineData("2025-03-08 12:00 -05:00", "2025-03-09 17:00 -04:00")] // clocks go forward on 9 March 2025
    [InlineData("2025-11-01 12:00 -04:00", "2025-11-02 17:00 -05:00")] // and back on 2 November
    public void The_close_is_at_five_local_time_whatever_the_clocks_do(string start, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(NewYork, At(start), WorkingDays(1)));

    [Theory]
    [InlineData("2025-03-09 00:00 -05:00", "2025-03-10 00:00 -04:00", 23)]
    [InlineData("2025-11-02 00:00 -04:00", "2025-11-03 00:00 -05:00", 25)]
    public void A_desk_that_never_closes_works_23_and_25_hours_on_those_days(string from, string to, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), WorkingClock.WorkingTimeBetween(NewYorkNights, At(from), At(to)));

    [Fact]
    public void A_window_that_the_clocks_jump_over_is_not_worked()
    {
        var night = Calendar("Sun-Sat 02:15-02:45", "America/New_York");
        Assert.Equal(At("2025-03-10 02:45 -04:00"), WorkingClock.DueAt(night, At("2025-03-08 12:00 -05:00"), WorkingDays(1)));
        Assert.Equal(At("2025-03-10 02:30 -04:00"), WorkingClock.DueAt(night, At("2025-03-08 12:00 -05:00"), WorkingHours(0.25m)));
    }

    [Fact]
    public void A_window_half_jumped_over_begins_when_the_clocks_have_jumped()
    {
        var night = Calendar("Sun-Sat 01:30-02:30", "America/New_York");
        Assert.Equal(At("2025-03-09 03:00 -04:00"), WorkingClock.DueAt(night, At("2025-03-08 12:00 -05:00"), WorkingDays(1)));
        Assert.Equal(At("2025-03-10 02:00 -04:00"), WorkingClock.DueAt(night, At("2025-03-08 12:00 -05:00"), WorkingHours(1)));
    }

    [Fact]
    public void An_hour_shown_twice_is_worked_through_by_a_window_that_holds_it() =>
        Assert.Equal(
            TimeSpan.FromHours(3),
            WorkingClock.WorkingTimeBetween(Calendar("Sun-Sat 00:30-02:30", "America/New_York"), At("2025-11-02 00:00 -04:00"), At("2025-11-02 12:00 -05:00")));

    [Fact]
    public void A_close_shown_twice_is_the_first_showing() =>
        Assert.Equal(At("2025-11-02 01:30 -04:00"), WorkingClock.DueAt(Calendar("Sun-Sat 00:30-01:30", "America/New_York"), At("2025-11-01 12:00 -04:00"), WorkingDays(1)));

    [Fact]
    public void A_midnight_that_does_not_exist_begins_the_day_at_the_change() // São Paulo, 4 November 2018
    {
        var day = Calendar("Sun-Sat 00:00-24:00", "America/Sao_Paulo");
        Assert.Equal(At("2018-11-04 01:00 -02:00"), WorkingClock.DueAt(day, At("2018-11-03 10:00 -03:00"), WorkingDays(0)));
        Assert.Equal(TimeSpan.FromHours(23), WorkingClock.WorkingTimeBetween(day, At("2018-11-04 01:00 -02:00"), At("2018-11-05 00:00 -02:00")));
    }

    [Fact]
    public void A_date_that_a_country_left_out_is_not_a_working_day() // Samoa had no 30 December 2011
    {
        var samoa = Calendar("Sun-Sat 09:00-17:00", "Pacific/Apia");
        Assert.Equal(At("2011-12-31 17:00 +14:00"), WorkingClock.DueAt(samoa, At("2011-12-29 12:00 -10:00"), WorkingDays(1)));
    }

    [Fact]
    public void A_midnight_shown_twice_does_not_turn_the_days_back() // Newfoundland set clocks back at one past midnight until 2011
    {
        var stJohns = Calendar("Sun-Sat 09:00-17:00", "America/St_Johns");
        var firstShowing = WorkingClock.DueAt(stJohns, At("2010-11-07 00:00:30 -02:30"), WorkingDays(1));
        var afterTheChange = WorkingClock.DueAt(stJohns, At("2010-11-06 23:30:00 -03:30"), WorkingDays(1));
        Assert.Equal(At("2010-11-08 17:00 -03:30"), firstShowing);
        Assert.Equal(firstShowing, afterTheChange);
    }
}
