using System.Globalization;

namespace Intake.Domain.Deadlines;

/// <summary>The rules that a calendar must keep before anything is counted with it.</summary>
internal static class CalendarValidation
{
    public static IReadOnlyList<Refusal> ProblemsOf(WorkingCalendar calendar)
    {
        var problems = new List<Refusal>();
        if (!calendar.Week.Values.Any(windows => windows.Count > 0))
            problems.Add(new Refusal("CalendarHasNoWorkingTime", "calendar", calendar.Code));
        foreach (var (weekday, windows) in calendar.Week.OrderBy(entry => entry.Key))
            CheckWindows(problems, weekday.ToString(), windows);
        CheckWindows(problems, "make-up", calendar.MakeUpWindows);
        foreach (var (date, day) in calendar.Days.OrderBy(entry => entry.Key))
            CheckDay(problems, calendar, date, day);
        return problems;
    }

    private static void CheckWindows(List<Refusal> problems, string where, IReadOnlyList<WorkingWindow> windows)
    {
        foreach (var window in windows)
        {
            if (window.From < TimeSpan.Zero || window.To > TimeSpan.FromDays(1) || window.From >= window.To)
                problems.Add(Problem("WindowIsNotWithinItsDay", ("day", where), ("window", Written(window))));
        }

        for (var i = 1; i < windows.Count; i++)
        {
            if (windows[i].From < windows[i - 1].To)
                problems.Add(Problem("WindowsOverlapOrAreOutOfOrder", ("day", where), ("window", Written(windows[i]))));
        }
    }

    private static void CheckDay(List<Refusal> problems, WorkingCalendar calendar, DateOnly date, CalendarDay day)
    {
        var written = date.ToString("O", CultureInfo.InvariantCulture);
        if (day.Date != date)
            problems.Add(Problem("DayIsFiledUnderAnotherDate", ("date", written)));
        if (day.IsWorking && calendar.MakeUpWindows.Count == 0)
            problems.Add(Problem("MakeUpDayHasNoWindows", ("date", written)));
    }

    private static Refusal Problem(string code, params (string Name, string Value)[] values) =>
        new(code, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));

    private static string Written(WorkingWindow window) => $"{Written(window.From)}-{Written(window.To)}";

    private static string Written(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");
}
