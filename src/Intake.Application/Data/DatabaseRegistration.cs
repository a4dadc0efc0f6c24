using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
        services.AddPooledDbContextFactory<IntakeDbContext>((provider, builder) =>
        {
            Configure(builder, options);
            // Other databases let many write at once, and need no turns.
            if (options.Provider is DatabaseProvider.Sqlite)
                builder.AddInterceptors(provider.GetRequiredService<WriteTurn>());
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext());
        return services;
    }

    /// <summary>Brings the database to the tables of this version, and tells which migrations that took.</summary>
    public static async Task<IReadOnlyList<string>> MigrateIntakeAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(cancellationToken);
        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellationToken);
        return pending;
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
                builder.AddInterceptors(new SqlitePragmas(options.WaitsForDisk));
                // SQLite changes a table by building it anew, for which a migration has to switch the foreign keys off outside its transaction.
                // Counting up to a limit needs no order, and one would keep SQLite from the index of the filter.
                builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning));
                break;
        }
    }
}
