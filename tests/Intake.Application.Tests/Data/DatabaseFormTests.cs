using Intake.Application.Data;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Intake.Application.Tests.Data;

/// <summary>What is wrong with a database is said in one word that has a sentence in the program's texts.</summary>
public class DatabaseFormTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_database_is_left_alone()
    {
        await using var test = await Database.OpenAsync();
        await test.Services.MigrateIntakeAsync(Token);
        await using (var db = test.Context())
            await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Later', '99')", Token);

        var trouble = await Assert.ThrowsAsync<DatabaseTroubleException>(() => test.Services.PrepareIntakeAsync(Token));
        Assert.Equal((DatabaseTrouble.NewerThanProgram, "29990101000000_Later"), (trouble.Trouble, trouble.Detail));
        Assert.Equal(DatabaseTrouble.NewerThanProgram, (await Assert.ThrowsAsync<DatabaseTroubleException>(() => test.Services.MigrateIntakeAsync(Token))).Trouble);
    }

    [Fact]
    public async Task To_migrate_twice_is_to_do_nothing_the_second_time()
    {
        await using var test = await Database.OpenAsync();
        await test.Services.MigrateIntakeAsync(Token);
        Assert.Empty(await test.Services.MigrateIntakeAsync(Token));
        await test.Services.PrepareIntakeAsync(Token);
    }

    [Fact]
    public async Task A_server_without_the_tables_of_this_version_is_not_worked_on()
    {
        TestDatabase.Only("An embedded database is brought to the tables of this version at start.", DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer);
        await using var test = await Database.OpenAsync();
        await using (var db = test.Context())
        {
            await db.Database.MigrateAsync(Token);
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"", Token);
        }

        Assert.Equal(DatabaseTrouble.MigrationsMissing, (await Assert.ThrowsAsync<DatabaseTroubleException>(() => test.Services.PrepareIntakeAsync(Token))).Trouble);
    }

    [Theory]
    [InlineData("Database=nowhere", DatabaseTrouble.NoDatabase)]
    [InlineData("Port=1;Timeout=2", DatabaseTrouble.Unreachable)]
    [InlineData("Username=nobody", DatabaseTrouble.LoginRefused)]
    [InlineData("Colour=red", DatabaseTrouble.ConnectionString)]
    public async Task A_wrong_way_to_PostgreSQL_is_named(string wrong, DatabaseTrouble expected)
    {
        TestDatabase.Only("About how PostgreSQL is reached.", DatabaseProvider.PostgreSql);
        await using var test = await Database.OpenAsync(wrong);
        var trouble = await Assert.ThrowsAsync<DatabaseTroubleException>(() => test.Services.PrepareIntakeAsync(Token));
        Assert.Equal(expected, trouble.Trouble);
        Assert.DoesNotContain('\n', trouble.Detail);
    }

    [Theory]
    [InlineData("GRANT USAGE ON SCHEMA public TO guest")]
    [InlineData("REVOKE ALL ON SCHEMA public FROM PUBLIC")]
    public async Task Who_may_not_make_tables_is_told_so(string rights)
    {
        TestDatabase.Only("About rights in PostgreSQL.", DatabaseProvider.PostgreSql);
        await using var test = await Database.OpenAsync();
        var guest = $"guest_{rights.Length}";
        // Names and statements of this test's own.
        var script = $"DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE ROLE {guest} LOGIN; {rights.Replace("guest", guest, StringComparison.Ordinal)}";
        await using (var db = test.Context())
            await db.Database.ExecuteSqlRawAsync(script, Token);

        await using var asGuest = new Database(test.Options with { ConnectionString = $"{test.Options.ConnectionString};Username={guest}" });
        Assert.Equal(DatabaseTrouble.NoRights, (await Assert.ThrowsAsync<DatabaseTroubleException>(() => asGuest.Services.MigrateIntakeAsync(Token))).Trouble);
    }

    [Theory]
    [InlineData("Oracle", "x", DatabaseTrouble.Provider)]
    [InlineData("7", "x", DatabaseTrouble.Provider)]
    [InlineData("PostgreSql", "", DatabaseTrouble.NoConnectionString)]
    [InlineData("sqlserver", null, DatabaseTrouble.NoConnectionString)]
    public void A_wrong_setting_is_named(string provider, string? connection, DatabaseTrouble expected)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Database:Provider", provider), new("ConnectionStrings:Intake", connection)]).Build();
        Assert.Equal(expected, Assert.Throws<DatabaseTroubleException>(() => DatabaseOptions.From(settings)).Trouble);
    }

    /// <summary>A database of the test's own that is thrown away in the end, not kept for the next test.</summary>
    private sealed class Database : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public Database(DatabaseOptions options)
        {
            Options = options;
            _services = new ServiceCollection().AddIntakeDatabase(options).BuildServiceProvider();
        }

        public DatabaseOptions Options { get; }

        public IServiceProvider Services => _services;

        public static async Task<Database> OpenAsync(string? change = null)
        {
            TestDatabase.Require();
            var options = await TestDatabase.OpenAsync(Directory.CreateTempSubdirectory("intake-form-").FullName);
            return new(change is null ? options : options with { ConnectionString = $"{options.ConnectionString};{change}" });
        }

        public IntakeDbContext Context() => _services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

        // The server itself goes with the tests.
        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            NpgsqlConnection.ClearAllPools();
            if (Directory.Exists(Options.Folder))
                Directory.Delete(Options.Folder, recursive: true);
        }
    }
}
