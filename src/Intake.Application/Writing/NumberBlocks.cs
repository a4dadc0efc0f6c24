using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Writing;

/// <summary>Gives out growing numbers from blocks taken from <see cref="CounterRow"/> inside the writer's transaction. Used by the writer alone, so it needs no lock.</summary>
internal sealed class NumberBlocks
{
    private const int BlockLength = 1_000;
    private readonly Dictionary<string, (long Next, long End)> _blocks = new(StringComparer.Ordinal);

    /// <summary>The next number of a counter, from 1.</summary>
    public async ValueTask<long> NextAsync(IntakeDbContext db, string counter, CancellationToken cancellationToken)
    {
        if (!_blocks.TryGetValue(counter, out var block) || block.Next == block.End)
            block = await TakeAsync(db, counter, cancellationToken);
        _blocks[counter] = (block.Next + 1, block.End);
        return block.Next;
    }

    /// <summary>Forgets every block: after a failed transaction nobody knows which of them were saved.</summary>
    public void Forget() => _blocks.Clear();

    private static async ValueTask<(long Next, long End)> TakeAsync(IntakeDbContext db, string counter, CancellationToken cancellationToken)
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
        return (first, row.Next);
    }
}
