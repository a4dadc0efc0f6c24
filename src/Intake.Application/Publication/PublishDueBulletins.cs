using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>What a run of <see cref="PublishDueBulletins"/> did.</summary>
/// <param name="Published">Keys of the bulletins that were published.</param>
/// <param name="HeldBack">Keys of those that are drafts again, because a ticket in them is not fit any more.</param>
public sealed record PublicationRun(IReadOnlyList<long> Published, IReadOnlyList<long> HeldBack);

/// <summary>
/// Publishes what is signed off and due. Each ticket of a public bulletin gets the event, so that its requester is told and
/// sees it in the history; of a limited circle's bulletin nobody outside it is told. Running it twice does nothing the second time.
/// </summary>
public sealed class PublishDueBulletins : Command<PublicationRun>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<PublicationRun> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var now = session.Now;
        var due = await session.Db.Bulletins
            .Where(row => row.Status == BulletinStatus.SignedOff && row.PublishAt <= now)
            .OrderBy(row => row.PublishAt).ThenBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        List<long> published = [], heldBack = [];
        foreach (var id in due)
        {
            if (await PublishAsync(session, id, cancellationToken) is { } after)
                (after.Status == BulletinStatus.Published ? published : heldBack).Add(id);
        }

        return new(published, heldBack);
    }

    private static async ValueTask<Bulletin?> PublishAsync(WriteSession session, long id, CancellationToken cancellationToken)
    {
        if (await LoadedBulletin.FindAsync(session, id, cancellationToken) is not { } loaded)
            return null;
        var tickets = await BulletinTickets.OfAsync(session, loaded.Bulletin, cancellationToken);
        if (Publishing.Publish(session.By(Actor.Clock), loaded.Bulletin, tickets) is not { } after)
            return null;
        loaded.Save(session, after);
        if (after.Status == BulletinStatus.Published && IsPublic(session, after))
            await TellAsync(session, after, tickets, cancellationToken);
        return after;
    }

    private static async ValueTask TellAsync(WriteSession session, Bulletin bulletin, IReadOnlyList<Ticket> tickets, CancellationToken cancellationToken)
    {
        foreach (var ticket in tickets)
            await session.AppendAsync(ticket, Actor.Clock, [new Published(bulletin.Series, bulletin.Issue)], cancellationToken);
    }

    private static bool IsPublic(WriteSession session, Bulletin bulletin) =>
        session.Authority.Bulletins.TryGetValue(bulletin.Series, out var series) && series.Circle == BulletinCircle.Public;
}
