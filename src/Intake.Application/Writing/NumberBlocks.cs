using System.Data.Common;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Writing;

/// <summary>
/// Gives out growing numbers from blocks taken from <see cref="CounterRow"/>. Used by the writer alone, so it needs no lock.
/// In an embedded database a block is taken inside the writer's transaction: there is no second writer. On a server it is
/// taken by one statement of its own, so that nodes wait for each other no longer than that, and stays taken whatever
/// becomes of the transaction.
/// </summary>
internal sealed class NumberBlocks(IDbContextFactory<IntakeDbContext> contexts)
{
    private const int BlockLength = 1_000;
    private readonly Dictionary<string, (long Next, long End)> _blocks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaved = new(StringComparer.Ordinal);

    /// <summary>The next number of a counter, from 1.</summary>
    public async ValueTask<long> NextAsync(IntakeDbContext db, string counter, CancellationToken cancellationToken)
    {
        if (!_blocks.TryGetValue(counter, out var block) || block.Next == block.End)
            block = db.Database.IsSqlite() ? await TakeInsideAsync(db, counter, cancellationToken) : await TakeAsync(counter, cancellationToken);
        _blocks[counter] = (block.Next + 1, block.End);
        return block.Next;
    }

    /// <summary>Forgets what a failed transaction has taken: nobody knows whether it was saved.</summary>
    public void Forget()
    {
        foreach (var counter in _unsaved)
            _blocks.Remove(counter);
        _unsaved.Clear();
    }

    private async ValueTask<(long Next, long End)> TakeInsideAsync(IntakeDbContext db, string counter, CancellationToken cancellationToken)
    {
        var row = await db.Counters.FindAsync([counter], cancellationToken);
        if (row is null)
        {
            row = new() { Id = counter, Next = 1 };
            db.Counters.Add(row);
        }

        var first = row.Next;
        row.Next += BlockLength;
        if (db.Entry(row).State == EntityState.Unchanged)
            db.Entry(row).State = EntityState.Modified;
        _unsaved.Add(counter);
        return (first, row.Next);
    }

    private async ValueTask<(long Next, long End)> TakeAsync(string counter, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = db.Database.IsNpgsql() ? PostgreSqlStatements.TakeNumbers : SqlServerStatements.TakeNumbers;
        Add(command, "@counter", counter);
        Add(command, "@length", (long)BlockLength);
        var first = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return (first, first + BlockLength);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
