using System.Globalization;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>Calendars and instants for the tests of the clocks, written as people write them.</summary>
internal static class Given
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Monday to Friday 09:00 to 12:00 and 14:00 to 17:00 in Shanghai, with the published days off.</summary>
    public static readonly WorkingCalendar Office = Calendar("Mon-Fri 09:00-12:00 14:00-17:00", days: HolidayTable.Days);

    /// <summary>The same week without any holiday.</summary>
    public static readonly WorkingCalendar PlainWeek = Calendar("Mon-Fri 09:00-12:00 14:00-17:00");

    /// <summary>A duty desk that never closes.</summary>
    public static readonly WorkingCalendar RoundTheClock = Calendar("Sun-Sat 00:00-24:00");

    /// <summary>A calendar from rows such as <c>Mon-Fri 09:00-12:00 14:00-17:00; Sat 09:00-12:00</c>. Make-up days have the first row's windows.</summary>
    public static WorkingCalendar Calendar(string week, string zone = "Asia/Shanghai", IEnumerable<CalendarDay>? days = null, IEnumerable<int>? published = null)
    {
        var rows = week.Split("; ").Select(row => row.Split(' ')).ToList();
        return new WorkingCalendar
        {
            Code = "test",
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Week = (from row in rows from weekday in Weekdays(row[0]) select (weekday, row)).ToDictionary(entry => entry.weekday, entry => Windows(entry.row)),
            Days = (days ?? []).ToDictionary(day => day.Date),
            MakeUpWindows = Windows(rows[0]),
            PublishedYears = (published ?? HolidayTable.Published).ToHashSet(),
        };
    }

    public static CalendarDay DayOff(string date, string name = "放假") => new(Date(date), IsWorking: false, name, "测试");

    public static CalendarDay MakeUpDay(string date, string name = "补班") => new(Date(date), IsWorking: true, name, "测试");

    /// <summary>An instant from local time of Shanghai, or of another zone by its offset: <c>2025-09-30 10:00</c>, <c>2025-09-30 10:00 -04:00</c>.</summary>
    public static DateTimeOffset At(string written) =>
        written.Length > 20
            ? DateTimeOffset.Parse(written, CultureInfo.InvariantCulture)
            : DateTimeOffset.Parse(written + " +08:00", CultureInfo.InvariantCulture);

    public static DateOnly Date(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TimeLimit Hours(decimal amount) => new(amount, TimeUnit.Hour);

    public static TimeLimit WorkingHours(decimal amount) => new(amount, TimeUnit.WorkingHour);

    public static TimeLimit CalendarDays(int amount) => new(amount, TimeUnit.CalendarDay);

    public static TimeLimit WorkingDays(int amount) => new(amount, TimeUnit.WorkingDay);

    public static Pause Pause(string from, string? to) => new(At(from), to is null ? null : At(to));

    private static IReadOnlyList<WorkingWindow> Windows(string[] row) =>
        [.. row.Skip(1).Select(window => new WorkingWindow(TimeOfDay(window[..5]), TimeOfDay(window[6..])))];

    private static TimeSpan TimeOfDay(string written) =>
        new(int.Parse(written[..2], CultureInfo.InvariantCulture), int.Parse(written[3..], CultureInfo.InvariantCulture), 0);

    private static IEnumerable<DayOfWeek> Weekdays(string written)
    {
        var ends = written.Split('-').Select(name => Enum.GetValues<DayOfWeek>().Single(day => day.ToString().StartsWith(name, StringComparison.Ordinal))).ToList();
        for (var day = ends[0]; day <= ends[^1]; day++)
            yield return day;
    }
}
