using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>What every decision is made with: the authority's rules, who acts, and when.</summary>
/// <param name="Authority">The rules in force.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
public sealed record Deciding(Authority Authority, Actor Actor, DateTimeOffset At)
{
    /// <summary>The refusal that the lifecycle and the access table give, or null.</summary>
    public Refusal? Check(Ticket ticket, TicketAction action) => TicketLifecycle.Check(ticket, action, Actor);
}

/// <summary>What a decision answers: changes to append, or the reason why not.</summary>
public static class Decision
{
    /// <summary>These changes, in order.</summary>
    public static Outcome<TicketChange[]> Of(params TicketChange[] changes) => changes;
}
