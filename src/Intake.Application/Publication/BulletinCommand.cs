using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>
/// Something that is done to one bulletin: loads it, lets the domain decide, writes what it decides. Answers the bulletin
/// after it, or the refusal. With <paramref name="seenVersion"/> it is refused when somebody changed the bulletin since.
/// </summary>
public abstract class BulletinCommand(long id, Actor actor, int? seenVersion) : Command<Outcome<Bulletin>>
{
    /// <summary>The decision of the domain.</summary>
    protected abstract ValueTask<Outcome<Bulletin>> DecideAsync(Deciding deciding, Bulletin bulletin, WriteSession session, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected internal sealed override async ValueTask<Outcome<Bulletin>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await LoadedBulletin.FindAsync(session, id, cancellationToken) is not { } loaded)
            return BulletinRefusals.NoSuchBulletin;
        if (seenVersion is { } seen && seen != loaded.Row.Version)
            return BulletinRefusals.BulletinChangedMeanwhile;
        var decision = await DecideAsync(session.By(actor), loaded.Bulletin, session, cancellationToken);
        if (decision.Succeeded)
            loaded.Save(session, decision.Value);
        return decision;
    }
}

/// <summary>A bulletin with its rows, tracked by the session.</summary>
internal sealed record LoadedBulletin(Bulletin Bulletin, BulletinRow Row, IReadOnlyList<BulletinItemRow> Items)
{
    /// <summary>The bulletin, with what earlier commands of the same transaction made of it; null when there is none.</summary>
    public static async ValueTask<LoadedBulletin?> FindAsync(WriteSession session, long id, CancellationToken cancellationToken)
    {
        var row = await session.Db.Bulletins.FindAsync([id], cancellationToken);
        if (row is null || session.Db.Entry(row).State == EntityState.Deleted)
            return null;
        await session.Db.BulletinItems.Where(item => item.Bulletin == id).LoadAsync(cancellationToken);
        var items = session.Db.BulletinItems.Local.Where(item => item.Bulletin == id).ToList(); // without those that are deleted
        return new(BulletinReading.Read(row, items), row, items);
    }

    /// <summary>The bulletin as readers see it.</summary>
    public Bulletin Published => BulletinReading.ReadPublished(Row, Items);

    /// <summary>Writes the bulletin that a decision has made of it.</summary>
    public void Save(WriteSession session, Bulletin after)
    {
        Row.Version++;
        BulletinReading.Write(after, Row);
        session.Changed(Row);
        session.Db.BulletinItems.RemoveRange(Items.Where(row => after.Items.All(item => item.Ticket.Value != row.Ticket)));
        for (var i = 0; i < after.Items.Count; i++)
            SaveItem(session, after.Items[i], i + 1, after.IsOpen);
    }

    private void SaveItem(WriteSession session, BulletinItem item, int position, bool isOpen)
    {
        var row = Items.FirstOrDefault(row => row.Ticket == item.Ticket.Value);
        row ??= Again(session, item.Ticket) ?? session.Db.BulletinItems.Add(new() { Bulletin = Row.Id, Ticket = item.Ticket.Value }).Entity;
        BulletinReading.Write(item, position, isOpen, row);
        session.Changed(row);
    }

    /// <summary>A row that an earlier command of the same transaction has taken out.</summary>
    private BulletinItemRow? Again(WriteSession session, TicketId ticket)
    {
        var entry = session.Db.ChangeTracker.Entries<BulletinItemRow>()
            .FirstOrDefault(entry => entry.State == EntityState.Deleted && entry.Entity.Bulletin == Row.Id && entry.Entity.Ticket == ticket.Value);
        if (entry is null)
            return null;
        entry.State = EntityState.Modified;
        return entry.Entity;
    }
}

/// <summary>What a bulletin's decisions ask of tickets.</summary>
internal static class BulletinTickets
{
    /// <summary>The tickets of a bulletin's standing items.</summary>
    public static async ValueTask<IReadOnlyList<Ticket>> OfAsync(WriteSession session, Bulletin bulletin, CancellationToken cancellationToken) =>
        await session.FindTicketsAsync([.. bulletin.StandingItems.Select(item => item.Ticket.Value)], cancellationToken);

    /// <summary>Who has to do with the tickets of a bulletin's items, by the tickets' fields and by what is found in their texts.</summary>
    public static async ValueTask<OwnFields> PeopleAsync(WriteSession session, Bulletin bulletin, CancellationToken cancellationToken)
    {
        var all = OwnFields.None;
        foreach (var ticket in await session.FindTicketsAsync([.. bulletin.Items.Select(item => item.Ticket.Value)], cancellationToken))
        {
            var own = await PeopleAsync(session, ticket, cancellationToken);
            all = new([.. all.Names.Union(own.Names)], [.. all.Numbers.Union(own.Numbers)]);
        }

        return all;
    }

    /// <summary>The same for one ticket.</summary>
    public static async ValueTask<OwnFields> PeopleAsync(WriteSession session, Ticket ticket, CancellationToken cancellationToken)
    {
        var own = await OwnFieldsAsync(session.Db, ticket, cancellationToken);
        var texts = (await WrittenTexts.ReadAsync(session.Db, [ticket], cancellationToken))[ticket.Id.Value];
        return own.With(MaskedText.Of(texts.Matter, own), MaskedText.Of(texts.Reply, own));
    }

    /// <summary>What the fields of a ticket say about people: the requester's name and number, the handler's name, and whom the place and the answers name.</summary>
    public static async ValueTask<OwnFields> OwnFieldsAsync(Data.IntakeDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        var requester = ticket.Requester is { } key
            ? await db.Requesters.AsNoTracking().Where(row => row.Id == key).Select(row => new { row.Name, row.Phone }).FirstOrDefaultAsync(cancellationToken)
            : null;
        var handler = ticket.Handler is { } user
            ? await db.Users.AsNoTracking().Where(member => member.UserName == user).Select(member => member.DisplayName).FirstOrDefaultAsync(cancellationToken)
            : null;
        var own = new OwnFields([.. new[] { requester?.Name, handler }.OfType<string>().Where(name => name.Trim().Length > 1)], requester?.Phone is { } phone ? [phone] : []);
        return own.With(MaskedText.Of(await ParticularsAsync(db, ticket, cancellationToken), own));
    }

    private static async ValueTask<string> ParticularsAsync(Data.IntakeDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        if (ticket.LastText(TextRole.Particulars)?.Id is not { } key)
            return "";
        var body = await db.TicketTexts.AsNoTracking().Where(row => row.Id == key).Select(row => row.Body).FirstOrDefaultAsync(cancellationToken);
        return string.IsNullOrEmpty(body) ? "" : TicketParticulars.FromJson(body).Words;
    }
}
