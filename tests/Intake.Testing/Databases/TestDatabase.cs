using System.Collections.Concurrent;
using System.Globalization;
using Intake.Application.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Intake.Testing.Databases;

/// <summary>
/// The database of one test: a SQLite file in its folder, or a fresh database on a server, as the test's class says with
/// <see cref="OnAttribute"/>. A server that is not there makes the test a skipped one that says so.
/// </summary>
public static class TestDatabase
{
    /// <summary>Holds how to connect to a SQL Server on which databases may be made.</summary>
    public const string SqlServerSetting = "INTAKE_TEST_SQLSERVER";

    private const string Template = "intake_template";
    private const string Note = "database.txt";
    private static readonly Lazy<Task> TemplateMade = new(MakeTemplateAsync);
    private static readonly ConcurrentBag<string> Emptied = [];
    private static int _number;

    /// <summary>The database of the running test's class.</summary>
    public static DatabaseProvider Provider =>
        TestContext.Current.TestClass is { } running && Type.GetType($"{running.TestClassName}, {AssemblyName}") is { } type
        && Attribute.GetCustomAttribute(type, typeof(OnAttribute)) is OnAttribute on
            ? on.Provider
            : DatabaseProvider.Sqlite;

    private static string? SqlServer => Environment.GetEnvironmentVariable(SqlServerSetting);

    private static string AssemblyName => Path.GetFileNameWithoutExtension(TestContext.Current.TestAssembly!.AssemblyPath);

    /// <summary>Skips the running test unless it runs on one of these databases.</summary>
    /// <param name="why">What it is about that others do not have.</param>
    /// <param name="providers">Where it makes sense.</param>
    public static void Only(string why, params ReadOnlySpan<DatabaseProvider> providers)
    {
        if (!providers.Contains(Provider))
            Assert.Skip(why);
    }

    /// <summary>Skips the running test where the server of its class is missing.</summary>
    public static void Require()
    {
        if (Provider == DatabaseProvider.PostgreSql && PostgreSqlCluster.Missing is { } missing)
            Assert.Skip(missing);
        if (Provider == DatabaseProvider.SqlServer && string.IsNullOrEmpty(SqlServer))
            Assert.Skip($"No SQL Server: {SqlServerSetting} holds no connection string.");
    }

    /// <summary>The settings of a fresh database with nothing in it, or of the one that was left in this folder.</summary>
    public static async Task<DatabaseOptions> OpenAsync(string folder)
    {
        Require();
        var note = Path.Combine(folder, Note);
        if (File.Exists(note))
            return new(Provider, await File.ReadAllTextAsync(note), folder);
        switch (Provider)
        {
            case DatabaseProvider.PostgreSql:
                return await KeepAsync(note, await MakeOnPostgreSqlAsync());
            case DatabaseProvider.SqlServer:
                return await KeepAsync(note, NameOnSqlServer());
            default:
                return new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "intake.db")};Pooling=False", folder);
        }
    }

    /// <summary>Throws a database away; a file goes with its folder.</summary>
    public static async Task DropAsync(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        switch (options.Provider)
        {
            case DatabaseProvider.PostgreSql:
                await EmptyAsync(options.ConnectionString);
                break;
            case DatabaseProvider.SqlServer:
                await using (var db = Context(options))
                    await db.Database.EnsureDeletedAsync();
                break;
        }
    }

    // To make a database takes many times as long as to empty a small one for the next test.
    private static async Task EmptyAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                SET session_replication_role = replica; -- so that the order of the tables does not matter
                DO $$
                DECLARE name text;
                BEGIN
                    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '__EFMigrationsHistory' LOOP
                        EXECUTE format('DELETE FROM %I', name);
                    END LOOP;
                END $$;
                """;
            await command.ExecuteNonQueryAsync();
        }

        NpgsqlConnection.ClearPool(connection);
        Emptied.Add(connectionString);
    }

    private static async Task<DatabaseOptions> KeepAsync(string note, DatabaseOptions options)
    {
        await File.WriteAllTextAsync(note, options.ConnectionString);
        return options with { Folder = Path.GetDirectoryName(note)! };
    }

    private static async Task<DatabaseOptions> MakeOnPostgreSqlAsync()
    {
        var cluster = await PostgreSqlCluster.OfThisProcessAsync();
        if (Emptied.TryTake(out var emptied))
            return new(DatabaseProvider.PostgreSql, emptied, ".");
        await TemplateMade.Value;
        var name = NextName();
        await cluster.RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE {Template}");
        return new(DatabaseProvider.PostgreSql, cluster.ConnectionTo(name), ".");
    }

    private static DatabaseOptions NameOnSqlServer() =>
        new(DatabaseProvider.SqlServer, new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = NextName() }.ConnectionString, ".");

    // Migrated once; every other one is a copy of its files.
    private static async Task MakeTemplateAsync()
    {
        var cluster = await PostgreSqlCluster.OfThisProcessAsync();
        await cluster.RunAsync($"CREATE DATABASE {Template}");
        var options = new DatabaseOptions(DatabaseProvider.PostgreSql, cluster.ConnectionTo(Template) + ";Pooling=false", ".");
        await using var db = Context(options);
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("CHECKPOINT");
    }

    private static string NextName() =>
        string.Create(CultureInfo.InvariantCulture, $"intake_{Environment.ProcessId}_{Interlocked.Increment(ref _number)}");

    private static IntakeDbContext Context(DatabaseOptions options)
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, options);
        return new(builder.Options);
    }
}
