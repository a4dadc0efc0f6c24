namespace Intake.Domain.Deadlines;

/// <summary>
/// Counts time limits on a working calendar, after the Civil Code of the PRC, articles 200 to 204. All instants that come out are in UTC.
/// <list type="bullet">
/// <item>The day of the start is not counted (article 201). Days are local days of the calendar's zone.</item>
/// <item>n working days end at the close of working time of the nth working day after the day of the start.</item>
/// <item>n calendar days end at the close of working time of the nth day, or of the next working day when it is a day off (article 203).</item>
/// <item>0 days end at the close of today's working time; when none is left today, at the next working day's close.</item>
/// <item>Working hours run inside the windows only; used up exactly at a close, they are due at that close. Hours run always.</item>
/// </list>
/// <para>
/// Pauses: hours and working hours stand still inside a pause. A day is counted at one moment, the close of a working day or the
/// midnight that ends a day off, and it is not counted when a pause holds that moment (after the pause's beginning, its end
/// included). So a pause from Monday to Wednesday takes out Monday and Tuesday, one within a morning takes out nothing, nothing falls
/// due while a pause lasts, and pauses that touch count as one.
/// </para>
/// </summary>
public static class WorkingClock
{
    /// <summary>The longest limit, 100 years, in days and in hours.</summary>
    private const int MostDays = 36_525, MostHours = MostDays * 24;

