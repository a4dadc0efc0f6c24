using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>受理, with the kind, service and place that the centre settles on.</summary>
public sealed class AcceptTicket(TicketId id, Actor actor, TicketKind kind, string? service, string? place, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Dispatching.Accept(deciding, ticket, kind, service, place));
}

/// <summary>不予受理, with the reason and the code of the right door.</summary>
public sealed class DeclineTicket(TicketId id, Actor actor, string reason, string? door, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Dispatching.Decline(deciding, ticket, await drafts.RequiredAsync(TextRole.Reason, reason), door);
}

/// <summary>派单: to a lead unit and co-handling units, with what is asked of them.</summary>
public sealed class DispatchTicket(TicketId id, Actor actor, string lead, IReadOnlyList<string> coHandlers, string instruction, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Dispatching.Dispatch(deciding, ticket, lead, coHandlers, await drafts.RequiredAsync(TextRole.Instruction, instruction));
}

/// <summary>The ruling for a return: another unit.</summary>
public sealed class GrantReturn(TicketId id, Actor actor, string lead, IReadOnlyList<string> coHandlers, string instruction, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Returning.Grant(deciding, ticket, lead, coHandlers, await drafts.RequiredAsync(TextRole.Instruction, instruction));
}

/// <summary>The ruling against a return: the same unit, final.</summary>
public sealed class RefuseReturn(TicketId id, Actor actor, string reason, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Returning.Refuse(deciding, ticket, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>Grants the open request for an extension.</summary>
public sealed class GrantExtension(TicketId id, Actor actor, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Handling.GrantExtension(deciding, ticket));
}

/// <summary>Refuses the open request for an extension.</summary>
public sealed class RefuseExtension(TicketId id, Actor actor, string reason, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Handling.RefuseExtension(deciding, ticket, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>An internal remark.</summary>
public sealed class RemarkOnTicket(TicketId id, Actor actor, string remark, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Centre.Remark(deciding, ticket, await drafts.RequiredAsync(TextRole.Remark, remark));
}

/// <summary>批示.</summary>
public sealed class InstructOnTicket(TicketId id, Actor actor, string instruction, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Centre.Instruct(deciding, ticket, await drafts.RequiredAsync(TextRole.Instruction, instruction));
}

/// <summary>Records that contact data is opened, and why. The data may be shown only when this succeeded.</summary>
public sealed class ReadRequesterContact(TicketId id, Actor actor, string reason) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Centre.ReadContact(deciding, ticket, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>并单 into another ticket.</summary>
public sealed class MergeTicket(TicketId id, Actor actor, TicketId into, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        return await drafts.Session.FindTicketAsync(into, CancellationToken.None) is { } other
            ? Centre.Merge(deciding, ticket, other)
            : TicketRefusals.NoSuchTicket;
    }
}

/// <summary>Undoes a merge.</summary>
public sealed class UnmergeTicket(TicketId id, Actor actor, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Centre.Unmerge(deciding, ticket));
}
