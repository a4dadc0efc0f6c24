namespace Intake.Domain.Deadlines;

/// <summary>
/// One year of a calendar laid out as instants (UTC ticks) in arrays, so that counting is indexing and not walking.
/// Days are numbered from 0 within the year. A stretch is a window at its real place in time.
/// </summary>
internal sealed class WorkingYear
{
    private readonly int _firstDay;
    private readonly long[] _dayStarts;
    private readonly int[] _firstStretch;
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly long[] _workedBefore;
    private readonly int[] _workingDays;
    private readonly int[] _workingDaysBefore;

    public WorkingYear(WorkingCalendar calendar, int year)
    {
        var first = new DateOnly(year, 1, 1);
        var days = DateTime.IsLeapYear(year) ? 366 : 365;
        (Year, _firstDay) = (year, first.DayNumber);
        (_dayStarts, _firstStretch, _workingDaysBefore) = (new long[days + 1], new int[days + 1], new int[days + 1]);
        var (opens, closes, before, working) = (new List<long>(), new List<long>(), new List<long> { 0 }, new List<int>());
        for (var day = 0; day < days; day++)
        {
            var date = first.AddDays(day);
            var midnight = date.ToDateTime(TimeOnly.MinValue).Ticks;
            _dayStarts[day] = LocalTime.InstantOf(calendar.Zone, midnight);
            foreach (var window in calendar.WindowsOn(date))
            {
                var open = LocalTime.InstantOf(calendar.Zone, midnight + window.From.Ticks);
                var close = LocalTime.InstantOf(calendar.Zone, midnight + window.To.Ticks);
                // A window that the clocks jumped over holds no time.
                if (open == close)
                    continue;
                opens.Add(open);
                closes.Add(close);
                before.Add(before[^1] + close - open);
            }

            _firstStretch[day + 1] = opens.Count;
            if (opens.Count > _firstStretch[day])
                working.Add(day);
            _workingDaysBefore[day + 1] = working.Count;
        }

        _dayStarts[days] = LocalTime.InstantOf(calendar.Zone, first.AddDays(days).ToDateTime(TimeOnly.MinValue).Ticks);
        (_opens, _closes, _workedBefore, _workingDays) = ([.. opens], [.. closes], [.. before], [.. working]);
    }

    public int Year { get; }

    public long Start => _dayStarts[0];

    public long End => _dayStarts[^1];

    public long WorkedInAll => _workedBefore[^1];

    public int WorkingDaysInAll => _workingDays.Length;

    /// <summary>The day that an instant of this year lies in.</summary>
    public int DayOf(long instant)
    {
        // Days of 23 or 25 hours and changes of a zone's offset put the guess off by one at most.
        var day = Math.Min((int)((instant - Start) / TimeSpan.TicksPerDay), _dayStarts.Length - 2);
        while (instant < _dayStarts[day])
            day--;
        while (instant >= _dayStarts[day + 1])
            day++;
        return day;
    }

    public DateOnly DateOf(int day) => DateOnly.FromDayNumber(_firstDay + day);

    public int DayOf(DateOnly date) => date.DayNumber - _firstDay;

    public long StartOf(int day) => _dayStarts[day];

    public long EndOf(int day) => _dayStarts[day + 1];

    public bool IsWorking(int day) => _firstStretch[day + 1] > _firstStretch[day];

    /// <summary>The close of a working day's last stretch.</summary>
    public long CloseOf(int day) => _closes[_firstStretch[day + 1] - 1];

    /// <summary>The moment at which a day counts as past: the close of a working day, the midnight that ends a day off.</summary>
    public long CountsAt(int day) => IsWorking(day) ? CloseOf(day) : EndOf(day);

    /// <summary>How many working days of the year have closed by an instant of the year.</summary>
    public int ClosedBy(long instant)
    {
        var day = DayOf(instant);
        return _workingDaysBefore[day] + (IsWorking(day) && CloseOf(day) <= instant ? 1 : 0);
    }

    /// <summary>The close of the year's working day of a rank, from 1.</summary>
    public long CloseOfRank(int rank) => CloseOf(_workingDays[rank - 1]);

    /// <summary>Working time from the year's start to an instant of the year.</summary>
    public long WorkedBy(long instant)
    {
        var day = DayOf(instant);
        var stretch = _firstStretch[day];
        var worked = _workedBefore[stretch];
        for (; stretch < _firstStretch[day + 1] && _opens[stretch] < instant; stretch++)
            worked += Math.Min(instant, _closes[stretch]) - _opens[stretch];
        return worked;
    }

    /// <summary>The first instant by which a positive amount of working time has passed since the year's start.</summary>
    public long InstantAtWorked(long worked)
    {
        var found = Array.BinarySearch(_workedBefore, worked);
        var stretch = (found < 0 ? ~found : found) - 1;
        return _opens[stretch] + worked - _workedBefore[stretch];
    }

    /// <summary>The instant itself inside a stretch, else the next opening of this year; null when none is left.</summary>
    public long? WorkingFrom(long instant)
    {
        for (var stretch = _firstStretch[DayOf(instant)]; stretch < _opens.Length; stretch++)
        {
            if (instant < _closes[stretch])
                return Math.Max(instant, _opens[stretch]);
        }

        return null;
    }

    /// <summary>The first opening of the year; null when it has no working time.</summary>
    public long? FirstOpening => _opens.Length == 0 ? null : _opens[0];

    /// <summary>Whether a stretch closes at exactly this instant.</summary>
    public bool ClosesAt(long instant) => Array.BinarySearch(_closes, instant) >= 0;
}
