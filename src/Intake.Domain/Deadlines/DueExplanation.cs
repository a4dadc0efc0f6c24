namespace Intake.Domain.Deadlines;

/// <summary>How a due date came about, day by day, for the person who asks. Dates are local dates of the calendar's zone, in order.</summary>
public sealed record DueExplanation
{
    /// <summary>The limit that was counted.</summary>
    public required TimeLimit Limit { get; init; }

    /// <summary>The event that started it; its day is not counted when the limit is in days.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends, in UTC; <see cref="WorkingClock.Never"/> while an open pause stands before the end.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The days counted: as many as the limit has days; for hours, the days on which some of them ran.</summary>
    public required IReadOnlyList<DateOnly> Counted { get; init; }

    /// <summary>The days off that were passed over. Calendar days count on days off too, so then only those after the last day counted.</summary>
    public required IReadOnlyList<SkippedDay> Skipped { get; init; }

    /// <summary>The days that a pause took out. While a pause is open, the last one is the day on which it began.</summary>
    public required IReadOnlyList<DateOnly> Paused { get; init; }

    /// <summary>The last calendar day counted when it is a day off, so that the end moved on to a working day (article 203); else null.</summary>
    public SkippedDay? MovedFrom { get; init; }

    /// <summary>Whether a year is touched whose days off are not published yet.</summary>
    public required bool IsProvisional { get; init; }
}

/// <summary>A day off that a limit passed over.</summary>
/// <param name="Date">The date.</param>
/// <param name="Name">The holiday's name; null for an ordinary weekend day.</param>
public readonly record struct SkippedDay(DateOnly Date, string? Name);
