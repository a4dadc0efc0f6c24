using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Data;

/// <summary>
/// What every SQLite connection is set to. Write-ahead log with full sync: a commit that was answered survives a power
/// cut. The busy time is how long a reader or another process waits for the writer before "database is locked": the
/// connection's <c>Default Timeout</c>, so that neither of the two waits longer than the other. A connection that comes out
/// of the pool again has its settings still: it is told by the size of its cache, which is set last. What is deleted is
/// overwritten in the file, on every system and not only where the library was built so.
/// </summary>
/// <param name="waitsForDisk">As <see cref="DatabaseOptions.WaitsForDisk"/>.</param>
internal sealed class SqlitePragmas(bool waitsForDisk) : DbConnectionInterceptor
{
    private const long CacheSize = -2048;
    private const string IsSet = "PRAGMA cache_size";

    private readonly string _pragmas = string.Create(CultureInfo.InvariantCulture, $"""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = {(waitsForDisk ? "FULL" : "NORMAL")};
        PRAGMA foreign_keys = ON;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA cache_size = {CacheSize};
        """);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = IsSet;
        if (command.ExecuteScalar() is CacheSize)
            return;
        command.CommandText = Settings(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = IsSet;
        if (await command.ExecuteScalarAsync(cancellationToken) is CacheSize)
            return;
        command.CommandText = Settings(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string Settings(DbConnection connection) =>
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {((SqliteConnection)connection).DefaultTimeout * 1_000};\n{_pragmas}");
}
