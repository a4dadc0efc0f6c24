using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>Whether a database has the tables of this version of the program, and what brings it there.</summary>
internal static class DatabaseForm
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>Brings it to the tables of this version; tells which migrations that took.</summary>
    /// <param name="db">The database.</param>
    /// <param name="makeOthers">Makes the tables that are not the model's own, where they are missing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatabaseTroubleException">It is newer than the program, or cannot be reached or changed.</exception>
    public static Task<IReadOnlyList<string>> MigrateAsync(IntakeDbContext db, Func<Task> makeOthers, CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        var pending = await PendingAsync(db, cancellationToken);
        // To build an index over years of tickets takes longer than anybody who waits for a page should.
        if (!db.Database.IsSqlite())
            db.Database.SetCommandTimeout(Longest);
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        if (db.Database.IsSqlServer())
            await SqlServerStatements.AllowViewsAsync(db, cancellationToken);
        await makeOthers();
        return pending;
    });

    /// <summary>Does nothing when it has exactly the tables of this version.</summary>
    /// <exception cref="DatabaseTroubleException">Migrations are missing, it is newer than the program, or it cannot be reached.</exception>
    public static Task CheckAsync(IntakeDbContext db, CancellationToken cancellationToken) => ExplainedAsync(async () =>
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var pending = await PendingAsync(db, cancellationToken);
        return pending.Count == 0 ? pending : throw new DatabaseTroubleException(DatabaseTrouble.MigrationsMissing, string.Join(", ", pending));
    });

    private static async Task<IReadOnlyList<string>> PendingAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return applied.Except(known).LastOrDefault() is { } newer
            ? throw new DatabaseTroubleException(DatabaseTrouble.NewerThanProgram, newer)
            : [.. known.Except(applied)];
    }

    private static async Task<IReadOnlyList<string>> ExplainedAsync(Func<Task<IReadOnlyList<string>>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault is DbException or ArgumentException or InvalidOperationException && DatabaseFaults.TroubleOf(fault) is not null)
        {
            throw new DatabaseTroubleException(DatabaseFaults.TroubleOf(fault)!.Value, DatabaseFaults.WordsOf(fault), fault);
        }
    }
}
