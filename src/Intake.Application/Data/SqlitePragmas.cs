using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Data;

/// <summary>
/// What every SQLite connection is set to. Write-ahead log with full sync: a commit that was answered survives a power
/// cut. The busy time is how long a reader or another process waits for the writer before "database is locked": the
/// connection's <c>Default Timeout</c>, so that neither of the two waits longer than the other.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 4000;
        """;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = CommandOf(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = CommandOf(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand CommandOf(DbConnection connection)
    {
        var seconds = ((SqliteConnection)connection).DefaultTimeout;
        var command = connection.CreateCommand();
        // A number of our own and constants: nothing in it comes from elsewhere.
#pragma warning disable CA2100
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {seconds * 1_000};\n{Pragmas}");
#pragma warning restore CA2100
        return command;
    }
}
