using System.Data.Common;
using System.Text;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Testing;

/// <summary>Everything that a database holds, for tests of what it must not hold.</summary>
public static class DatabaseDump
{
    // The table that looks into an index without content can be read only through its shadows, which are listed too.
    private const string TablesOfSqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'";
    private const string TablesOfServers = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA IN ('public', 'dbo')";

    /// <summary>Every value of every table as text, tables of no model among them; bytes as UTF-8.</summary>
    public static async Task<string> ReadAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        var everything = new StringBuilder();
        foreach (var table in await ColumnAsync(connection, db.Database.IsSqlite() ? TablesOfSqlite : TablesOfServers, cancellationToken))
            await AddAsync(connection, table, everything, cancellationToken);
        return everything.ToString();
    }

    private static async Task<List<string>> ColumnAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            values.Add(reader.GetString(0));
        return values;
    }

    private static async Task AddAsync(DbConnection connection, string table, StringBuilder everything, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"SELECT * FROM \"{table}\"");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < reader.FieldCount; i++)
                everything.Append(table).Append('\t').Append(reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(i)).Append('\n');
        }
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        // Names of tables that the database itself lists.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
