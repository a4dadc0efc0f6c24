namespace Intake.Domain.Deadlines;

/// <summary>The early-warning card (预警牌) that a running limit shows.</summary>
public enum Card
{
    /// <summary>Time enough.</summary>
    None,

    /// <summary>Near due (蓝牌).</summary>
    Blue,

    /// <summary>Nearer (黄牌).</summary>
    Yellow,

    /// <summary>Overdue (红牌): from the due instant on.</summary>
    Red,
}

/// <summary>
/// Which card a limit shows, by the share of it that is used up. Limits in working days and working hours are measured in working
/// time, limits in hours and calendar days by the clock on the wall; pauses are taken out of both. A limit that is due
/// <see cref="WorkingClock.Never"/>, because an open pause stands before its end, shows no card until the pause ends.
/// </summary>
public static class Cards
{
    /// <summary>The card at an instant.</summary>
    /// <param name="calendar">The calendar that the limit runs on.</param>
    /// <param name="start">When it started.</param>
    /// <param name="due">When it ends, extensions and pauses included.</param>
    /// <param name="now">The instant asked about.</param>
    /// <param name="blueShare">Share, 0 to 1, from which the blue card shows.</param>
    /// <param name="yellowShare">Share, 0 to 1, from which the yellow card shows instead.</param>
    /// <param name="unit">The limit's unit.</param>
    /// <param name="pauses">The pauses that <paramref name="due"/> was counted with.</param>
    public static Card Of(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        DateTimeOffset now,
        double blueShare,
        double yellowShare,
        TimeUnit unit,
        IReadOnlyList<Pause>? pauses = null) =>
        At(now, due, ReachedAt(calendar, start, due, blueShare, unit, pauses), ReachedAt(calendar, start, due, yellowShare, unit, pauses));

    /// <summary>The next instant, after <paramref name="now"/>, from which another card shows; null once it is red or when it will not change.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static DateTimeOffset? NextChangeAt(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        DateTimeOffset now,
        double blueShare,
        double yellowShare,
        TimeUnit unit,
        IReadOnlyList<Pause>? pauses = null)
    {
        var blue = ReachedAt(calendar, start, due, blueShare, unit, pauses);
        var yellow = ReachedAt(calendar, start, due, yellowShare, unit, pauses);
        var shown = At(now, due, blue, yellow);
        DateTimeOffset? next = null;
        foreach (var change in (ReadOnlySpan<DateTimeOffset>)[blue, yellow, due])
        {
            if (change > now && change != WorkingClock.Never && (next is null || change < next) && At(change, due, blue, yellow) != shown)
                next = change;
        }

        return next;
    }

    /// <summary>The first instant at which a share of a limit is used up; <paramref name="due"/> at the latest.</summary>
    /// <param name="calendar">The calendar that the limit runs on.</param>
    /// <param name="start">When it started.</param>
    /// <param name="due">When it ends.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="unit">The limit's unit.</param>
    /// <param name="pauses">The pauses that <paramref name="due"/> was counted with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static DateTimeOffset ReachedAt(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        double share,
        TimeUnit unit,
        IReadOnlyList<Pause>? pauses = null)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        ArgumentNullException.ThrowIfNull(calendar);
        if (due == WorkingClock.Never || due <= start)
            return due;
        if (share == 0)
            return start;
        var working = unit is TimeUnit.WorkingDay or TimeUnit.WorkingHour;
        var whole = WorkingClock.RunningTicks(calendar, start, due, working, pauses);
        var used = (long)Math.Ceiling(whole * (decimal)share);
        return used == 0 ? due : WorkingClock.AfterRunning(calendar, start, used, working, pauses);
    }

    private static Card At(DateTimeOffset instant, DateTimeOffset due, DateTimeOffset blue, DateTimeOffset yellow) =>
        instant >= due ? Card.Red
        : instant >= yellow ? Card.Yellow
        : instant >= blue ? Card.Blue
        : Card.None;
}
