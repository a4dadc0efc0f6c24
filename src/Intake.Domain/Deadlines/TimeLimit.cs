namespace Intake.Domain.Deadlines;

/// <summary>What a time limit is counted in. How each is counted: Civil Code of the PRC, articles 200 to 204; see <see cref="WorkingClock"/>.</summary>
public enum TimeUnit
{
    /// <summary>Runs always.</summary>
    Hour,

    /// <summary>Runs inside the working windows only.</summary>
    WorkingHour,

    /// <summary>Day of the calendar, the day of the start not counted, moved on when it ends on a day off.</summary>
    CalendarDay,

    /// <summary>Day with working time, the day of the start not counted. 0 is the same day: the close of today's working time.</summary>
    WorkingDay,
}

/// <summary>An amount of time to finish something in.</summary>
/// <param name="Amount">How many; fractions only for the two hours.</param>
/// <param name="Unit">Of what.</param>
public readonly record struct TimeLimit(decimal Amount, TimeUnit Unit);
