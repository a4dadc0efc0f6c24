using System.Data;
using System.Runtime.CompilerServices;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Intake.Application.Ledgers;

/// <summary>A stretch of ticket keys, both ends included.</summary>
internal readonly record struct LedgerWindow(long From, long To, int Tickets);

/// <summary>Cuts the ledger into stretches of keys without gaps between them, so that events of tickets that have no row are met too.</summary>
internal static class LedgerWindows
{
    private const int TicketsInOne = 400;
    private const long LastKey = long.MaxValue / TicketEventRow.Factor - 1;

    public static async IAsyncEnumerable<LedgerWindow> OfAsync(IDbContextFactory<IntakeDbContext> contexts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        long from = 0;
        while (true)
        {
            var start = from;
            var keys = await db.Tickets.Where(row => row.Id >= start).OrderBy(row => row.Id).Select(row => row.Id).Take(TicketsInOne).ToListAsync(cancellationToken);
            var isLast = keys.Count < TicketsInOne;
            yield return new(from, isLast ? LastKey : keys[^1], keys.Count);
            if (isLast)
                yield break;
            from = keys[^1] + 1;
        }
    }

    /// <summary>The events of a stretch, ticket by ticket.</summary>
    public static async Task<Dictionary<long, List<TicketEventRow>>> EventsAsync(IntakeDbContext db, LedgerWindow window, CancellationToken cancellationToken)
    {
        var (first, end) = (window.From * TicketEventRow.Factor, (window.To + 1) * TicketEventRow.Factor);
        var events = new Dictionary<long, List<TicketEventRow>>(window.Tickets);
        await foreach (var row in db.TicketEvents.AsNoTracking().Where(row => row.Id >= first && row.Id < end).OrderBy(row => row.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var ticket = row.Id / TicketEventRow.Factor;
            if (!events.TryGetValue(ticket, out var log))
                events[ticket] = log = [];
            log.Add(row);
        }

        return events;
    }

    /// <summary>A view in which rows and events belong together although others write meanwhile, and that keeps nobody from writing.</summary>
    public static async Task<IDbContextTransaction> LookAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            return (await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellationToken))!;
        // What PostgreSQL calls repeatable read is a view of one moment; SQL Server would keep writers waiting for it.
        return await db.Database.BeginTransactionAsync(db.Database.IsSqlServer() ? IsolationLevel.Snapshot : IsolationLevel.RepeatableRead, cancellationToken);
    }
}
