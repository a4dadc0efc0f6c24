using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>Corners of the mainland's calendar, each by its name.</summary>
public class RealHolidayTests
{
    [Fact]
    public void The_table_of_these_tests_agrees_with_the_published_files()
    {
        var files = HolidayTable.FromFiles();
        Assert.SkipWhen(files is null, "The holiday files are not beside the repository.");
        Assert.Equal(files, HolidayTable.Days);
    }

    [Theory]
    [InlineData("2019-04-30 10:00", 1, "2019-05-05 17:00")] // 5 May 2019, a make-up Sunday behind the May holiday
    [InlineData("2019-04-30 10:00", 2, "2019-05-06 17:00")]
    [InlineData("2019-04-26 10:00", 1, "2019-04-28 17:00")] // and 28 April 2019, one before it
    [InlineData("2020-01-23 10:00", 1, "2020-02-03 17:00")] // the Spring Festival that was lengthened in 2020
    [InlineData("2022-09-30 10:00", 2, "2022-10-09 17:00")] // two make-up days on one weekend
    [InlineData("2023-09-28 10:00", 1, "2023-10-07 17:00")] // National Day with Mid-Autumn 2023
    [InlineData("2023-09-28 10:00", 3, "2023-10-09 17:00")]
    [InlineData("2024-02-02 10:00", 1, "2024-02-04 17:00")] // Spring Festival 2024, make-up Sunday before it
    [InlineData("2024-02-02 10:00", 6, "2024-02-09 17:00")]
    [InlineData("2024-02-02 10:00", 7, "2024-02-18 17:00")] // and make-up Sunday behind it
    [InlineData("2024-02-02 10:00", 8, "2024-02-19 17:00")]
    [InlineData("2025-09-30 10:00", 1, "2025-10-09 17:00")] // National Day with Mid-Autumn 2025
    [InlineData("2025-09-30 10:00", 3, "2025-10-11 17:00")] // and its make-up Saturday
    [InlineData("2025-09-30 10:00", 4, "2025-10-13 17:00")]
    [InlineData("2018-12-28 10:00", 1, "2018-12-29 17:00")] // a year's paper names days of the year before
    [InlineData("2025-12-30 10:00", 5, "2026-01-07 17:00")] // a limit that spans two years
    [InlineData("2023-12-29 10:00", 1, "2024-01-02 17:00")]
    public void Working_days_over_a_holiday(string start, int days, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), WorkingDays(days)));

    [Theory]
    [InlineData("2019-04-30 16:00", 2, "2019-05-05 10:00")]
    [InlineData("2024-02-09 16:00", 8, "2024-02-19 10:00")]
    [InlineData("2025-12-31 16:00", 7, "2026-01-04 17:00")]
    public void Working_hours_over_a_holiday(string start, int hours, string due) =>
        Assert.Equal(At(due), WorkingClock.DueAt(Office, At(start), WorkingHours(hours)));

    [Fact]
    public void Days_before_and_on_the_turn_of_the_year_belong_to_their_own_local_year()
    {
        // 31 December 16:30 in UTC is New Year's Day in Shanghai: the first working day after it is 2 January 2025.
        Assert.Equal(At("2025-01-02 17:00"), WorkingClock.DueAt(Office, At("2024-12-31 16:30 +00:00"), WorkingDays(1)));
        Assert.Equal(At("2025-01-02 17:00"), WorkingClock.DueAt(Office, At("2024-12-31 15:30 +00:00"), WorkingDays(1)));
    }

    [Theory]
    [InlineData("2026-12-01 10:00", "2026-12-31 17:00", false)]
    [InlineData("2026-12-25 10:00", "2027-01-05 17:00", true)]
    [InlineData("2027-01-05 10:00", "2027-01-07 17:00", true)]
    [InlineData("2018-12-31 23:59", "2019-01-02 17:00", true)]
    [InlineData("2019-01-01 00:00", "2019-01-02 17:00", false)]
    [InlineData("2026-12-01 10:00", "2027-01-01 00:00", false)] // 24:00 of the year's last day
    [InlineData("2026-12-01 10:00", "2027-01-01 00:00:01", true)]
    public void A_due_date_is_provisional_when_it_touches_a_year_that_is_not_published(string start, string due, bool provisional) =>
        Assert.Equal(provisional, WorkingClock.IsProvisional(Office, At(start), At(due)));

    [Fact]
    public void An_end_before_its_start_is_looked_at_too() =>
        Assert.True(WorkingClock.IsProvisional(Office, At("2027-01-05 10:00"), At("2026-12-31 17:00")));

    [Fact]
    public void Nothing_is_known_of_what_is_never_due() =>
        Assert.True(WorkingClock.IsProvisional(Office, At("2026-01-05 10:00"), WorkingClock.Never));
}
