using System.Globalization;
using System.Text.RegularExpressions;
using Intake.Domain.Deadlines;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads the windows of a week and of make-up days.</summary>
internal static partial class CalendarWeek
{
    internal static IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> Read(YamlSection file)
    {
        using var week = file.Section("week");
        return week is null
            ? new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>>()
            : Enum.GetValues<DayOfWeek>().ToDictionary(day => day, day => Windows(week, day.ToString().ToLowerInvariant()));
    }

    /// <summary>The windows of one day, in order; none when the key is missing.</summary>
    internal static IReadOnlyList<WorkingWindow> Windows(YamlSection section, string key)
    {
        var windows = new List<WorkingWindow>();
        foreach (var (text, line) in section.Items(key))
        {
            if (Parse(text) is not { } window)
                section.Report(line, $"\"{text}\" is not a window such as 08:30-12:00, from 00:00 to 24:00, the end after the start");
            else if (windows.Count > 0 && window.From < windows[^1].To)
                section.Report(line, $"the window {text} overlaps the one before it, or comes before it");
            else
                windows.Add(window);
        }

        return windows;
    }

    private static WorkingWindow? Parse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        var window = new WorkingWindow(Time(match, "from"), Time(match, "to"));
        return window.From < window.To && window.To <= TimeSpan.FromDays(1) ? window : null;
    }

    private static TimeSpan Time(Match match, string end)
        => new(Number(match, end + "hour"), Number(match, end + "minute"), 0);

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<fromhour>[0-2][0-9]):(?<fromminute>[0-5][0-9])-(?<tohour>[0-2][0-9]):(?<tominute>[0-5][0-9])$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
