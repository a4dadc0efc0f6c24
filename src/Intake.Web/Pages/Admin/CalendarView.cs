using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Admin;

/// <summary>A year of a calendar: what the state has set differently from the week.</summary>
/// <param name="Year">The year.</param>
/// <param name="IsWhole">Whether all its days off are known, not only some that a neighbouring year's paper names.</param>
/// <param name="Off">Days off by holiday, in words, in order.</param>
/// <param name="MadeUp">Working days that make up for them, in words; empty for none.</param>
/// <param name="Sources">The papers that set them: what they are called, and where they can be read if that is known.</param>
internal sealed record CalendarYear(int Year, bool IsWhole, IReadOnlyList<(string Name, string Days)> Off, string MadeUp, IReadOnlyList<(string Paper, string? Address)> Sources);

/// <summary>A working calendar in words.</summary>
internal sealed class CalendarView(WorkingCalendar calendar, Authority authority, PageTexts texts)
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>The windows of a week, a line for the days that have the same ones.</summary>
    public IEnumerable<string> Lines => Week
        .GroupBy(day => Windows(calendar.Week.GetValueOrDefault(day) ?? []), StringComparer.Ordinal)
        .Select(same => texts["admin.calendar.week", ("days", List(same.Select(day => texts[$"weekday.{day}"]))), ("windows", same.Key.Length == 0 ? texts["admin.calendar.off"] : same.Key)]);

    /// <summary>The years, the newest first; none for a calendar that works on holidays too.</summary>
    public IEnumerable<CalendarYear> Years => calendar.Days.GroupBy(day => day.Key.Year).OrderByDescending(year => year.Key).Select(Of);

    private CalendarYear Of(IGrouping<int, KeyValuePair<DateOnly, CalendarDay>> year) => new(
        year.Key,
        calendar.PublishedYears.Contains(year.Key),
        [.. year.Where(day => !day.Value.IsWorking).GroupBy(day => day.Value.Name, StringComparer.Ordinal).OrderBy(off => off.Min(day => day.Key)).Select(off => (authority.DayName(off.Key, texts.Language), Spans(off)))],
        Spans(year.Where(day => day.Value.IsWorking)),
        [.. year.Select(day => day.Value.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(SourceOf)]);

    /// <summary>Days in words, those that follow each other as one span.</summary>
    private string Spans(IEnumerable<KeyValuePair<DateOnly, CalendarDay>> days)
        => List(days.Select(day => day.Key).Order().Index().GroupBy(day => day.Item.DayNumber - day.Index).Select(span => Span(span.First().Item, span.Last().Item)));

    private string Span(DateOnly from, DateOnly to) => from == to ? Day(from) : texts["admin.calendar.span", ("from", Day(from)), ("to", Day(to))];

    private string Day(DateOnly day) => day.ToString(texts["when.day"], System.Globalization.CultureInfo.GetCultureInfo(texts.Language.Tag));

    private string List(IEnumerable<string> words) => string.Join(texts["common.list-separator"], words);

    // A source is written "PAPER ADDRESS"; an address alone or a paper alone are possible too.
    private static (string Paper, string? Address) SourceOf(string source)
    {
        var at = source.IndexOf("http", StringComparison.Ordinal);
        return at <= 0 ? (source, at == 0 ? source : null) : (source[..at].TrimEnd(), source[at..]);
    }

    private static string Windows(IReadOnlyList<WorkingWindow> windows) => string.Join(" ", windows.Select(window => $"{Clock(window.From)}–{Clock(window.To)}"));

    private static string Clock(TimeSpan time) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");
}
