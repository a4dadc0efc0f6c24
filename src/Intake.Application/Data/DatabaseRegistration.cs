using Intake.Application.Scheduling;
using Intake.Application.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Data;

/// <summary>Puts the database into the host.</summary>
public static class DatabaseRegistration
{
    /// <summary>Adds a factory of contexts on the provider that the options name.</summary>
    public static IServiceCollection AddIntakeDatabase(this IServiceCollection services, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.Folder);
        services.AddSingleton(options);
        services.AddSingleton<WriteTurn>();
        // Not pooled: a pool keeps a connection that one user left open, as a transaction does that could not begin, for the next.
        services.AddDbContextFactory<IntakeDbContext>((provider, builder) =>
        {
            Configure(builder, options);
            // Other databases let many write at once, and need no turns.
            if (options.Provider is DatabaseProvider.Sqlite)
                builder.AddInterceptors(provider.GetRequiredService<WriteTurn>());
        });
        return services;
    }

    /// <summary>Brings the database to the tables of this version, and tells which migrations that took.</summary>
    /// <exception cref="DatabaseTroubleException">The database is newer than the program, cannot be reached, or may not be changed.</exception>
    public static async Task<IReadOnlyList<string>> MigrateIntakeAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<DatabaseOptions>();
        await using var db = Quiet(options);
        return await DatabaseForm.MigrateAsync(db, () => ScheduleStore.MakeTablesAsync(options, cancellationToken), cancellationToken);
    }

    /// <summary>Makes sure that the database can be worked on: an embedded one is brought to the tables of this version, a server's has to have them.</summary>
    /// <exception cref="DatabaseTroubleException">It cannot; the exception says why.</exception>
    public static async Task PrepareIntakeAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<DatabaseOptions>();
        if (options.IsEmbedded)
        {
            await services.MigrateIntakeAsync(cancellationToken);
            return;
        }

        await using var db = Quiet(options);
        await DatabaseForm.CheckAsync(db, cancellationToken);
    }

    /// <summary>Sets a context up for a provider; also for migrations at design time.</summary>
    public static void Configure(DbContextOptionsBuilder builder, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                SqliteNative.Use();
                builder.UseSqlite(options.ConnectionString, sqlite => sqlite.MigrationsAssembly("Intake.Migrations.Sqlite"));
                builder.AddInterceptors(new SqlitePragmas(options.WaitsForDisk), new DatabaseSpans("sqlite"));
                // SQLite changes a table by building it anew, for which a migration has to switch the foreign keys off outside its transaction.
                builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));
                break;
            case DatabaseProvider.PostgreSql:
                builder.UseNpgsql(options.ConnectionString, postgres => postgres.MigrationsAssembly("Intake.Migrations.PostgreSql").SetPostgresVersion(15, 0).ExecutionStrategy(Once));
                builder.AddInterceptors(new PostgreSqlTexts());
                break;
            case DatabaseProvider.SqlServer:
                // 150 is SQL Server 2019: nothing that only later ones understand.
                builder.UseSqlServer(options.ConnectionString, server => server.MigrationsAssembly("Intake.Migrations.SqlServer").UseCompatibilityLevel(150).ExecutionStrategy(Once));
                builder.AddInterceptors(new DatabaseSpans("microsoft.sql_server"));
                break;
        }

        // Counting up to a limit needs no order, and one would keep a database from the index of the filter.
        builder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
    }

    // What is wrong is said in one sentence by who asked, and not by EF in the log before that.
    private static IntakeDbContext Quiet(DatabaseOptions options)
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        Configure(builder, options);
        return new(builder.Options);
    }

    // What to do about a fault is decided where it is known what was to be written; the providers' own strategies would only wrap it.
    private static NonRetryingExecutionStrategy Once(ExecutionStrategyDependencies dependencies) => new(dependencies);
}
