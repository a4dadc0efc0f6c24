using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>What the product remembers of itself between starts, the same on every node: small values by name. A value that is secret is protected by who keeps it.</summary>
public sealed class NodeMemory(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>The value under a name (at most 64 characters); null when there is none.</summary>
    public Task<string?> RecallAsync(string name, CancellationToken cancellationToken) => contexts.RememberedAsync(name, cancellationToken);

    /// <summary>Remembers a value in the place of the one before. Of two nodes that do so at once, the last one's stays.</summary>
    public async Task RememberAsync(string name, string value, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await WriteAsync(db, name, value, cancellationToken))
            return;
        db.Settings.Add(new() { Id = name, Value = value });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (DatabaseFaults.IsRepeat(fault))
        {
            await WriteAsync(db, name, value, cancellationToken);
        }
    }

    /// <summary>Forgets a value.</summary>
    public async Task ForgetAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Settings.Where(row => row.Id == name).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> WriteAsync(IntakeDbContext db, string name, string value, CancellationToken cancellationToken) =>
        await db.Settings.Where(row => row.Id == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, value), cancellationToken) > 0;
}
