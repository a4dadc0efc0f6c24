using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Programs;

/// <summary>What tells the repeat of a request: the program and its idempotency key, and what was asked.</summary>
/// <param name="Id">As <see cref="IdempotencyRow.Id"/>.</param>
/// <param name="BodyHash">As <see cref="IdempotencyRow.BodyHash"/>.</param>
public sealed record RepeatKey(string Id, string BodyHash);

/// <summary>接收 by a program: the same use case as for people, remembered in the same transaction so that a repeat makes no second ticket.</summary>
/// <param name="submission">What is asked.</param>
/// <param name="actor">The program.</param>
/// <param name="repeat">Null when the program gave no idempotency key.</param>
public sealed class SubmitByProgram(Submission submission, Actor actor, RepeatKey? repeat) : Command<Outcome<Ticket>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<Ticket>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var ticket = await SubmitRequest.SubmitAsync(session, submission, actor, cancellationToken);
        if (ticket.Succeeded && repeat is not null)
            session.Db.IdempotencyKeys.Add(new() { Id = repeat.Id, BodyHash = repeat.BodyHash, Ticket = ticket.Value.Id.Value, CreatedAt = session.Now });
        return ticket;
    }
}

/// <summary>Makes room for an idempotency key whose 24 hours are over and that the daily clean-up has not met yet.</summary>
/// <param name="id">As <see cref="IdempotencyRow.Id"/>.</param>
public sealed class ForgetRepeat(string id) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var over = session.Now - Repeats.Kept;
        return await session.Db.IdempotencyKeys.Where(row => row.Id == id && row.CreatedAt <= over).ExecuteDeleteAsync(cancellationToken);
    }
}
