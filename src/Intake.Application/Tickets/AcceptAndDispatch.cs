using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>受理 and 派单 with one press, where the catalogue is sure: both happen, or neither.</summary>
public sealed class AcceptAndDispatch(TicketId id, Actor actor, TicketKind kind, string service, string? place, string lead, IReadOnlyList<string> coHandlers, string instruction, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        var accepted = Dispatching.Accept(deciding, ticket, kind, service, place);
        if (!accepted.Succeeded)
            return accepted;
        var after = accepted.Value.Aggregate(ticket, (one, change) => TicketFold.After(one, change, deciding.At));
        var dispatched = Dispatching.Dispatch(deciding, after, lead, coHandlers, await drafts.RequiredAsync(TextRole.Instruction, instruction));
        return dispatched.Succeeded ? Decision.Of([.. accepted.Value, .. dispatched.Value]) : dispatched;
    }
}
