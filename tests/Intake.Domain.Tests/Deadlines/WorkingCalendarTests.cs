using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

public class WorkingCalendarTests
{
    [Fact]
    public void A_holiday_has_a_name_and_a_weekend_has_none()
    {
        Assert.Equal("国庆节、中秋节", Office.WhyNot(Date("2025-10-06")));
        Assert.Null(Office.WhyNot(Date("2025-06-07")));
        Assert.Null(Office.WhyNot(Date("2025-06-03")));
        Assert.Null(Office.WhyNot(Date("2025-10-11")));
    }

    [Fact]
    public void A_day_off_has_no_windows_and_a_make_up_day_has_its_own()
    {
        var calendar = Calendar("Mon-Fri 09:00-17:00; Sat 09:00-10:00", days: [DayOff("2025-06-03"), MakeUpDay("2025-06-07")]);
        Assert.Empty(calendar.WindowsOn(Date("2025-06-03")));
        Assert.False(calendar.IsWorkingDay(Date("2025-06-03")));
        Assert.Equal(TimeSpan.FromHours(17), calendar.WindowsOn(Date("2025-06-07")).Single().To);
        Assert.Equal(TimeSpan.FromHours(10), calendar.WindowsOn(Date("2025-06-14")).Single().To);
        Assert.False(calendar.IsWorkingDay(Date("2025-06-08")));
    }

    [Fact]
    public void The_version_is_the_same_for_the_same_content_in_any_order() =>
        Assert.Equal(
            Calendar("Mon-Fri 09:00-17:00; Sat 09:00-17:00", days: [DayOff("2025-06-03"), DayOff("2025-06-04")]).Version,
            Calendar("Sat 09:00-17:00; Mon-Fri 09:00-17:00", days: [DayOff("2025-06-04"), DayOff("2025-06-03")]).Version);

    [Fact]
    public void The_version_stays_the_same_from_build_to_build() =>
        Assert.Equal("a694c26e383b84ef", Calendar("Mon-Fri 09:00-17:00", days: [DayOff("2025-06-03", "端午节")], published: [2025]).Version);

    [Fact]
    public void Any_change_makes_another_version()
    {
        var versions = new[]
        {
            PlainWeek,
            PlainWeek with { Code = "other" },
            PlainWeek with { Zone = TimeZoneInfo.Utc },
            PlainWeek with { PublishedYears = new HashSet<int> { 2025 } },
            PlainWeek with { MakeUpWindows = [] },
            Calendar("Mon-Fri 09:00-12:00 14:00-17:01"),
            Calendar("Mon-Fri 09:00-12:00 14:00-17:00", days: [DayOff("2025-06-03", "甲")]),
            Calendar("Mon-Fri 09:00-12:00 14:00-17:00", days: [DayOff("2025-06-03", "乙")]),
            Calendar("Mon-Fri 09:00-12:00 14:00-17:00", days: [MakeUpDay("2025-06-03", "甲")]),
        };
        Assert.Equal(versions.Length, versions.Select(calendar => calendar.Version).Distinct().Count());
    }

    [Fact]
    public void A_changed_copy_counts_by_its_own_days_and_not_by_those_of_the_original()
    {
        var before = WorkingClock.DueAt(PlainWeek, At("2025-06-03 10:00"), WorkingDays(1));
        var changed = PlainWeek with { Days = new Dictionary<DateOnly, CalendarDay> { [Date("2025-06-04")] = DayOff("2025-06-04") } };
        Assert.Equal(At("2025-06-04 17:00"), before);
        Assert.Equal(At("2025-06-05 17:00"), WorkingClock.DueAt(changed, At("2025-06-03 10:00"), WorkingDays(1)));
        Assert.NotEqual(PlainWeek, changed);
    }

    [Fact]
    public void Calendars_of_the_same_content_are_equal()
    {
        var same = PlainWeek with { };
        Assert.Equal(PlainWeek, same);
        Assert.Equal(PlainWeek.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void A_sound_calendar_has_no_problems() => Assert.Empty(WorkingCalendar.Validate(Office));

    public static TheoryData<string, WorkingCalendar> Unsound => new()
    {
        { "CalendarHasNoWorkingTime", PlainWeek with { Week = new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>>() } },
        { "CalendarHasNoWorkingTime", PlainWeek with { Week = new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> { [DayOfWeek.Monday] = [] } } },
        { "WindowIsNotWithinItsDay", Calendar("Mon-Fri 17:00-09:00") },
        { "WindowIsNotWithinItsDay", Calendar("Mon-Fri 09:00-09:00") },
        { "WindowIsNotWithinItsDay", Calendar("Mon-Fri 09:00-24:01") },
        { "WindowsOverlapOrAreOutOfOrder", Calendar("Mon-Fri 09:00-12:00 11:59-17:00") },
        { "WindowsOverlapOrAreOutOfOrder", Calendar("Mon-Fri 14:00-17:00 09:00-12:00") },
        { "DayIsFiledUnderAnotherDate", PlainWeek with { Days = new Dictionary<DateOnly, CalendarDay> { [Date("2025-06-04")] = DayOff("2025-06-05") } } },
        { "MakeUpDayHasNoWindows", Calendar("Mon-Fri 09:00-17:00", days: [MakeUpDay("2025-06-07")]) with { MakeUpWindows = [] } },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_calendar_that_cannot_be_counted_with_is_named_and_refused(string code, WorkingCalendar calendar)
    {
        Assert.Contains(code, WorkingCalendar.Validate(calendar).Select(problem => problem.Code));
        Assert.Throws<InvalidOperationException>(() => WorkingClock.DueAt(calendar, At("2025-06-03 10:00"), Hours(1)));
    }

    [Fact]
    public void All_problems_are_named_at_once() =>
        Assert.Equal(
            ["WindowIsNotWithinItsDay", "WindowsOverlapOrAreOutOfOrder", "MakeUpDayHasNoWindows"],
            WorkingCalendar.Validate(Calendar("Sat 09:00-12:00; Mon 17:00-09:00; Tue 09:00-12:00 11:00-13:00", days: [MakeUpDay("2025-06-07")]) with { MakeUpWindows = [] })
                .Select(problem => problem.Code));
}
