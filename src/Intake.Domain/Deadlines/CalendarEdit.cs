using System.Globalization;
using Intake.Domain.Catalogue;

namespace Intake.Domain.Deadlines;

/// <summary>What a date becomes.</summary>
public enum DayBecomes
{
    /// <summary>A day off.</summary>
    Off,

    /// <summary>A working day that makes up for one off.</summary>
    MakeUp,

    /// <summary>What its day of the week says.</summary>
    AsTheWeek,
}

/// <summary>A date that is changed.</summary>
/// <param name="Date">The date.</param>
/// <param name="Becomes">What it becomes.</param>
/// <param name="Name">What it belongs to, such as 国庆节.</param>
public sealed record EditedDay(DateOnly Date, DayBecomes Becomes, string Name);

/// <summary>A change of a working calendar with the paper that orders it. It lies over what the calendar is otherwise, and is taken off again by undoing it.</summary>
/// <param name="Calendar">Code of the calendar.</param>
/// <param name="Paper">Name or number of the paper.</param>
/// <param name="Days">The dates that change.</param>
/// <param name="Year">The year whose days off are all known with this; null when it is not a year's table.</param>
public sealed record CalendarEdit(string Calendar, string Paper, IReadOnlyList<EditedDay> Days, int? Year = null)
{
    /// <summary>The day of the week whose hours change, by its English name, or <c>make-up</c>; null when no hours do.</summary>
    public string? HoursOf { get; init; }

    /// <summary>The new hours, such as <c>08:30-12:00 13:30-18:00</c>; empty for none.</summary>
    public string? Hours { get; init; }
}

/// <summary>Lays changes over calendars. Pure: the same changes over the same files are the same calendars on every node.</summary>
public static class CalendarEdits
{
    /// <summary>What stands for make-up days among the days of the week.</summary>
    public const string MakeUpHours = "make-up";

    /// <summary>There is no such calendar, or it takes its days from another one.</summary>
    public static readonly Refusal NoSuchCalendar = new("CalendarIsUnknown");

    /// <summary>It takes its days from another calendar, or works on holidays.</summary>
    public static readonly Refusal HasNoDaysOfItsOwn = new("CalendarHasNoDaysOfItsOwn");

    /// <summary>Nothing would be other than it is.</summary>
    public static readonly Refusal ChangesNothing = new("CalendarEditChangesNothing");

    /// <summary>No paper is named.</summary>
    public static readonly Refusal NeedsPaper = new("CalendarEditNeedsPaper");

    /// <summary>The hours cannot be read, overlap, or are in no order.</summary>
    public static readonly Refusal HoursAreNone = new("CalendarHoursAreNone");

    /// <summary>The calendar that comes of a change, or why it cannot be made.</summary>
    public static Outcome<WorkingCalendar> Apply(WorkingCalendar calendar, CalendarEdit edit)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(edit);
        if (string.IsNullOrWhiteSpace(edit.Paper))
            return NeedsPaper;
        if ((edit.Days.Count > 0 || edit.Year is not null) && !calendar.HasOwnDays)
            return HasNoDaysOfItsOwn;
        var days = new Dictionary<DateOnly, CalendarDay>(calendar.Days);
        foreach (var day in edit.Days)
        {
            if (day.Becomes == DayBecomes.AsTheWeek)
                days.Remove(day.Date);
            else
                days[day.Date] = new(day.Date, day.Becomes == DayBecomes.MakeUp, day.Name, edit.Paper);
        }

        var after = calendar with { Days = days, PublishedYears = edit.Year is { } year ? calendar.PublishedYears.Append(year).ToHashSet() : calendar.PublishedYears };
        if (edit.HoursOf is { } hoursOf)
        {
            if (WithHours(after, hoursOf, edit.Hours ?? "") is not { } changed)
                return HoursAreNone;
            after = changed;
        }

        if (WorkingCalendar.Validate(after) is [var problem, ..])
            return problem;
        return after.Version == calendar.Version ? ChangesNothing : after;
    }

    /// <summary>The authority with every change laid over its calendars, in order. One that cannot be made, because the files say something else now, is passed over and named by <paramref name="passedOver"/>.</summary>
    public static Authority Apply(Authority authority, IEnumerable<CalendarEdit> edits, Action<CalendarEdit, Refusal>? passedOver = null)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(edits);
        var calendars = new Dictionary<string, WorkingCalendar>(authority.Calendars, StringComparer.Ordinal);
        foreach (var edit in edits)
        {
            var after = calendars.TryGetValue(edit.Calendar, out var calendar) ? Apply(calendar, edit) : NoSuchCalendar;
            if (after.Succeeded)
                calendars[edit.Calendar] = after.Value;
            else
                passedOver?.Invoke(edit, after.Refusal);
        }

        // Those that take their days from another one take what it has now.
        foreach (var follower in calendars.Values.Where(calendar => calendar.DaysFrom is not null).ToList())
        {
            if (calendars.TryGetValue(follower.DaysFrom!, out var source))
                calendars[follower.Code] = follower with { Days = source.Days, PublishedYears = source.PublishedYears };
        }

        return authority with { Calendars = calendars };
    }

    /// <summary>The windows that are written, in order; null when they are none.</summary>
    public static IReadOnlyList<WorkingWindow>? ReadHours(string hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var windows = new List<WorkingWindow>();
        foreach (var part in hours.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('-') is not [var from, var to] || Time(from) is not { } begins || Time(to) is not { } ends)
                return null;
            windows.Add(new(begins, ends));
        }

        return windows;
    }

    private static WorkingCalendar? WithHours(WorkingCalendar calendar, string hoursOf, string hours)
    {
        if (ReadHours(hours) is not { } windows)
            return null;
        if (hoursOf == MakeUpHours)
            return IsInOrder(windows) ? calendar with { MakeUpWindows = windows } : null;
        if (!Enum.TryParse<DayOfWeek>(hoursOf, out var weekday) || !Enum.IsDefined(weekday) || !IsInOrder(windows))
            return null;
        return calendar with { Week = new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>>(calendar.Week) { [weekday] = windows } };
    }

    private static bool IsInOrder(IReadOnlyList<WorkingWindow> windows) =>
        windows.All(window => window.From < window.To && window.To <= TimeSpan.FromDays(1)) && windows.Zip(windows.Skip(1)).All(pair => pair.First.To <= pair.Second.From);

    private static TimeSpan? Time(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1)
        : TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out var time) ? time : null;
}

/// <summary>Whether a calendar knows the days off of the years ahead.</summary>
public enum CalendarOutlook
{
    /// <summary>It does, or it is too early in the year to ask.</summary>
    Fine,

    /// <summary>October or November, and those of next year are not there.</summary>
    NextYearIsMissing,

    /// <summary>December, and those of next year are not there.</summary>
    NextYearIsMissingInDecember,

    /// <summary>Those of this year are not there: everything counted in it is provisional.</summary>
    ThisYearIsMissing,
}

/// <summary>Looks ahead.</summary>
public static class CalendarOutlooks
{
    private const int AskedFrom = 10;
    private const int December = 12;

    /// <summary>What a calendar knows on a day.</summary>
    public static CalendarOutlook On(WorkingCalendar calendar, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (!calendar.PublishedYears.Contains(today.Year))
            return CalendarOutlook.ThisYearIsMissing;
        if (today.Month < AskedFrom || calendar.PublishedYears.Contains(today.Year + 1))
            return CalendarOutlook.Fine;
        return today.Month == December ? CalendarOutlook.NextYearIsMissingInDecember : CalendarOutlook.NextYearIsMissing;
    }
}
