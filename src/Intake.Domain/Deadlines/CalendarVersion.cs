using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Domain.Deadlines;

/// <summary>Writes a calendar in one canonical form and hashes it, so that a change of any date shows.</summary>
internal static class CalendarVersion
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 of the canonical form.</summary>
    public static string Of(WorkingCalendar calendar) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(calendar)))[..8]);

    private static string Canonical(WorkingCalendar calendar)
    {
        var text = new StringBuilder();
        Line(text, "calendar", calendar.Code, calendar.Zone.Id);
        foreach (var weekday in Enum.GetValues<DayOfWeek>())
            Line(text, "week", weekday.ToString(), Windows(calendar.Week.GetValueOrDefault(weekday) ?? []));
        Line(text, "make-up", Windows(calendar.MakeUpWindows));
        foreach (var (date, day) in calendar.Days.OrderBy(entry => entry.Key))
            Line(text, "day", date.ToString("O", CultureInfo.InvariantCulture), day.IsWorking ? "working" : "off", day.Name, day.Source);
        foreach (var year in calendar.PublishedYears.Order())
            Line(text, "year", year.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    // Lengths before the values: no name can be written so that two calendars share a form.
    private static void Line(StringBuilder text, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value} ");
        text.Append('\n');
    }

    private static string Windows(IReadOnlyList<WorkingWindow> windows) =>
        string.Join(',', windows.Select(window => string.Create(CultureInfo.InvariantCulture, $"{window.From.Ticks}-{window.To.Ticks}")));
}
