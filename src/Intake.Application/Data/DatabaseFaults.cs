using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Intake.Application.Data;

/// <summary>What a fault means, whatever database it comes from: the one place that knows the databases' codes.</summary>
public static class DatabaseFaults
{
    /// <summary>Whether another was quicker with the same rows, so that running the command again will see what that one wrote.</summary>
    public static bool IsConflict(Exception fault) => fault is DbUpdateConcurrencyException || IsRepeat(fault) || Inner(fault) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } => true,
        // Chosen as the victim of a deadlock; changed since the view of the transaction was taken; a lock not had in time.
        SqlException { Number: 1205 or 3960 or 1222 } => true,
        _ => false,
    };

    /// <summary>Whether a row with this key is there already.</summary>
    public static bool IsRepeat(Exception fault) => Inner(fault) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        SqlException { Number: 2601 or 2627 } => true,
        _ => false,
    };

    /// <summary>Whether the database is held by somebody else or not there, whatever is to be written: trying again at once would wait as long again.</summary>
    public static bool IsAway(Exception fault) => Inner(fault) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6, // busy, locked
        PostgresException { SqlState: { } state } => state is PostgresErrorCodes.CannotConnectNow || state.StartsWith("08", StringComparison.Ordinal)
            || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException => true, // not the server's answer: no connection, or one that was lost
        SqlException server => server.Class >= 20 || server.Number is -2 or -1 or 0 or 2 or 20 or 53 or 64 or 121 or 233 or 4060 or 10053 or 10054 or 10060 or 10061 or 40197 or 40501 or 40613 or 1105 or 9002 or 18456,
        TimeoutException or SocketException => true,
        _ => false,
    };

    /// <summary>What a person has to do about it; null when it is a fault of the program.</summary>
    public static DatabaseTrouble? TroubleOf(Exception fault) => Inner(fault) switch
    {
        PostgresException { SqlState: { } state } => OfPostgres(state),
        SqlException server => OfSqlServer(server.Number),
        NpgsqlException or TimeoutException or SocketException => DatabaseTrouble.Unreachable,
        SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode),
        // What the builders of connection strings throw.
        ArgumentException or FormatException => DatabaseTrouble.ConnectionString,
        _ => null,
    };

    /// <summary>The database's own words, on one line.</summary>
    public static string WordsOf(Exception fault) =>
        (Inner(fault) is PostgresException postgres ? postgres.MessageText : Inner(fault).Message).ReplaceLineEndings(" ").Trim();

    private static DatabaseTrouble? OfPostgres(string state) => state switch
    {
        PostgresErrorCodes.InvalidCatalogName => DatabaseTrouble.NoDatabase,
        // Without the right to use any schema, there is none to make tables in.
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName => DatabaseTrouble.NoRights,
        _ when state.StartsWith("28", StringComparison.Ordinal) => DatabaseTrouble.LoginRefused,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) => DatabaseTrouble.Unreachable,
        _ => null,
    };

    private static DatabaseTrouble? OfSqlServer(int number) => number switch
    {
        4060 => DatabaseTrouble.NoDatabase,
        18456 or 18452 or 18470 or 18487 or 18488 => DatabaseTrouble.LoginRefused,
        229 or 230 or 262 or 297 or 300 or 916 or 1088 or 2760 or 5011 or 15247 => DatabaseTrouble.NoRights,
        -2 or -1 or 0 or 2 or 20 or 53 or 64 or 121 or 233 or 10053 or 10054 or 10060 or 10061 or 40197 or 40501 or 40613 => DatabaseTrouble.Unreachable,
        _ => null,
    };

    private static DatabaseTrouble? OfSqlite(int code) => code switch
    {
        3 or 8 or 23 => DatabaseTrouble.NoRights, // permission, read-only, not authorized
        5 or 6 or 10 or 13 or 14 => DatabaseTrouble.Unreachable, // busy, locked, fault of the disk, full, cannot be opened
        11 or 26 => DatabaseTrouble.NoDatabase, // damaged, or another kind of file
        _ => null,
    };

    private static Exception Inner(Exception fault)
    {
        // A fault of saving, or of a strategy that gave up, wraps the database's own.
        for (var one = fault; one is not null; one = one.InnerException)
        {
            if (one is DbException)
                return one;
        }

        return fault;
    }
}
