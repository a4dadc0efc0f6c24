using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Begins a bulletin of a series for a period; answers its key.</summary>
public sealed class BeginBulletin(Actor actor, string series, DateOnly from, DateOnly to, string title = "") : Command<Outcome<long>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<long>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var decision = Editing.Begin(session.By(actor), await session.NextAsync("bulletin", cancellationToken), series, from, to, title);
        if (!decision.Succeeded)
            return decision.Refusal;
        var bulletin = decision.Value;
        var row = new BulletinRow { Id = bulletin.Id, Series = bulletin.Series, Editor = bulletin.Editor, CreatedAt = session.Now, Version = 1 };
        BulletinReading.Write(bulletin, row);
        session.Db.Bulletins.Add(row);
        return bulletin.Id;
    }
}

/// <summary>Sets period, title and foreword.</summary>
public sealed class DescribeBulletin(long id, Actor actor, DateOnly from, DateOnly to, string title, string foreword, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(bulletin);
        return Editing.Describe(deciding, bulletin, from, to, title, foreword, await BulletinTickets.PeopleAsync(session, bulletin, cancellationToken));
    }
}

/// <summary>Puts written-off tickets into a bulletin, in the order named, each with copies of its texts in which personal data is found.</summary>
public sealed class ChooseItems(long id, Actor actor, IReadOnlyList<TicketId> tickets, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(bulletin);
        var wanted = tickets.Distinct().Select(ticket => ticket.Value).ToList();
        var found = (await session.FindTicketsAsync(wanted, cancellationToken)).ToDictionary(ticket => ticket.Id.Value);
        if (found.Count < wanted.Count)
            return TicketRefusals.NoSuchTicket;
        var taken = await TakenAsync(session, bulletin, wanted, cancellationToken);
        var texts = await WrittenTexts.ReadAsync(session.Db, found.Values, cancellationToken);
        var chosen = new List<ChosenTicket>();
        foreach (var key in wanted)
        {
            var own = await BulletinTickets.OwnFieldsAsync(session.Db, found[key], cancellationToken);
            chosen.Add(new(found[key], texts[key].Matter, texts[key].Reply, own, taken.Contains(key)));
        }

        return Editing.Choose(deciding, bulletin, chosen);
    }

    /// <summary>Which of the tickets stand in another bulletin of the series that is not withdrawn, or are being put into one by this transaction.</summary>
    private static async ValueTask<HashSet<long>> TakenAsync(WriteSession session, Bulletin bulletin, List<long> wanted, CancellationToken cancellationToken)
    {
        await session.Db.BulletinItems.Where(item => wanted.Contains(item.Ticket)).LoadAsync(cancellationToken);
        var items = session.Db.BulletinItems.Local.Where(item => item.Bulletin != bulletin.Id && !item.IsStruck && wanted.Contains(item.Ticket)).ToList();
        var bulletins = items.Select(item => item.Bulletin).Distinct().ToList();
        await session.Db.Bulletins.Where(row => bulletins.Contains(row.Id)).LoadAsync(cancellationToken);
        var ofSeries = session.Db.Bulletins.Local.Where(row => row.Series == bulletin.Series && row.Status != BulletinStatus.Withdrawn).Select(row => row.Id).ToHashSet();
        return [.. items.Where(item => ofSeries.Contains(item.Bulletin)).Select(item => item.Ticket)];
    }
}

/// <summary>Takes an item out; in a correction it is struck.</summary>
public sealed class RemoveItem(long id, Actor actor, TicketId ticket, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Editing.Remove(deciding, bulletin, ticket));
}

/// <summary>Sets the order of the items; each is named once.</summary>
public sealed class OrderItems(long id, Actor actor, IReadOnlyList<TicketId> order, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken) =>
        new(Editing.Order(deciding, bulletin, order));
}

/// <summary>Words an item anew.</summary>
public sealed class EditItemText(long id, Actor actor, TicketId ticket, ItemWords words, int? seenVersion = null) : BulletinCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override async ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var own = await session.FindTicketAsync(ticket, cancellationToken) is { } found
            ? await BulletinTickets.PeopleAsync(session, found, cancellationToken)
            : OwnFields.None;
        return Editing.Word(deciding, bulletin, ticket, words, own);
    }
}

/// <summary>Throws a draft away that has no number yet; answers its key.</summary>
public sealed class DiscardBulletin(long id, Actor actor, int? seenVersion = null) : Command<Outcome<long>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<long>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await LoadedBulletin.FindAsync(session, id, cancellationToken) is not { } loaded)
            return BulletinRefusals.NoSuchBulletin;
        if (seenVersion is { } seen && seen != loaded.Row.Version)
            return BulletinRefusals.BulletinChangedMeanwhile;
        if (Publishing.Discard(session.By(actor), loaded.Bulletin) is { } refusal)
            return refusal;
        session.Db.BulletinItems.RemoveRange(loaded.Items);
        session.Db.Bulletins.Remove(loaded.Row);
        return id;
    }
}
