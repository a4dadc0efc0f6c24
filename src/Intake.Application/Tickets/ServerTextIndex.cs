using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Intake.Application.Tickets;

/// <summary>
/// What the text indexes of servers have in common: ordinary tables that migrations make and that go with their texts,
/// filled by whichever node is at it. Numbers are given to nodes in blocks, so that texts do not come in the order of
/// their keys: a quick look takes in the last blocks of many nodes, the sweep the rest.
/// </summary>
internal abstract class ServerTextIndex : TextIndex
{
    private const long LastBlocks = 10_000;
    private const long Stretch = 100_000;

    public override Task MakeAsync(IntakeDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task<IQueryable<TicketTextRow>> NewAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        var from = (await Keys(db).Select(key => (long?)key).MaxAsync(cancellationToken) ?? 0) - LastBlocks;
        return NotIn(db, db.TicketTexts.Where(text => text.Id > from));
    }

    public override async Task<IReadOnlyList<long>> MissingAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        var there = await CountAsync(db.TicketTexts.Select(text => text.Id), cancellationToken);
        var indexed = await CountAsync(Keys(db), cancellationToken);
        List<long> missing = [];
        foreach (var stretch in there.Where(one => indexed.GetValueOrDefault(one.Key) < one.Value).Select(one => one.Key).Order())
        {
            var (from, end) = (stretch * Stretch, (stretch + 1) * Stretch);
            missing.AddRange(await NotIn(db, db.TicketTexts.Where(text => text.Id >= from && text.Id < end)).Select(text => text.Id).ToListAsync(cancellationToken));
        }

        return missing;
    }

    public override async Task<IReadOnlySet<long>> KnownAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        (await Keys(db).Where(key => ids.Contains(key)).ToListAsync(cancellationToken)).ToHashSet();

    public override Task<bool> MergeAsync(IntakeDbContext db, bool begins, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The keys of the texts that are in the index.</summary>
    protected abstract IQueryable<long> Keys(IntakeDbContext db);

    /// <summary>The one value that a statement answers, in the transaction of the context.</summary>
    protected static async Task<object?> AskAsync(IntakeDbContext db, string statement, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        // One of the constants of the statements' files.
#pragma warning disable CA2100
        command.CommandText = statement;
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("The turn of the text index lasts as long as a transaction.");
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private IQueryable<TicketTextRow> NotIn(IntakeDbContext db, IQueryable<TicketTextRow> texts) => texts.Where(text => !Keys(db).Any(key => key == text.Id));

    private static Task<Dictionary<long, int>> CountAsync(IQueryable<long> keys, CancellationToken cancellationToken) => keys
        .GroupBy(key => key / Stretch)
        .Select(group => new { group.Key, Count = group.Count() })
        .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
}
