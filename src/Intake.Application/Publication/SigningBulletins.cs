using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Signs a bulletin off, by another person than those who made it: it gets its number, its figures are frozen, and it waits for its time. A correction is public at once.</summary>
public sealed class SignOffBulletin(long id, Actor actor, DateTimeOffset? publishAt = null, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        ArgumentNullException.ThrowIfNull(session);
        var tickets = await BulletinTickets.OfAsync(session, bulletin, cancellationToken);
        if (Approval.Check(deciding, bulletin, tickets) is { } refusal)
            return refusal;
        var next = await NextIssueAsync(session, bulletin.Series, cancellationToken);
        var figures = await PeriodFigures.CountAsync(session.Db, session.Authority.TimeZone, bulletin.From, bulletin.To, cancellationToken);
        return Approval.SignOff(deciding, bulletin, tickets, publishAt ?? deciding.At, next, figures);
    }

    /// <summary>One more than the highest number of the series, counting what this transaction has given out.</summary>
    private static async ValueTask<int> NextIssueAsync(WriteSession session, string series, CancellationToken cancellationToken)
    {
        var saved = await session.Db.Bulletins.Where(row => row.Series == series).MaxAsync(row => row.Issue, cancellationToken) ?? 0;
        var here = session.Db.Bulletins.Local.Where(row => row.Series == series).Max(row => row.Issue) ?? 0;
        return Math.Max(saved, here) + 1;
    }
}

/// <summary>Takes a signed-off bulletin back before its time: a draft again, with its number.</summary>
public sealed class TakeBackBulletin(long id, Actor actor, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Approval.TakeBack(deciding, bulletin));
}

/// <summary>Withdraws a bulletin that has its number, with a note that readers see.</summary>
public sealed class WithdrawBulletin(long id, Actor actor, string note, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(bulletin);
        return Publishing.Withdraw(deciding, bulletin, note, await BulletinTickets.PeopleAsync(session, bulletin, cancellationToken));
    }
}

/// <summary>Begins a correction of a published bulletin, with the note that readers will see; it is public when another person signs it off.</summary>
public sealed class CorrectBulletin(long id, Actor actor, string note, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(bulletin);
        return Publishing.Correct(deciding, bulletin, note, await BulletinTickets.PeopleAsync(session, bulletin, cancellationToken));
    }
}

/// <summary>Gives a correction up: the texts are again what readers see.</summary>
public sealed class DropCorrection(long id, Actor actor, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        var loaded = await LoadedBulletin.FindAsync(session, bulletin.Id, cancellationToken);
        return Publishing.DropCorrection(deciding, bulletin, loaded!.Published);
    }
}
