using Intake.Application.BotConfiguration;
using Intake.Application.Texts;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary>A year of a calendar: what the state has set differently from the week.</summary>
/// <param name="Year">The year.</param>
/// <param name="IsPublished">Whether its days off are known.</param>
/// <param name="Off">Days off by holiday, in order.</param>
/// <param name="MadeUp">Working days that make up for them.</param>
/// <param name="Sources">The papers that set them.</param>
internal sealed record CalendarYear(int Year, bool IsPublished, IReadOnlyList<(string Name, IReadOnlyList<DateOnly> Days)> Off, IReadOnlyList<DateOnly> MadeUp, IReadOnlyList<string> Sources);

/// <summary><c>/admin/configuration</c>: what is in use, what is wrong with the last change, and the catalogue at a glance.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class ConfigurationModel(BotConfigurationSource source, PageTexts texts) : PageModel
{
    /// <summary>Where it comes from, and what is wrong with the last change.</summary>
    public BotConfigurationSource Source => source;

    /// <summary>What is in use.</summary>
    public BotConfigurationSnapshot Current { get; } = source.Current;

    /// <summary>The rules in use.</summary>
    public Authority Authority => Current.Authority;

    /// <summary>A limit in words; a dash for none.</summary>
    public string Limit(TimeLimit? limit) => limit is null ? "–" : Current.Texts.Limit(texts.Language, limit.Value);

    /// <summary>The services of a group, in the order of the configuration.</summary>
    public IEnumerable<Service> ServicesOf(ServiceGroup group) => Authority.Services.Values.Where(service => service.Group == group.Code);

    /// <summary>The rows of the dispatch catalogue that lead to a unit.</summary>
    public int RulesOf(string unit) => Authority.Dispatch.Rules.Count(rule => rule.Lead == unit);

    /// <summary>The windows of a week in words, days with the same windows together.</summary>
    public IEnumerable<string> WeekOf(WorkingCalendar calendar)
        => Week.GroupBy(day => Windows(calendar.Week.GetValueOrDefault(day) ?? []), StringComparer.Ordinal)
            .Select(same => texts["admin.calendar.week", ("days", string.Join(texts["common.list-separator"], same.Select(day => texts[$"weekday.{day}"]))), ("windows", same.Key.Length == 0 ? texts["admin.calendar.off"] : same.Key)]);

    /// <summary>The years of a calendar, the newest first.</summary>
    public static IReadOnlyList<CalendarYear> YearsOf(WorkingCalendar calendar)
        => [.. calendar.Days.GroupBy(day => day.Key.Year).OrderByDescending(year => year.Key).Select(year => new CalendarYear(
            year.Key,
            calendar.PublishedYears.Contains(year.Key),
            [.. year.Where(day => !day.Value.IsWorking).GroupBy(day => day.Value.Name, StringComparer.Ordinal).Select(off => (off.Key, (IReadOnlyList<DateOnly>)[.. off.Select(day => day.Key).Order()])).OrderBy(off => off.Item2[0])],
            [.. year.Where(day => day.Value.IsWorking).Select(day => day.Key).Order()],
            [.. year.Select(day => day.Value.Source).Distinct(StringComparer.Ordinal)]))];

    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static string Windows(IReadOnlyList<WorkingWindow> windows) => string.Join(" ", windows.Select(window => $"{Clock(window.From)}–{Clock(window.To)}"));

    private static string Clock(TimeSpan time) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}");
}
