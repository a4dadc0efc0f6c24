using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>Reads what a receipt shows. Whether the receipt is a right one is asked before, with <see cref="ReceiptSecret.Matches"/> and <see cref="ReceiptGuard"/>.</summary>
public sealed class ReceiptQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>The view of a ticket with its history; null when there is none of this key.</summary>
    public async Task<ReceiptView?> FindAsync(Authority authority, TicketId id, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var snapshot = await db.Tickets.AsNoTracking().Where(row => row.Id == id.Value).Select(row => row.Snapshot).FirstOrDefaultAsync(cancellationToken);
        if (snapshot is null)
            return null;
        var ticket = TicketRows.Read(snapshot);
        var events = await EventsAsync(db, id, cancellationToken);
        return View(authority, ticket, await BodiesAsync(db, TextsOf(ticket, events), cancellationToken), events, now);
    }

    /// <summary>Whether there is a ticket of this key.</summary>
    public async Task<bool> ExistsAsync(TicketId id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AnyAsync(row => row.Id == id.Value, cancellationToken);
    }

    /// <summary>The view of a ticket inside a running command, with what the command itself has added so far.</summary>
    public static async ValueTask<ReceiptView> InSessionAsync(WriteSession session, Ticket ticket, bool withHistory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(ticket);
        var events = withHistory ? await EventsAsync(session.Db, ticket.Id, cancellationToken) : [];
        var texts = TextsOf(ticket, events);
        foreach (var row in session.Db.TicketTexts.Local.Where(row => texts.Contains(row.Id)))
            session.Bodies[row.Id] = row.Body;
        await LoadBodiesAsync(session, [.. texts.Where(key => !session.Bodies.ContainsKey(key))], cancellationToken);
        return View(session.Authority, ticket, session.Bodies, events, session.Now);
    }

    /// <summary>Loads texts that are going to be shown.</summary>
    internal static async ValueTask LoadBodiesAsync(WriteSession session, IReadOnlyCollection<long> keys, CancellationToken cancellationToken = default)
    {
        foreach (var (key, body) in keys.Count > 0 ? await BodiesAsync(session.Db, keys, cancellationToken) : [])
            session.Bodies[key] = body;
    }

    /// <summary>The keys of the texts that a receipt shows.</summary>
    internal static IReadOnlyCollection<long> TextsOf(Ticket ticket, IReadOnlyList<TicketEvent>? events = null)
    {
        var named = new[] { ticket.Texts[0], ticket.LastText(TextRole.Question), ReceiptView.ReplyOf(ticket) };
        return [.. named.OfType<TextRef>().Select(text => text.Id).Concat(ReceiptHistory.TextsOf(events ?? [])).Distinct()];
    }

    private static ReceiptView View(Authority authority, Ticket ticket, Dictionary<long, string> bodies, List<TicketEvent> events, DateTimeOffset now) =>
        ReceiptView.Of(authority, ticket, bodies, now) with { History = ReceiptHistory.Of(events, bodies) };

    private static async ValueTask<List<TicketEvent>> EventsAsync(IntakeDbContext db, TicketId id, CancellationToken cancellationToken)
    {
        var (from, to) = (id.Value * TicketEventRow.Factor, (id.Value + 1) * TicketEventRow.Factor);
        var saved = await db.TicketEvents.AsNoTracking().Where(row => row.Id >= from && row.Id < to).ToListAsync(cancellationToken);
        var added = db.TicketEvents.Local.Where(row => row.Id >= from && row.Id < to);
        return [.. saved.UnionBy(added, row => row.Id).OrderBy(row => row.Id).Select(TicketRows.Read)];
    }

    private static async ValueTask<Dictionary<long, string>> BodiesAsync(IntakeDbContext db, IReadOnlyCollection<long> keys, CancellationToken cancellationToken)
    {
        long[] some = [.. keys];
        return await db.TicketTexts.AsNoTracking().Where(row => EF.Parameter(some).Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Body, cancellationToken);
    }
}
