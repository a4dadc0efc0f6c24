using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>The requester answers the unit's question.</summary>
public sealed class AnswerQuestion(TicketId id, Actor actor, string answer, IReadOnlyList<long> files) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        RequesterSays.Answer(deciding, ticket, await drafts.RequiredAsync(TextRole.Answer, answer), await drafts.FilesAsync(files));
}

/// <summary>The requester adds words or files.</summary>
public sealed class AddToTicket(TicketId id, Actor actor, string text, IReadOnlyList<long> files) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        RequesterSays.Add(deciding, ticket, await drafts.RequiredAsync(TextRole.Supplement, text), await drafts.FilesAsync(files));
}

/// <summary>催办.</summary>
public sealed class UrgeTicket(TicketId id, Actor actor) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(RequesterSays.Urge(deciding, ticket));
}

/// <summary>The requester takes it back.</summary>
public sealed class WithdrawTicket(TicketId id, Actor actor) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        new(RequesterSays.Withdraw(deciding, ticket));
}

/// <summary>好差评: one to five, or whether it is solved, with a comment.</summary>
public sealed class RateTicket(TicketId id, Actor actor, int? stars, RequesterWord word, string? comment) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        RequesterSays.Rate(deciding, ticket, stars, word, await drafts.OptionalAsync(TextRole.Remark, comment));
}

/// <summary>"Not solved": back on the list.</summary>
public sealed class ContestResult(TicketId id, Actor actor, string? reason) : TicketCommand(id, actor, null)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) =>
        RequesterSays.Contest(deciding, ticket, await drafts.OptionalAsync(TextRole.Reason, reason));
}
