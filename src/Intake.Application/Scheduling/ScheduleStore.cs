using Intake.Application.Data;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Impl.AdoJobStore.Common;

namespace Intake.Application.Scheduling;

/// <summary>Where the scheduler keeps its jobs and triggers: in tables of its own in the product's database.</summary>
internal static class ScheduleStore
{
    // How SQLite's driver spells parameters: as the scheduler's own description of it says.
    private static readonly DbMetadata Sqlite = new() { ProductName = "SQLite", ParameterNamePrefix = "@", UseParameterNamePrefixInParameterCollection = true, BindByName = true };

    /// <summary>Names the database to a scheduler.</summary>
    public static void Use(IPersistentStoreBuilder store, DatabaseOptions options)
    {
        store.UseSystemTextJsonSerializer();
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                store.UseSqlite(Microsoft.Data.Sqlite.SqliteFactory.Instance, options.ConnectionString);
                store.UseConnectionProvider(provider => new ProviderFactoryDbProvider(Sqlite, new SqliteInTurn(provider.GetRequiredService<WriteTurn>()), options.ConnectionString));
                store.UseLockHandler(_ => new LockOfTurn());
                break;
            case DatabaseProvider.PostgreSql:
                store.UsePostgres(Npgsql.NpgsqlFactory.Instance, options.ConnectionString);
                break;
            case DatabaseProvider.SqlServer:
                store.UseSqlServer(Microsoft.Data.SqlClient.SqlClientFactory.Instance, options.ConnectionString);
                break;
        }
    }

    /// <summary>Makes the scheduler's tables on a server where they are missing. An embedded database gets them when the scheduler starts.</summary>
    public static async Task MakeTablesAsync(DatabaseOptions options, CancellationToken cancellationToken)
    {
        if (options.IsEmbedded)
            return;
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddQuartz(quartz => quartz.UsePersistentStore(store =>
            {
                Use(store, options);
                store.ProvisionSchema();
            }))
            .BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }
}
