using Microsoft.Extensions.Configuration;

namespace Intake.Application.Data;

/// <summary>The databases that the product runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>Embedded, one machine.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, any number of nodes.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 or later, any number of nodes.</summary>
    SqlServer,
}

/// <summary>Where the data lies: <c>Database__Provider</c>, <c>ConnectionStrings__Intake</c>, <c>INTAKE_DATA</c>.</summary>
/// <param name="Provider">Default <see cref="DatabaseProvider.Sqlite"/>.</param>
/// <param name="ConnectionString">PostgreSQL's gets limits of time, and statements that stay prepared, where it says nothing of them itself. Default for SQLite: <c>intake.db</c> in the folder, and 10 seconds (<c>Default Timeout</c>) of waiting for somebody else's lock. A server has no default.</param>
/// <param name="Folder">The folder of database, attachments and keys. Default <c>data</c> below the current folder.</param>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString, string Folder)
{
    /// <summary>
    /// How long to wait for a PostgreSQL that may not be there any more, where the operator says nothing else: 5 s for a connection,
    /// 10 s for an answer, 1 s for the end of a statement that was given up; a connection that lies idle is tried every 10 s.
    /// A network that is cut says nothing at all, and the driver's own limits add up to minutes in which people get no answer.
    /// The statements that are asked most are kept prepared, so that the server reads and plans them once for a connection.
    /// Stands before what is given, since of two values the last one holds.
    /// </summary>
    private const string PostgreSqlDefaults = "Timeout=5;Command Timeout=10;Cancellation Timeout=1000;Keepalive=10;Max Auto Prepare=100;";

    /// <summary>
    /// Whether a commit waits until an embedded database has it on the disk. Default true. Without, a commit survives the end of
    /// the process all the same, and a power cut may take the last ones: for what can be fed in again, and for nothing else.
    /// </summary>
    public bool WaitsForDisk { get; init; } = true;

    /// <summary>Whether the database is a file of this machine, so that the program makes its tables itself and writes alone; a server's has its command <c>migrate</c> and several nodes.</summary>
    public bool IsEmbedded => Provider == DatabaseProvider.Sqlite;

    /// <summary>The file that an embedded database should lie in and does not; null when it is there, or is no file. To open it would make an empty one.</summary>
    public string? MissingFile()
    {
        switch (Provider)
        {
            case DatabaseProvider.Sqlite:
                SqliteNative.Use();
                return SqliteFile() is var file && File.Exists(file) ? null : file;
            default:
                return null;
        }
    }

    // Apart, so that SQLite's assembly is met only after it can be found.
    private string SqliteFile() => Path.GetFullPath(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(ConnectionString).DataSource);

    /// <summary>Reads the options from any source of configuration.</summary>
    /// <exception cref="DatabaseTroubleException">The provider is none of ours, or a server's connection string is missing.</exception>
    public static DatabaseOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var named = configuration["Database:Provider"] is { Length: > 0 } written ? written : nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new DatabaseTroubleException(DatabaseTrouble.Provider, $"{named} ({string.Join(", ", Enum.GetNames<DatabaseProvider>())})");
        var folder = Path.GetFullPath(configuration["INTAKE_DATA"] is { Length: > 0 } set ? set : "data");
        return new(provider, ConnectionOf(provider, configuration.GetConnectionString("Intake"), folder), folder);
    }

    private static string ConnectionOf(DatabaseProvider provider, string? given, string folder)
    {
        if (!string.IsNullOrWhiteSpace(given))
            return provider == DatabaseProvider.PostgreSql ? PostgreSqlDefaults + given : given;
        return provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(folder, "intake.db")};Default Timeout=10"
            : throw new DatabaseTroubleException(DatabaseTrouble.NoConnectionString, provider.ToString());
    }
}
