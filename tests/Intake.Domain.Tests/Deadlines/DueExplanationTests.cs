using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

public class DueExplanationTests
{
    [Fact]
    public void Working_days_over_the_autumn_holiday_of_2025_name_the_holiday_and_leave_the_weekend_unnamed()
    {
        var explanation = WorkingClock.Explain(Office, At("2025-09-29 10:00"), WorkingDays(5));
        Assert.Equal(At("2025-10-13 17:00"), explanation.DueAt);
        Assert.Equal(["2025-09-30", "2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13"], Written(explanation.Counted));
        Assert.Equal(
            ["2025-10-01 国庆节、中秋节", "2025-10-02 国庆节、中秋节", "2025-10-03 国庆节、中秋节", "2025-10-04 国庆节、中秋节", "2025-10-05 国庆节、中秋节", "2025-10-06 国庆节、中秋节", "2025-10-07 国庆节、中秋节", "2025-10-08 国庆节、中秋节", "2025-10-12 "],
            Written(explanation.Skipped));
        Assert.Empty(explanation.Paused);
        Assert.Null(explanation.MovedFrom);
        Assert.False(explanation.IsProvisional);
    }

    [Fact]
    public void Calendar_days_count_days_off_and_say_from_where_they_moved()
    {
        var explanation = WorkingClock.Explain(Office, At("2025-09-29 10:00"), CalendarDays(4));
        Assert.Equal(At("2025-10-09 17:00"), explanation.DueAt);
        Assert.Equal(["2025-09-30", "2025-10-01", "2025-10-02", "2025-10-03"], Written(explanation.Counted));
        Assert.Equal(new SkippedDay(Date("2025-10-03"), "国庆节、中秋节"), explanation.MovedFrom);
        Assert.Equal(["2025-10-04", "2025-10-05", "2025-10-06", "2025-10-07", "2025-10-08"], Written(explanation.Skipped.Select(day => day.Date)));
    }

    [Fact]
    public void A_day_at_a_duty_desk_that_closes_at_24_00_is_told_as_its_own_day()
    {
        var explanation = WorkingClock.Explain(RoundTheClock, At("2025-06-03 10:00"), WorkingDays(2));
        Assert.Equal(["2025-06-04", "2025-06-05"], Written(explanation.Counted));
        Assert.Empty(explanation.Skipped);
    }

    [Fact]
    public void Working_hours_tell_the_days_on_which_they_ran()
    {
        var explanation = WorkingClock.Explain(PlainWeek, At("2025-06-06 16:00"), WorkingHours(3));
        Assert.Equal(["2025-06-06", "2025-06-09"], Written(explanation.Counted));
        Assert.Equal(["2025-06-07 ", "2025-06-08 "], Written(explanation.Skipped));
    }

    [Fact]
    public void Working_hours_that_start_on_a_holiday_name_it_and_do_not_count_an_evening()
    {
        Assert.Equal(["2025-10-08 国庆节、中秋节"], Written(WorkingClock.Explain(Office, At("2025-10-08 10:00"), WorkingHours(3)).Skipped));
        Assert.Equal(["2025-06-04"], Written(WorkingClock.Explain(Office, At("2025-06-03 18:00"), WorkingHours(3)).Counted));
    }

    [Fact]
    public void Hours_run_on_days_off_too() =>
        Assert.Equal(["2025-06-06", "2025-06-07", "2025-06-08"], Written(WorkingClock.Explain(PlainWeek, At("2025-06-06 16:00"), Hours(36)).Counted));

    [Fact]
    public void Paused_days_are_told_apart()
    {
        var explanation = WorkingClock.Explain(PlainWeek, At("2025-06-03 10:00"), WorkingDays(3), [Pause("2025-06-05 10:00", "2025-06-09 10:00")]);
        Assert.Equal(["2025-06-04", "2025-06-09", "2025-06-10"], Written(explanation.Counted));
        Assert.Equal(["2025-06-05", "2025-06-06"], Written(explanation.Paused));
        Assert.Equal(["2025-06-07 ", "2025-06-08 "], Written(explanation.Skipped));
    }

    [Fact]
    public void Hours_count_a_day_that_was_paused_in_part_and_not_one_that_was_paused_whole()
    {
        var explanation = WorkingClock.Explain(PlainWeek, At("2025-06-03 10:00"), WorkingHours(8), [Pause("2025-06-03 11:00", "2025-06-05 10:00")]);
        Assert.Equal(["2025-06-03", "2025-06-05", "2025-06-06"], Written(explanation.Counted));
        Assert.Equal(["2025-06-04"], Written(explanation.Paused));
    }

    [Theory]
    [InlineData(TimeUnit.WorkingDay)]
    [InlineData(TimeUnit.CalendarDay)]
    public void While_a_pause_is_open_the_tale_ends_on_the_day_on_which_it_began(TimeUnit unit)
    {
        var explanation = WorkingClock.Explain(PlainWeek, At("2025-06-03 10:00"), new TimeLimit(5, unit), [Pause("2025-06-05 10:00", null)]);
        Assert.Equal(WorkingClock.Never, explanation.DueAt);
        Assert.Equal(["2025-06-04"], Written(explanation.Counted));
        Assert.Equal(["2025-06-05"], Written(explanation.Paused));
        Assert.True(explanation.IsProvisional);
    }

    [Fact]
    public void A_same_day_limit_counts_no_day_and_tells_what_it_passed_over()
    {
        var explanation = WorkingClock.Explain(PlainWeek, At("2025-06-06 18:00"), WorkingDays(0));
        Assert.Equal(At("2025-06-09 17:00"), explanation.DueAt);
        Assert.Empty(explanation.Counted);
        Assert.Equal(["2025-06-07 ", "2025-06-08 "], Written(explanation.Skipped));
    }

    [Fact]
    public void A_limit_into_a_year_not_yet_published_is_provisional() =>
        Assert.True(WorkingClock.Explain(Office, At("2026-12-30 10:00"), WorkingDays(5)).IsProvisional);

    private static IEnumerable<string> Written(IEnumerable<DateOnly> dates) => dates.Select(date => $"{date:yyyy-MM-dd}");

    private static IEnumerable<string> Written(IEnumerable<SkippedDay> days) => days.Select(day => $"{day.Date:yyyy-MM-dd} {day.Name}");
}
