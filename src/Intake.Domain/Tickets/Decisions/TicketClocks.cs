using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>Starts, pauses and lengthens the clocks of a ticket. The one place where a due instant is computed.</summary>
public static class TicketClocks
{
    /// <summary>A clock that starts now.</summary>
    public static Clock Start(Authority authority, ClockKind kind, TimeLimit limit, string calendar, DateTimeOffset at, bool provisional = false)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return Computed(authority, new() { Kind = kind, Limit = limit, Calendar = calendar, StartedAt = at, DueAt = at, IsProvisional = provisional }, provisional);
    }

    /// <summary>When a clock is due: its limit from its start, then each extension from where it was due before, all without its pauses; never while one is open.</summary>
    public static DateTimeOffset DueAt(WorkingCalendar calendar, Clock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var due = WorkingClock.DueAt(calendar, clock.StartedAt, clock.Limit, clock.Pauses);
        return clock.Extensions.Aggregate(due, (from, extension) => WorkingClock.DueAt(calendar, from, extension, clock.Pauses));
    }

    /// <summary>The clocks that wait for the unit, paused from now on.</summary>
    public static IReadOnlyList<Clock> Pause(Ticket ticket, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return [.. Waiting(ticket).Where(clock => clock.IsRunning).Select(clock => clock with { Pauses = [.. clock.Pauses, new(at, null)] })];
    }

    /// <summary>The paused clocks, running again with new due instants.</summary>
    public static IReadOnlyList<Clock> Resume(Authority authority, Ticket ticket, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return [.. Waiting(ticket).Where(clock => clock.IsPaused).Select(clock => Fresh(authority, clock with { Pauses = [.. clock.Pauses.SkipLast(1), clock.Pauses[^1] with { To = at }] }))];
    }

    /// <summary>The unit's and the requester's clock with an extension more.</summary>
    public static IReadOnlyList<Clock> Extend(Authority authority, Ticket ticket, TimeLimit extension)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return [.. Waiting(ticket).Where(clock => clock.StoppedAt is null).Select(clock => Fresh(authority, clock with { Extensions = [.. clock.Extensions, extension] }))];
    }

    /// <summary>The clocks of a unit that gets a ticket now.</summary>
    public static IReadOnlyList<Clock> ForUnit(Authority authority, LimitClass limits, string unit, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(limits);
        var calendar = authority.CalendarOf(unit).Code;
        List<Clock> clocks = [Start(authority, ClockKind.Acknowledgement, limits.Acknowledgement, calendar, at)];
        if (limits.FirstContact is { } contact)
            clocks.Add(Start(authority, ClockKind.FirstContact, contact, calendar, at));
        clocks.Add(Start(authority, ClockKind.UnitResolution, limits.Resolution, calendar, at));
        return clocks;
    }

    /// <summary>The deadlines that the calendars in force move: where a running clock would be due elsewhere now. Extensions and pauses count as before.</summary>
    public static IReadOnlyList<TicketChange> Moved(Authority authority, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        return
        [
            .. from clock in ticket.Clocks
               where clock.IsRunning
               let due = DueAt(authority.CalendarNamed(clock.Calendar), clock)
               where due != clock.DueAt
               select new DeadlineMoved(clock.Kind, clock.DueAt, due),
        ];
    }

    /// <summary>The clocks of the unit that has the ticket, as they are.</summary>
    public static IReadOnlyList<Clock> OfUnit(Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return [.. ticket.Clocks.Where(clock => clock.Kind is ClockKind.Acknowledgement or ClockKind.FirstContact or ClockKind.UnitResolution)];
    }

    /// <summary>The clock with its due instant computed anew; when the end has moved, its card and reminders are taken back.</summary>
    private static Clock Fresh(Authority authority, Clock clock)
    {
        var computed = Computed(authority, clock, clock.IsProvisional);
        return computed.DueAt == clock.DueAt ? computed : computed with { Card = Card.None, Reminders = 0 };
    }

    private static Clock Computed(Authority authority, Clock clock, bool provisional)
    {
        var calendar = authority.CalendarNamed(clock.Calendar);
        // While a pause is open its end is not known: the clock goes on showing where it would be due without it.
        var due = DueAt(calendar, clock.IsPaused ? clock with { Pauses = [.. clock.Pauses.SkipLast(1)] } : clock);
        return clock with { DueAt = due, IsProvisional = provisional || WorkingClock.IsProvisional(calendar, clock.StartedAt, due) };
    }

    private static IEnumerable<Clock> Waiting(Ticket ticket) =>
        ticket.Clocks.Where(clock => clock.StoppedAt is null && clock.Kind is (ClockKind.Resolution or ClockKind.UnitResolution));
}
