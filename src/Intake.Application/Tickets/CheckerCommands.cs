using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>Takes up the check of a claim.</summary>
public sealed class StartVerification(TicketId id, Actor actor, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Verifying.Start(deciding, ticket));
}

/// <summary>销号.</summary>
public sealed class WriteOffTicket(TicketId id, Actor actor, string? note, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Verifying.WriteOff(deciding, ticket, await drafts.OptionalAsync(TextRole.Remark, note));
}

/// <summary>复号.</summary>
public sealed class RelistTicket(TicketId id, Actor actor, string reason, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Verifying.Relist(deciding, ticket, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>回头看 that held.</summary>
public sealed class RecordLookBack(TicketId id, Actor actor, string note, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Verifying.LookBack(deciding, ticket, await drafts.RequiredAsync(TextRole.Remark, note));
}
