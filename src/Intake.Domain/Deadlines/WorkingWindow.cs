namespace Intake.Domain.Deadlines;

/// <summary>A stretch of working time within one day, in local time, half-open: 09:00 belongs to it, 17:00 does not.</summary>
/// <param name="From">Time of day of the opening, from 00:00 on.</param>
/// <param name="To">Time of day of the close, after <paramref name="From"/>; 24:00 (a whole day) is allowed.</param>
public readonly record struct WorkingWindow(TimeSpan From, TimeSpan To);

/// <summary>A date that differs from its day of the week: a day off, or a make-up working day (调休上班).</summary>
/// <param name="Date">The date.</param>
/// <param name="IsWorking">True for a make-up working day, false for a day off.</param>
/// <param name="Name">What the day belongs to, such as 国庆节.</param>
/// <param name="Source">The paper that sets it: its number or address.</param>
public sealed record CalendarDay(DateOnly Date, bool IsWorking, string Name, string Source);

/// <summary>A stretch in which a time limit stands still, such as while the requester is asked. Who may grant one is not decided here.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; null while it is open.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To);
