namespace Intake.Domain.Deadlines;

/// <summary>
/// When a body works: a week of windows, the dates that differ from it, and the years that the state has published.
/// Immutable, and two calendars are equal when their content is. Whether one can be counted with is what <see cref="Validate"/> says.
/// </summary>
public sealed record WorkingCalendar
{
    private string? _version;
    private Timeline? _timeline;

    /// <summary>Stable code; <c>default</c> is the authority's own calendar.</summary>
    public required string Code { get; init; }

    /// <summary>The zone whose local time the windows and dates are in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The windows of each day of the week, in order; a day that is absent or empty is a day off.</summary>
    public required IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> Week { get; init; }

    /// <summary>The dates that differ from their day of the week.</summary>
    public required IReadOnlyDictionary<DateOnly, CalendarDay> Days { get; init; }

    /// <summary>The windows of every make-up working day, in order.</summary>
    public required IReadOnlyList<WorkingWindow> MakeUpWindows { get; init; }

    /// <summary>The years whose days off have been published; a due date that touches another year is provisional.</summary>
    public required IReadOnlySet<int> PublishedYears { get; init; }

    /// <summary>The calendar that its dates and years are taken from; null when they are its own. Says where they come from and not what they are, so that it is no part of <see cref="Version"/>.</summary>
    public string? DaysFrom { get; init; }

    /// <summary>Whether it has no dates that differ, ever: it works on holidays.</summary>
    public bool IgnoresHolidays { get; init; }

    /// <summary>Whether its dates can be changed here.</summary>
    public bool HasOwnDays => DaysFrom is null && !IgnoresHolidays;

    /// <summary>A short hash of the content: the same on every machine, another when anything in the calendar is another.</summary>
    public string Version => _version ??= CalendarVersion.Of(this);

    /// <summary>The calendar laid out in time. A race lays it out twice, and either one is right.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Validate"/> names problems.</exception>
    internal Timeline Timeline => _timeline ??= new Timeline(this);

    /// <summary>Makes the copy that <c>with</c> starts from; what was derived from the old content stays behind.</summary>
    private WorkingCalendar(WorkingCalendar original) =>
        (Code, Zone, Week, Days, MakeUpWindows, PublishedYears, DaysFrom, IgnoresHolidays) =
        (original.Code, original.Zone, original.Week, original.Days, original.MakeUpWindows, original.PublishedYears, original.DaysFrom, original.IgnoresHolidays);

    /// <summary>Makes an empty calendar for the initialiser to fill.</summary>
    public WorkingCalendar()
    {
    }

    /// <summary>The windows of a date, in order; empty on a day off.</summary>
    public IReadOnlyList<WorkingWindow> WindowsOn(DateOnly date) =>
        Days.TryGetValue(date, out var day)
            ? day.IsWorking ? MakeUpWindows : []
            : Week.GetValueOrDefault(date.DayOfWeek) ?? [];

    /// <summary>Whether there is working time on a date.</summary>
    public bool IsWorkingDay(DateOnly date) => WindowsOn(date).Count > 0;

    /// <summary>The name of the holiday that makes a date a day off; null for an ordinary weekend and for a working day.</summary>
    public string? WhyNot(DateOnly date) => Days.TryGetValue(date, out var day) && !day.IsWorking ? day.Name : null;

    /// <summary>What keeps the calendar from being counted with, everything at once; empty when it is sound.</summary>
    public static IReadOnlyList<Refusal> Validate(WorkingCalendar calendar) => CalendarValidation.ProblemsOf(calendar);

    /// <inheritdoc/>
    public bool Equals(WorkingCalendar? other) =>
        ReferenceEquals(this, other) || (other is not null && string.Equals(Version, other.Version, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Version);
}
