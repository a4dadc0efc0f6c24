namespace Intake.Domain.Deadlines;

/// <summary>
/// How much time is left of a limit, or has passed since its end, as people at work count it. Limits in working days and
/// working hours: whole working days to come and the working time of the days begun, so that "1 day 3 hours" left on a
/// Friday afternoon is Monday's close. Other limits: days of 24 hours and the rest.
/// </summary>
/// <param name="IsOverdue">Whether the end has passed.</param>
/// <param name="Days">Whole days.</param>
/// <param name="Rest">What is left beside them; under a day's working time, or the begun and the last day's together.</param>
public readonly record struct TimeLeft(bool IsOverdue, int Days, TimeSpan Rest)
{
    /// <summary>The time between now and the end of a limit.</summary>
    /// <param name="calendar">The calendar of whoever must keep it.</param>
    /// <param name="now">The instant asked about.</param>
    /// <param name="due">The end.</param>
    /// <param name="unit">What the limit is counted in.</param>
    public static TimeLeft Of(WorkingCalendar calendar, DateTimeOffset now, DateTimeOffset due, TimeUnit unit)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var isOverdue = now >= due;
        var (from, to) = isOverdue ? (due, now) : (now, due);
        if (unit is TimeUnit.Hour or TimeUnit.CalendarDay)
            return new(isOverdue, (to - from).Days, (to - from) - TimeSpan.FromDays((to - from).Days));
        var (days, rest) = Working(calendar.Timeline, from.UtcTicks, to.UtcTicks);
        return new(isOverdue, days, new TimeSpan(rest));
    }

    private static (int Days, long Ticks) Working(Timeline timeline, long from, long to)
    {
        var midnight = timeline.EndOfDay(from);
        if (to <= midnight)
            return (0, timeline.WorkedBetween(from, to));
        var days = (int)timeline.ClosesBetween(midnight, to);
        var last = days == 0 ? midnight : timeline.NthCloseAfter(midnight, days);
        return (days, timeline.WorkedBetween(from, midnight) + timeline.WorkedBetween(last, to));
    }
}
