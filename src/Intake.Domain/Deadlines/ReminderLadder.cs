namespace Intake.Domain.Deadlines;

/// <summary>The steps by which an authority presses for an answer, in order.</summary>
public enum ReminderStep
{
    /// <summary>Reminder before expiry (催办), when the yellow card shows.</summary>
    Reminder,

    /// <summary>Written notice (催办通知书) on the next working day after expiry, the supervisor in copy.</summary>
    Notice,

    /// <summary>Circular that names the unit (通报), some working days after expiry.</summary>
    Circular,
}

/// <summary>A step and the instant, inside working time, from which it is due.</summary>
/// <param name="Step">The step.</param>
/// <param name="At">The instant, in UTC.</param>
public readonly record struct LadderStep(ReminderStep Step, DateTimeOffset At);

/// <summary>What an authority sets for the ladder.</summary>
/// <param name="YellowShare">Share of the limit used up, 0 to 1, at which the reminder goes out.</param>
/// <param name="CircularAfterWorkingDays">The working day after expiry at whose opening the circular is due; at least 1.</param>
public readonly record struct LadderRules(double YellowShare, int CircularAfterWorkingDays);

/// <summary>
/// When each step of the ladder falls due. All steps fall inside working time of the calendar: nobody is pressed at night or on
/// a day off. A reminder for which no working time is left before expiry falls away, and the notice follows.
/// </summary>
public static class ReminderLadder
{
    /// <summary>All steps of a limit, in order; none while it is due <see cref="WorkingClock.Never"/>.</summary>
    /// <param name="calendar">The calendar that the limit runs on.</param>
    /// <param name="start">When it started.</param>
    /// <param name="due">When it ends, extensions and pauses included.</param>
    /// <param name="unit">The limit's unit.</param>
    /// <param name="rules">What the authority sets.</param>
    /// <param name="pauses">The pauses that <paramref name="due"/> was counted with.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of <paramref name="rules"/> is outside its range.</exception>
    public static IReadOnlyList<LadderStep> Steps(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        TimeUnit unit,
        LadderRules rules,
        IReadOnlyList<Pause>? pauses = null)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentOutOfRangeException.ThrowIfLessThan(rules.CircularAfterWorkingDays, 1, nameof(rules));
        if (due == WorkingClock.Never)
            return [];
        var steps = new List<LadderStep>(3);
        var reminder = WorkingClock.NextWorkingTime(calendar, Cards.ReachedAt(calendar, start, due, rules.YellowShare, unit, pauses));
        if (reminder < due)
            steps.Add(new LadderStep(ReminderStep.Reminder, reminder));
        steps.Add(new LadderStep(ReminderStep.Notice, OpeningAfter(calendar, due, 1)));
        steps.Add(new LadderStep(ReminderStep.Circular, OpeningAfter(calendar, due, rules.CircularAfterWorkingDays)));
        return steps;
    }

    /// <summary>The steps to take now: reached, after the last one taken, and only inside working time. A reminder that was missed is not sent after expiry.</summary>
    /// <inheritdoc cref="NextStep" path="/param"/>
    public static IReadOnlyList<LadderStep> StepsDue(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        TimeUnit unit,
        LadderRules rules,
        DateTimeOffset now,
        ReminderStep? last,
        IReadOnlyList<Pause>? pauses = null) =>
        WorkingClock.IsWorkingTime(calendar, now)
            ? [.. Left(Steps(calendar, start, due, unit, rules, pauses), due, now, last).Where(step => step.At <= now)]
            : [];

    /// <summary>The next step to take and when, <paramref name="now"/> at the earliest; null after the circular and while nothing is due.</summary>
    /// <param name="calendar">The calendar that the limit runs on.</param>
    /// <param name="start">When it started.</param>
    /// <param name="due">When it ends, extensions and pauses included.</param>
    /// <param name="unit">The limit's unit.</param>
    /// <param name="rules">What the authority sets.</param>
    /// <param name="now">The instant asked about.</param>
    /// <param name="last">The last step taken; null before the first.</param>
    /// <param name="pauses">The pauses that <paramref name="due"/> was counted with.</param>
    public static LadderStep? NextStep(
        WorkingCalendar calendar,
        DateTimeOffset start,
        DateTimeOffset due,
        TimeUnit unit,
        LadderRules rules,
        DateTimeOffset now,
        ReminderStep? last,
        IReadOnlyList<Pause>? pauses = null)
    {
        var earliest = WorkingClock.NextWorkingTime(calendar, now);
        // A reminder that would have to wait for the next opening may find the limit expired by then.
        var left = Left(Steps(calendar, start, due, unit, rules, pauses), due, earliest, last).ToList();
        return left is [var next, ..] ? next with { At = next.At < earliest ? earliest : next.At } : null;
    }

    private static IEnumerable<LadderStep> Left(IEnumerable<LadderStep> steps, DateTimeOffset due, DateTimeOffset now, ReminderStep? last) =>
        steps.Where(step => (last is null || step.Step > last) && (step.Step != ReminderStep.Reminder || now < due));

    /// <summary>The opening of the nth working day after the day on which a limit ended.</summary>
    private static DateTimeOffset OpeningAfter(WorkingCalendar calendar, DateTimeOffset due, int n)
    {
        var timeline = calendar.Timeline;
        // A limit that ended at 24:00 ended on the day that was over then.
        var close = timeline.NthCloseAfter(timeline.EndOfDay(due.UtcTicks - 1), n);
        var opening = timeline.WorkingFrom(timeline.BoundsOf(timeline.DateOf(close - 1)).From);
        return new DateTimeOffset(opening, TimeSpan.Zero);
    }
}
