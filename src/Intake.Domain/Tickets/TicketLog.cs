using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Tickets;

/// <summary>Writes down what happened: the one place where a change becomes an event of the log and the ticket after it.</summary>
public static class TicketLog
{
    /// <summary>The ticket after a change, and the event that says so, linked to the one before.</summary>
    /// <param name="deciding">Who did it, when, and under which rules the clock looks at the ticket next.</param>
    /// <param name="before">The ticket before it; null when <paramref name="change"/> is its reception.</param>
    /// <param name="id">The ticket's key.</param>
    /// <param name="change">What happened.</param>
    /// <exception cref="InvalidOperationException">A ticket does not begin with its reception, or is received twice.</exception>
    public static (Ticket Ticket, TicketEvent Event) Append(Deciding deciding, Ticket? before, TicketId id, TicketChange change)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        var after = Apply(before, id, change, deciding.At);
        var sequence = (before?.Version ?? 0) + 1;
        var nextDueAt = ToTheMillisecond(Ticking.NextDueAt(deciding.Authority, after, deciding.At));
        var previous = before is null ? EventChain.Start : Convert.FromHexString(before.LastHash);
        var json = EventChain.ToJson(change);
        var hash = EventChain.Hash(id, sequence, deciding.At, deciding.Actor.Signature, nextDueAt, json, previous);
        return (
            after with { Version = sequence, NextDueAt = nextDueAt, LastAt = deciding.At, LastHash = Convert.ToHexStringLower(hash) },
            new(id, sequence, deciding.At, deciding.Actor.Signature, change, nextDueAt, json, hash));
    }

    // The log keeps milliseconds, and the ticket may not know more than its log. Up, for before it there is nothing to do yet.
    private static DateTimeOffset? ToTheMillisecond(DateTimeOffset? at) =>
        at is { } instant && instant.UtcTicks % TimeSpan.TicksPerMillisecond is > 0 and var rest ? instant.AddTicks(TimeSpan.TicksPerMillisecond - rest) : at;

    private static Ticket Apply(Ticket? before, TicketId id, TicketChange change, DateTimeOffset at) => (before, change) switch
    {
        (null, Received received) => TicketFold.Begin(id, received, at),
        (null, _) => throw new InvalidOperationException($"Ticket {id} does not begin with its reception."),
        _ => TicketFold.After(before, change, at),
    };
}
