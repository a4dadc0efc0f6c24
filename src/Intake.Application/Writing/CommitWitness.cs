using System.Data.Common;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intake.Application.Writing;

/// <summary>
/// A new row of a transaction that tells afterwards whether the transaction was saved, where a server's answer to the commit
/// was lost.
/// </summary>
internal sealed class CommitWitness
{
    private const int MostTries = 5;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IEntityType _kind;
    private readonly object _row;
    private readonly object?[] _key;

    private CommitWitness(EntityEntry entry)
    {
        (_kind, _row) = (entry.Metadata, entry.CurrentValues.ToObject());
        _key = [.. _kind.FindPrimaryKey()!.Properties.Select(property => entry.CurrentValues[property])];
    }

    /// <summary>The witness of what is about to be saved; null when nothing is new, or the database is embedded and its answers cannot be lost.</summary>
    public static CommitWitness? Of(IntakeDbContext db)
    {
        if (db.Database.IsSqlite())
            return null;
        var added = db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList();
        // Events never change; another row may be another node's by the time it is asked for.
        return (added.Find(entry => entry.Entity is TicketEventRow) ?? added.FirstOrDefault()) is { } witness ? new(witness) : null;
    }

    /// <summary>Whether the row is there. A server that is away is asked again for some seconds.</summary>
    /// <exception cref="DbException">It stays away: nobody knows.</exception>
    public async Task<bool> IsSavedAsync(IDbContextFactory<IntakeDbContext> contexts)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await IsThereAsync(contexts);
            }
            catch (Exception fault) when (tries < MostTries && DatabaseFaults.IsAway(fault))
            {
                await Task.Delay(BetweenTries, TimeProvider.System);
            }
        }
    }

    // Written once more and taken back: unlike a look, that waits for a transaction which the server is still ending.
    private async Task<bool> IsThereAsync(IDbContextFactory<IntakeDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Database.SetCommandTimeout(Patience);
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(_row);
        try
        {
            await db.SaveChangesAsync();
            return false;
        }
        catch (DbUpdateException fault) when (DatabaseFaults.IsRepeat(fault))
        {
            await transaction.RollbackAsync();
            return await IsSameAsync(db);
        }
    }

    // Another node may have been quicker with a row of the same key.
    private async Task<bool> IsSameAsync(IntakeDbContext db)
    {
        var mine = db.Entry(_row).CurrentValues.Clone();
        db.ChangeTracker.Clear();
        return await db.FindAsync(_kind.ClrType, _key) is { } there
            && mine.Properties.All(property => property.GetValueComparer().Equals(mine[property], db.Entry(there).CurrentValues[property]));
    }
}
