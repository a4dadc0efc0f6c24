namespace Intake.Domain.Deadlines;

/// <summary>Sorts the days between a start and a due date into counted, skipped and paused.</summary>
internal sealed class DayByDay
{
    private readonly WorkingCalendar _calendar;
    private readonly DateTimeOffset _start;
    private readonly TimeLimit _limit;
    private readonly IReadOnlyList<Pause>? _pauses;
    private readonly StandingStill _still;
    private readonly List<DateOnly> _counted = [];
    private readonly List<SkippedDay> _skipped = [];
    private readonly List<DateOnly> _paused = [];
    private SkippedDay? _movedFrom;

    private DayByDay(WorkingCalendar calendar, DateTimeOffset start, TimeLimit limit, IReadOnlyList<Pause>? pauses) =>
        (_calendar, _start, _limit, _pauses, _still) = (calendar, start, limit, pauses, StandingStill.Of(pauses));

    public static DueExplanation Explain(WorkingCalendar calendar, DateTimeOffset start, TimeLimit limit, IReadOnlyList<Pause>? pauses)
    {
        var due = WorkingClock.DueAt(calendar, start, limit, pauses);
        var days = new DayByDay(calendar, start, limit, pauses);
        if (start != WorkingClock.Never)
            days.Sort(due);
        return new DueExplanation
        {
            Limit = limit,
            StartedAt = start,
            DueAt = due,
            Counted = days._counted,
            Skipped = days._skipped,
            Paused = days._paused,
            MovedFrom = days._movedFrom,
            IsProvisional = WorkingClock.IsProvisional(calendar, start, due),
        };
    }

    private void Sort(DateTimeOffset due)
    {
        var timeline = _calendar.Timeline;
        // While a pause is open there is no end to walk to: the tale stops on the day on which it began.
        var end = due == WorkingClock.Never ? Math.Max(_still.OpenSince!.Value, _start.UtcTicks) + 1 : due.UtcTicks;
        var first = timeline.DateOf(_start.UtcTicks);
        // A close at 24:00 is the end of its own day, not the beginning of the next.
        var last = timeline.DateOf(Math.Max(end - 1, _start.UtcTicks));
        var inDays = _limit.Unit is TimeUnit.CalendarDay or TimeUnit.WorkingDay;
        for (var date = inDays ? first.AddDays(1) : first; date <= last; date = date.AddDays(1))
        {
            if (inDays)
                SortCounting(date, timeline.PastAt(date));
            else
                SortRunning(date, end);
        }
    }

    /// <summary>A day of a limit in days: counted whole or not at all.</summary>
    private void SortCounting(DateOnly date, (long At, bool IsWorking) past)
    {
        var isComplete = _counted.Count == _limit.Amount;
        if (!past.IsWorking && (isComplete || _limit.Unit == TimeUnit.WorkingDay))
            _skipped.Add(Off(date));
        else if (_still.Holds(past.At))
            _paused.Add(date);
        else if (!isComplete)
            Count(date, past.IsWorking);
    }

    private void Count(DateOnly date, bool isWorking)
    {
        _counted.Add(date);
        if (!isWorking && _counted.Count == _limit.Amount)
            _movedFrom = Off(date);
    }

    /// <summary>A day of a limit in hours: counted when any of them ran on it.</summary>
    private void SortRunning(DateOnly date, long end)
    {
        var (_, isWorking) = _calendar.Timeline.PastAt(date);
        if (_limit.Unit == TimeUnit.WorkingHour && !isWorking)
            _skipped.Add(Off(date));
        else if (RanOn(date, end, _pauses))
            _counted.Add(date);
        else if (RanOn(date, end, pauses: null))
            _paused.Add(date);
    }

    private bool RanOn(DateOnly date, long end, IReadOnlyList<Pause>? pauses)
    {
        var (from, to) = _calendar.Timeline.BoundsOf(date);
        var (opening, close) = (Math.Max(from, _start.UtcTicks), Math.Min(to, end));
        return close > opening && WorkingClock.Elapsed(_calendar, At(opening), At(close), _limit.Unit, pauses) > 0;
    }

    private SkippedDay Off(DateOnly date) => new(date, _calendar.WhyNot(date));

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
