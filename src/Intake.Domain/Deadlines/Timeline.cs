namespace Intake.Domain.Deadlines;

/// <summary>
/// A calendar's years, each laid out when it is first needed and kept. Safe from any thread: a year laid out twice at once
/// comes out the same. Holds at most 300 years (about 20 KB each); years outside are laid out anew at every use.
/// </summary>
internal sealed class Timeline
{
    private const int FirstKept = 1900;

    /// <summary>How far ahead working time is looked for: an end to every search, whatever the calendar and the amount.</summary>
    private const int FurthestYears = 200;

    private readonly WorkingYear?[] _kept = new WorkingYear?[300];
    private readonly WorkingCalendar _calendar;

    public Timeline(WorkingCalendar calendar)
    {
        var problems = WorkingCalendar.Validate(calendar);
        if (problems.Count > 0)
            throw new InvalidOperationException($"Calendar '{calendar.Code}' cannot be counted with: {string.Join(", ", problems.Select(problem => problem.Code))}.");
        _calendar = calendar;
    }

    public WorkingYear Year(int year)
    {
        // Room on both sides, so that zones and windows never leave what DateTime can hold.
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9_997);
        var place = year - FirstKept;
        return (uint)place < (uint)_kept.Length
            ? _kept[place] ??= new WorkingYear(_calendar, year)
            : new WorkingYear(_calendar, year);
    }

    /// <summary>The local year that an instant lies in.</summary>
    public WorkingYear YearOf(long instant)
    {
        var year = Year(new DateTime(instant).Year);
        if (instant < year.Start)
            return Year(year.Year - 1);
        return instant >= year.End ? Year(year.Year + 1) : year;
    }

    public DateOnly DateOf(long instant)
    {
        var year = YearOf(instant);
        return year.DateOf(year.DayOf(instant));
    }

    public long EndOfDay(long instant)
    {
        var year = YearOf(instant);
        return year.EndOf(year.DayOf(instant));
    }

    /// <summary>The close of the nth working day to close after an instant.</summary>
    public long NthCloseAfter(long instant, long n)
    {
        var year = YearOf(instant);
        var last = year.Year + FurthestYears;
        var rank = year.ClosedBy(instant) + n;
        for (; rank > year.WorkingDaysInAll; year = Next(year, last))
            rank -= year.WorkingDaysInAll;
        return year.CloseOfRank((int)rank);
    }

    /// <summary>How many working days close after one instant and up to another.</summary>
    public long ClosesBetween(long from, long to)
    {
        if (to <= from)
            return 0;
        var (first, last) = (YearOf(from), YearOf(to));
        long count = last.ClosedBy(to) - first.ClosedBy(from);
        for (var year = first.Year; year < last.Year; year++)
            count += Year(year).WorkingDaysInAll;
        return count;
    }

    /// <summary>How many calendar days since the first of all count as past by an instant (<see cref="WorkingYear.CountsAt"/>).</summary>
    public long DaysPastBy(long instant)
    {
        var year = YearOf(instant);
        var day = year.DayOf(instant);
        return year.DateOf(day).DayNumber + (year.CountsAt(day) <= instant ? 1 : 0);
    }

    /// <summary>The moment at which a date counts as past, and whether it is a working day.</summary>
    public (long At, bool IsWorking) PastAt(DateOnly date)
    {
        var year = Year(date.Year);
        var day = year.DayOf(date);
        return (year.CountsAt(day), year.IsWorking(day));
    }

    /// <summary>The midnights that a date begins and ends with.</summary>
    public (long From, long To) BoundsOf(DateOnly date)
    {
        var year = Year(date.Year);
        var day = year.DayOf(date);
        return (year.StartOf(day), year.EndOf(day));
    }

    /// <summary>Working time between two instants, in ticks.</summary>
    public long WorkedBetween(long from, long to)
    {
        if (to <= from)
            return 0;
        var (first, last) = (YearOf(from), YearOf(to));
        var worked = last.WorkedBy(to) - first.WorkedBy(from);
        for (var year = first.Year; year < last.Year; year++)
            worked += Year(year).WorkedInAll;
        return worked;
    }

    /// <summary>The first instant by which a positive amount of working time has passed since another.</summary>
    public long AfterWorking(long instant, long amount)
    {
        var year = YearOf(instant);
        var last = year.Year + FurthestYears;
        var worked = year.WorkedBy(instant) + amount;
        for (; worked > year.WorkedInAll; year = Next(year, last))
            worked -= year.WorkedInAll;
        return year.InstantAtWorked(worked);
    }

    /// <summary>The instant itself inside working time, else the next opening.</summary>
    public long WorkingFrom(long instant)
    {
        var year = YearOf(instant);
        var last = year.Year + FurthestYears;
        var found = year.WorkingFrom(instant);
        while (found is null)
        {
            year = Next(year, last);
            found = year.FirstOpening;
        }

        return found.Value;
    }

    /// <summary>Whether a window closes at exactly this instant; a close at 24:00 may belong to the year before.</summary>
    public bool ClosesAt(long instant)
    {
        var year = YearOf(instant);
        return year.ClosesAt(instant) || (instant == year.Start && Year(year.Year - 1).ClosesAt(instant));
    }

    private WorkingYear Next(WorkingYear year, int last) =>
        year.Year < last
            ? Year(year.Year + 1)
            : throw new ArgumentOutOfRangeException(nameof(year), $"Calendar '{_calendar.Code}' does not hold that much working time within {FurthestYears} years.");
}
