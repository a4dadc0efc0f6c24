using System.Collections.Concurrent;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Ledgers;

/// <summary>
/// Verifies every ticket's chain of hashes against what is stored: events, rows and texts. Reads only, needs nothing but the
/// database, and may run beside the product.
/// </summary>
public sealed class LedgerVerification(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Verifies everything.</summary>
    /// <param name="progress">Hears how far it is; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What is wrong, by ticket; empty when nothing is.</returns>
    public Task<IReadOnlyList<LedgerProblem>> RunAsync(IProgress<Headway>? progress, CancellationToken cancellationToken) =>
        new LedgerWalk(contexts).RunAsync(progress, cancellationToken);
}

/// <summary>One verification, from its start to its end.</summary>
internal sealed class LedgerWalk(IDbContextFactory<IntakeDbContext> contexts)
{
    private readonly ConcurrentBag<LedgerProblem> _problems = [];
    private readonly NamedTexts _named = new();
    private long _done;

    public async Task<IReadOnlyList<LedgerProblem>> RunAsync(IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        var (all, lastText) = await BeginAsync(cancellationToken);
        await Parallel.ForEachAsync(LedgerWindows.OfAsync(contexts, cancellationToken), cancellationToken, async (window, token) =>
        {
            await VerifyAsync(window, token);
            progress?.Report(new(Interlocked.Add(ref _done, window.Tickets), all));
        });
        await FindUnknownTextsAsync(lastText, cancellationToken);
        return [.. _problems.OrderBy(problem => problem.Ticket).ThenBy(problem => problem.Where).ThenBy(problem => problem.Fault)];
    }

    private async Task<(long Tickets, long LastText)> BeginAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await db.TicketTexts.MaxAsync(row => (long?)row.Id, cancellationToken);
        return (await db.Tickets.LongCountAsync(cancellationToken), last ?? 0);
    }

    private async Task VerifyAsync(LedgerWindow window, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var look = await LedgerWindows.LookAsync(db, cancellationToken);
        var rows = await db.Tickets.AsNoTracking().Where(row => row.Id >= window.From && row.Id <= window.To)
            .Select(row => new { row.Id, row.Version, row.Snapshot }).ToDictionaryAsync(row => row.Id, cancellationToken);
        var events = await LedgerWindows.EventsAsync(db, window, cancellationToken);
        var chains = events.Select(log => (log.Key, Chain: TicketChain.Walk(new(log.Key), log.Value))).ToList();
        var texts = await TextsAsync(db, [.. chains.SelectMany(one => one.Chain.Ticket?.Texts ?? []).Select(text => text.Id)], cancellationToken);
        foreach (var (ticket, chain) in chains)
        {
            if (rows.TryGetValue(ticket, out var row))
                chain.CompareWith(row.Version, row.Snapshot);
            else
                Report(new(new(ticket), LedgerFault.NoRow));
            chain.CompareWith(texts);
            _named.AddOf(chain);
            foreach (var problem in chain.Problems)
                Report(problem);
        }

        foreach (var ticket in rows.Keys.Where(ticket => !events.ContainsKey(ticket)))
            Report(new(new(ticket), LedgerFault.NoEvents));
    }

    private static async Task<Dictionary<long, StoredText>> TextsAsync(IntakeDbContext db, long[] keys, CancellationToken cancellationToken) =>
        await db.TicketTexts.AsNoTracking().Where(row => EF.Parameter(keys).Contains(row.Id))
            .Select(row => new StoredText(row.Id, row.Ticket, row.Salt, row.Body)).ToDictionaryAsync(text => text.Id, cancellationToken);

    /// <summary>Texts that no log names. Those of a ticket that is reported already, or that came while this ran, are left out.</summary>
    private async Task FindUnknownTextsAsync(long lastText, CancellationToken cancellationToken)
    {
        var broken = _problems.Select(problem => problem.Ticket.Value).ToHashSet();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var text in db.TicketTexts.AsNoTracking().Where(row => row.Id <= lastText).Select(row => new { row.Id, row.Ticket }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!_named.Contains(text.Id) && !broken.Contains(text.Ticket))
                Report(new(new(text.Ticket), LedgerFault.TextUnknown, text.Id));
        }
    }

    private void Report(LedgerProblem problem) => _problems.Add(problem);

    /// <summary>Keys of all texts that the logs name, one bit each.</summary>
    private sealed class NamedTexts
    {
        private readonly Lock _lock = new();
        private ulong[] _bits = new ulong[1_024];

        public void AddOf(TicketChain chain)
        {
            lock (_lock)
            {
                foreach (var text in chain.Ticket?.Texts ?? [])
                    Add(text.Id);
            }
        }

        public bool Contains(long key) => key >= 0 && key / 64 < _bits.Length && (_bits[key / 64] & (1UL << (int)(key % 64))) != 0;

        private void Add(long key)
        {
            // A key that no counter gives out is met in a forged log only; its text is missed and so reported.
            if (key is < 0 or > 64L * int.MaxValue)
                return;
            if (key / 64 >= _bits.Length)
                Array.Resize(ref _bits, (int)Math.Max(_bits.Length * 2L, (key / 64) + 1));
            _bits[key / 64] |= 1UL << (int)(key % 64);
        }
    }
}