    /// <summary>What is due only after an open pause is due at this instant: the latest there is.</summary>
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    /// <summary>When a limit ends.</summary>
    /// <param name="calendar">The calendar of whoever must keep it.</param>
    /// <param name="start">The event that starts it; what starts <see cref="Never"/> is due never.</param>
    /// <param name="limit">The limit; days must be whole.</param>
    /// <param name="pauses">Pauses in any order; what lies before <paramref name="start"/> has no effect.</param>
    /// <returns>The instant in UTC; <see cref="Never"/> while an open pause stands before the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, a fraction of days or over 100 years, or the calendar holds too little working time.</exception>
    /// <exception cref="ArgumentException">A pause ends before it begins.</exception>
    /// <exception cref="InvalidOperationException">The calendar has problems (<see cref="WorkingCalendar.Validate"/>).</exception>
    public static DateTimeOffset DueAt(WorkingCalendar calendar, DateTimeOffset start, TimeLimit limit, IReadOnlyList<Pause>? pauses = null)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (start == Never)
            return Never;
        var (timeline, from, still) = (calendar.Timeline, start.UtcTicks, StandingStill.Of(pauses));
        return Instant(limit.Unit switch
        {
            TimeUnit.Hour => AfterHours(from, HourTicks(limit), still),
            TimeUnit.WorkingHour => AfterWorkingHours(timeline, from, HourTicks(limit), still),
            TimeUnit.CalendarDay => AfterCalendarDays(timeline, from, WholeDays(limit), still),
            TimeUnit.WorkingDay => AfterWorkingDays(timeline, from, WholeDays(limit), still),
        });
    }

    /// <summary>How much of a kind of time has passed, pauses taken out: the counterpart of <see cref="DueAt"/>.</summary>
    /// <param name="calendar">The calendar of whoever must keep the limit.</param>
    /// <param name="start">The event that starts it.</param>
    /// <param name="end">Up to when.</param>
    /// <param name="unit">Of what; hours come with fractions, days are the whole days counted by <paramref name="end"/>.</param>
    /// <param name="pauses">Pauses in any order.</param>
    /// <returns>The amount; 0 when <paramref name="end"/> is not after <paramref name="start"/>.</returns>
    public static decimal Elapsed(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset end, TimeUnit unit, IReadOnlyList<Pause>? pauses = null)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var (timeline, from, to) = (calendar.Timeline, start.UtcTicks, end.UtcTicks);
        return unit switch
        {
            TimeUnit.Hour => Hours(Sum(from, to, WallTime, pauses)),
            TimeUnit.WorkingHour => Hours(Sum(from, to, timeline.WorkedBetween, pauses)),
            TimeUnit.CalendarDay => Sum(timeline.EndOfDay(from), to, (a, b) => timeline.DaysPastBy(b) - timeline.DaysPastBy(a), pauses),
            TimeUnit.WorkingDay => Sum(timeline.EndOfDay(from), to, timeline.ClosesBetween, pauses),
        };
    }

    /// <summary>Working time between two instants, pauses taken out; zero when <paramref name="end"/> is not after <paramref name="start"/>.</summary>
    public static TimeSpan WorkingTimeBetween(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset end, IReadOnlyList<Pause>? pauses = null)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return new TimeSpan(Sum(start.UtcTicks, end.UtcTicks, calendar.Timeline.WorkedBetween, pauses));
    }

    /// <summary>Whether an instant lies inside a window; the closing instant does not.</summary>
    public static bool IsWorkingTime(WorkingCalendar calendar, DateTimeOffset instant) => NextWorkingTime(calendar, instant) == instant;

    /// <summary>The instant itself when it lies inside a window, else the next opening.</summary>
    public static DateTimeOffset NextWorkingTime(WorkingCalendar calendar, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Instant(calendar.Timeline.WorkingFrom(instant.UtcTicks));
    }

    /// <summary>The close of working time of the instant's day; when none is left that day, of the next working day.</summary>
    public static DateTimeOffset CloseOfDay(WorkingCalendar calendar, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Instant(calendar.Timeline.NthCloseAfter(instant.UtcTicks, 1));
    }

    /// <summary>How a due date came about: the days counted, skipped and paused.</summary>
    /// <inheritdoc cref="DueAt" path="/param"/>
    /// <inheritdoc cref="DueAt" path="/exception"/>
    public static DueExplanation Explain(WorkingCalendar calendar, DateTimeOffset start, TimeLimit limit, IReadOnlyList<Pause>? pauses = null) =>
        DayByDay.Explain(calendar, start, limit, pauses);

    /// <summary>Whether a stretch touches a year whose days off are not published yet, so that its end may still move.</summary>
    public static bool IsProvisional(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset due)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (due == Never)
            return true;
        // Due at 24:00 of 31 December touches the year that ends.
        var last = due > start ? due.AddTicks(-1) : due;
        var (one, other) = (calendar.Timeline.DateOf(start.UtcTicks).Year, calendar.Timeline.DateOf(last.UtcTicks).Year);
        for (var year = Math.Min(one, other); year <= Math.Max(one, other); year++)
        {
            if (!calendar.PublishedYears.Contains(year))
                return true;
        }

        return false;
    }

    /// <summary>Ticks of wall-clock time (<paramref name="working"/> false) or working time between two instants, pauses taken out.</summary>
    internal static long RunningTicks(WorkingCalendar calendar, DateTimeOffset start, DateTimeOffset end, bool working, IReadOnlyList<Pause>? pauses) =>
        Sum(start.UtcTicks, end.UtcTicks, working ? calendar.Timeline.WorkedBetween : WallTime, pauses);

    /// <summary>The first instant at which a positive number of ticks of wall-clock or working time is used up.</summary>
    internal static DateTimeOffset AfterRunning(WorkingCalendar calendar, DateTimeOffset start, long ticks, bool working, IReadOnlyList<Pause>? pauses)
    {
        var still = StandingStill.Of(pauses);
        return Instant(working
            ? AfterWorkingHours(calendar.Timeline, start.UtcTicks, ticks, still)
            : AfterHours(start.UtcTicks, ticks, still));
    }

    private static long WallTime(long from, long to) => to - from;

    private static long AfterHours(long start, long amount, StandingStill still)
    {
        var due = start + amount;
        if (still.None)
            return due;
        foreach (var (from, to) in still.After(start))
        {
            if (due <= from)
                break;
            if (to == long.MaxValue)
                return long.MaxValue;
            due += to - from;
        }

        return due;
    }

    private static long AfterWorkingHours(Timeline timeline, long start, long amount, StandingStill still)
    {
        if (amount == 0)
            return timeline.ClosesAt(start) ? start : timeline.WorkingFrom(start);
        if (still.None)
            return timeline.AfterWorking(start, amount);
        foreach (var (from, to) in still.After(start))
        {
            if (amount <= timeline.WorkedBetween(start, from))
                break;
            if (to == long.MaxValue)
                return long.MaxValue;
            amount += timeline.WorkedBetween(from, to);
        }

        return timeline.AfterWorking(start, amount);
    }

    private static long AfterWorkingDays(Timeline timeline, long start, int days, StandingStill still) =>
        days == 0
            ? NthClose(timeline, start, 1, still)
            : NthClose(timeline, timeline.EndOfDay(start), days, still);

    private static long AfterCalendarDays(Timeline timeline, long start, int days, StandingStill still)
    {
        if (days == 0)
            return NthClose(timeline, start, 1, still);
        var origin = timeline.EndOfDay(start);
        var day = timeline.DaysPastBy(origin) + days - 1;
        if (!still.None)
        {
            foreach (var (from, to) in still.After(origin))
            {
                if (timeline.PastAt(DateOf(day)).At <= from)
                    break;
                if (to == long.MaxValue)
                    return long.MaxValue;
                day += timeline.DaysPastBy(to) - timeline.DaysPastBy(from);
            }
        }

        var end = timeline.PastAt(DateOf(day));
        return end.IsWorking ? end.At : NthClose(timeline, end.At, 1, still);
    }

    /// <summary>The nth close after an instant, without those that a pause holds.</summary>
    private static long NthClose(Timeline timeline, long origin, long n, StandingStill still)
    {
        if (still.None)
            return timeline.NthCloseAfter(origin, n);
        foreach (var (from, to) in still.After(origin))
        {
            if (timeline.NthCloseAfter(origin, n) <= from)
                break;
            if (to == long.MaxValue)
                return long.MaxValue;
            n += timeline.ClosesBetween(from, to);
        }

        return timeline.NthCloseAfter(origin, n);
    }

    /// <summary>A measure of a stretch less the same measure of the pauses in it.</summary>
    private static long Sum(long start, long end, Func<long, long, long> measure, IReadOnlyList<Pause>? pauses)
    {
        if (end <= start)
            return 0;
        var sum = measure(start, end);
        foreach (var (from, to) in StandingStill.Of(pauses).After(start))
        {
            if (from < end)
                sum -= measure(from, Math.Min(to, end));
        }

        return sum;
    }

    private static DateOnly DateOf(long day) => DateOnly.FromDayNumber((int)day);

    private static DateTimeOffset Instant(long ticks) =>
        ticks == long.MaxValue ? Never : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static decimal Hours(long ticks) => (decimal)ticks / TimeSpan.TicksPerHour;

    private static long HourTicks(TimeLimit limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit.Amount, nameof(limit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit.Amount, MostHours, nameof(limit));
        return (long)decimal.Round(limit.Amount * TimeSpan.TicksPerHour);
    }

    private static int WholeDays(TimeLimit limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit.Amount, nameof(limit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit.Amount, MostDays, nameof(limit));
        var days = (int)limit.Amount;
        return days == limit.Amount ? days : throw new ArgumentOutOfRangeException(nameof(limit), limit.Amount, "Days are counted whole.");
    }
}
