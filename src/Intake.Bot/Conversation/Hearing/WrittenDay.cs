using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>Reads a day, with a time when there is one, as people write it: <c>2026-01-05</c>, <c>1月5日晚上8点半</c>, <c>昨天</c>, <c>3天前</c>, <c>5 January, 8 pm</c>.</summary>
internal static partial class WrittenDay
{
    /// <summary>The day as <c>yyyy-MM-dd</c>, or <c>yyyy-MM-ddTHH:mm</c> with its time; null when the text names none.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="today">The authority's local time now.</param>
    /// <param name="vocabulary">For "yesterday" and the parts of a day.</param>
    /// <param name="culture">For names of months.</param>
    public static string? Find(string text, DateTime today, Vocabulary vocabulary, CultureInfo culture)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Trim();
        if ((Numbers(folded, today) ?? Relative(folded, today, vocabulary) ?? Named(folded, today, culture)) is not { } day)
            return null;
        return TimeIn(folded, vocabulary) is { } time
            ? day.ToDateTime(time).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateOnly? Numbers(string text, DateTime today)
    {
        var match = FullDate().Match(text);
        if (match.Success)
            return Day(Number(match, "y"), Number(match, "m"), Number(match, "d"));
        match = MonthAndDay().Match(text);
        if (!match.Success || Day(today.Year, Number(match, "m"), Number(match, "d")) is not { } day)
            return null;
        // Somebody who writes "12月30日" in January means the one that has been.
        return day > DateOnly.FromDateTime(today).AddDays(60) ? Day(today.Year - 1, day.Month, day.Day) : day;
    }

    private static DateOnly? Relative(string text, DateTime today, Vocabulary vocabulary)
    {
        var day = DateOnly.FromDateTime(today);
        if (vocabulary.Has("day-before-yesterday", text))
            return day.AddDays(-2);
        if (vocabulary.Has("yesterday", text))
            return day.AddDays(-1);
        if (vocabulary.Has("today", text))
            return day;
        if (vocabulary.At("days-ago", text) is > 0 and var at && WrittenNumber.Find(text[..at]) is { } days and >= 0 and < 4_000)
            return day.AddDays(-(int)days);
        if (vocabulary.Has("last-week", text))
            return day.AddDays(-7);
        return vocabulary.Has("last-month", text) ? day.AddMonths(-1) : null;
    }

    private static DateOnly? Named(string text, DateTime today, CultureInfo culture)
    {
        foreach (var format in (ReadOnlySpan<string>)["d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMM d yyyy", "d MMMM", "d MMM", "MMMM d", "MMM d"])
        {
            var words = string.Join(' ', text.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Take(format.Split(' ').Length));
            if (DateTime.TryParseExact(words, format, culture, DateTimeStyles.None, out var date))
                return Day(format.Contains('y') ? date.Year : today.Year, date.Month, date.Day);
        }

        return null;
    }

    private static TimeOnly? TimeIn(string text, Vocabulary vocabulary)
    {
        var match = Clock().Match(text);
        if (!match.Success)
            return null;
        var hour = Number(match, "h");
        var minute = match.Groups["half"].Success ? 30 : match.Groups["min"].Success ? Number(match, "min") : 0;
        if (hour < 12 && (vocabulary.Has("afternoon", text[..match.Index]) || match.Groups["pm"].Success))
            hour += 12;
        return hour is >= 0 and < 24 && minute is >= 0 and < 60 ? new TimeOnly(hour, minute) : null;
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<![0-9])(?<y>[0-9]{4})[-/.年 ]{1,2}(?<m>[0-9]{1,2})[-/.月 ]{1,2}(?<d>[0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FullDate();

    [GeneratedRegex("(?<![0-9])(?<m>[0-9]{1,2})(月|-|/)(?<d>[0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MonthAndDay();

    [GeneratedRegex("(?<![0-9])(?<h>[0-9]{1,2})(:(?<min>[0-9]{2})|[点时](?<half>半)|[点时]((?<min>[0-9]{1,2})分?)?|(?= ?[ap]m))( ?(?<pm>pm)| ?am)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();
}
