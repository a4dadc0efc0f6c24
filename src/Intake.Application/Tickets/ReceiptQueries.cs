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
        return snapshot is null ? null : await ViewAsync(db, authority, TicketRows.Read(snapshot), now, withHistory: true, cancellationToken);
    }

    /// <summary>Whether there is a ticket of this key.</summary>
    public async Task<bool> ExistsAsync(TicketId id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AnyAsync(row => row.Id == id.Value, cancellationToken);
    }

    /// <summary>The view of a ticket inside a running command, with what the command itself has added so far.</summary>
    public static ValueTask<ReceiptView> InSessionAsync(WriteSession session, Ticket ticket, bool withHistory, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return ViewAsync(session.Db, session.Authority, ticket, session.Now, withHistory, cancellationToken);
    }

    private static async ValueTask<ReceiptView> ViewAsync(IntakeDbContext db, Authority authority, Ticket ticket, DateTimeOffset now, bool withHistory, CancellationToken cancellationToken)
    {
        var events = withHistory ? await EventsAsync(db, ticket.Id, cancellationToken) : [];
        var bodies = await BodiesAsync(db, ticket, events, cancellationToken);
        return ReceiptView.Of(authority, ticket, bodies, now) with { History = ReceiptHistory.Of(events, bodies) };
    }

    private static async ValueTask<List<TicketEvent>> EventsAsync(IntakeDbContext db, TicketId id, CancellationToken cancellationToken)
    {
        var (from, to) = (id.Value * TicketEventRow.Factor, (id.Value + 1) * TicketEventRow.Factor);
        var saved = await db.TicketEvents.AsNoTracking().Where(row => row.Id >= from && row.Id < to).ToListAsync(cancellationToken);
        var added = db.TicketEvents.Local.Where(row => row.Id >= from && row.Id < to);
        return [.. saved.UnionBy(added, row => row.Id).OrderBy(row => row.Id).Select(TicketRows.Read)];
    }

    private static async ValueTask<Dictionary<long, string>> BodiesAsync(IntakeDbContext db, Ticket ticket, List<TicketEvent> events, CancellationToken cancellationToken)
    {
        var named = new[] { ticket.Texts[0], ticket.LastText(TextRole.Question), ReceiptView.ReplyOf(ticket) };
        long[] keys = [.. named.OfType<TextRef>().Select(text => text.Id).Concat(ReceiptHistory.TextsOf(events)).Distinct()];
        var bodies = await db.TicketTexts.AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Body, cancellationToken);
        foreach (var row in db.TicketTexts.Local.Where(row => keys.Contains(row.Id)))
            bodies[row.Id] = row.Body;
        return bodies;
    }
}
