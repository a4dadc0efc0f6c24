using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>Deletes of these tickets the texts and contact data whose time is over, with a record in each ticket's log. Answers of how many tickets something was deleted.</summary>
internal sealed class ForgetTickets(IReadOnlyList<long> tickets) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var published = await BeingPublishedAsync(session, cancellationToken);
        var forgotten = 0;
        foreach (var ticket in await session.FindTicketsAsync(tickets, cancellationToken))
        {
            // What is signed off goes out as it was signed; the ticket's turn comes after that.
            if (!published.Contains(ticket.Id.Value) && await ForgetAsync(session, ticket, cancellationToken))
                forgotten++;
        }

        return forgotten;
    }

    private static async ValueTask<bool> ForgetAsync(WriteSession session, Ticket ticket, CancellationToken cancellationToken)
    {
        var over = Forgetting.TextsOver(session.Authority, ticket, await TicketEnds.OfAsync(session, ticket, cancellationToken), session.Now);
        // Only what is in the database already: a text of this very transaction is there to be deleted the next time.
        var texts = await session.Db.TicketTexts.Where(row => over.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        if (Forgetting.Record([.. texts.Order()], []) is not { } record)
            return false;
        await TextIndex.Of(session.Db).ForgetAsync(session.Db, texts, cancellationToken);
        await session.Db.TicketTexts.Where(row => texts.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        if (ticket.Requester is { } requester)
            await session.Db.Requesters.Where(row => row.Id == requester).ExecuteDeleteAsync(cancellationToken);
        await session.Db.Subscriptions.Where(row => row.Ticket == ticket.Id.Value).ExecuteDeleteAsync(cancellationToken);
        // What the list called it may lead to somebody in the list.
        await session.Db.BatchTickets.Where(row => row.Ticket == ticket.Id.Value && row.Reference != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.Reference, (string?)null), cancellationToken);
        await TakeOutOfDraftsAsync(session, ticket.Id.Value, cancellationToken);
        await session.AppendAsync(ticket, Actor.Clock, [record], cancellationToken);
        return true;
    }

    private async ValueTask<HashSet<long>> BeingPublishedAsync(WriteSession session, CancellationToken cancellationToken) =>
        (await (from item in session.Db.BulletinItems
                where tickets.Contains(item.Ticket) && !item.IsStruck
                join bulletin in session.Db.Bulletins on item.Bulletin equals bulletin.Id
                where bulletin.Status == BulletinStatus.SignedOff
                select item.Ticket).ToListAsync(cancellationToken)).ToHashSet();

    // The work of a draft holds the texts as they were written; what was published holds the redacted copies alone.
    private static async ValueTask TakeOutOfDraftsAsync(WriteSession session, long ticket, CancellationToken cancellationToken)
    {
        var drafts = await session.Db.BulletinItems
            .Where(item => item.Ticket == ticket)
            .Join(session.Db.Bulletins.Where(row => row.Status == BulletinStatus.Draft), item => item.Bulletin, row => row.Id, (item, row) => row.Id)
            .ToListAsync(cancellationToken);
        if (drafts.Count == 0)
            return;
        await session.Db.BulletinItems.Where(item => item.Ticket == ticket && drafts.Contains(item.Bulletin)).ExecuteDeleteAsync(cancellationToken);
        await session.Db.Bulletins.Where(row => drafts.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellationToken);
    }
}

/// <summary>When tickets came to their end.</summary>
internal static class TicketEnds
{
    private const int LongestChain = 50;

    /// <summary>The end from which a ticket's time runs; null while it, or the ticket that it was merged into, has none.</summary>
    public static async ValueTask<DateTimeOffset?> OfAsync(WriteSession session, Ticket ticket, CancellationToken cancellationToken)
    {
        var end = ticket.EndedAt;
        for (var i = 0; i < LongestChain && ticket is { State: TicketState.Merged, Into: { } into }; i++)
        {
            if (await session.FindTicketAsync(new(into), cancellationToken) is not { } other)
                return end;
            ticket = other;
            if (ticket.EndedAt is not { } its)
                return null;
            end = its > end ? its : end;
        }

        return end;
    }
}
