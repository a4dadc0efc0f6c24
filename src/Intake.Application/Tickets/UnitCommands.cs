using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>签收.</summary>
public sealed class AcknowledgeTicket(TicketId id, Actor actor, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Handling.Acknowledge(deciding, ticket));
}

/// <summary>Gives the ticket to a handler of the unit, by user name.</summary>
public sealed class AssignHandler(TicketId id, Actor actor, string handler, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Handling.Assign(deciding, ticket, handler));
}

/// <summary>联系: the requester was contacted, with a note.</summary>
public sealed class RecordContact(TicketId id, Actor actor, string? note, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Handling.Contact(deciding, ticket, await drafts.OptionalAsync(TextRole.Remark, note));
}

/// <summary>申请退单: <paramref name="rule"/> is the catalogue's row that gives the matter to another unit.</summary>
public sealed class RequestReturn(TicketId id, Actor actor, string rule, string reason, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Returning.Request(deciding, ticket, rule, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>Asks the requester.</summary>
public sealed class AskRequester(TicketId id, Actor actor, string question, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Handling.Ask(deciding, ticket, await drafts.RequiredAsync(TextRole.Question, question));
}

/// <summary>Goes on without an answer.</summary>
public sealed class StopWaiting(TicketId id, Actor actor, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(Handling.StopWaiting(deciding, ticket));
}

/// <summary>An interim target as it is entered.</summary>
/// <param name="Text">What will be reached.</param>
/// <param name="On">By which day.</param>
public sealed record TargetDraft(string Text, DateOnly On);

/// <summary>Interim targets.</summary>
public sealed class PlanTicket(TicketId id, Actor actor, IReadOnlyList<TargetDraft> targets, DateOnly endOn, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        var kept = new List<Target>(targets.Count);
        foreach (var target in targets)
            kept.Add(new(await drafts.RequiredAsync(TextRole.Remark, target.Text), target.On));
        return Handling.Plan(deciding, ticket, kept, endOn);
    }
}

/// <summary>申请延期.</summary>
public sealed class RequestExtension(TicketId id, Actor actor, TimeLimit extension, string reason, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Handling.RequestExtension(deciding, ticket, extension, await drafts.RequiredAsync(TextRole.Reason, reason));
}

/// <summary>办结: the unit's claim.</summary>
public sealed class ResolveTicket(TicketId id, Actor actor, TicketOutcome outcome, string reply, string report, IReadOnlyList<long> evidence, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        Handling.Resolve(
            deciding,
            ticket,
            outcome,
            await drafts.RequiredAsync(TextRole.Reply, reply),
            await drafts.RequiredAsync(TextRole.Report, report),
            await drafts.FilesAsync(evidence));
}
