using Intake.Application.Data;
using Intake.Application.Programs;

namespace Intake.Web.Commands;

/// <summary>What commands need that look into the database and serve nothing.</summary>
internal static class CommandServices
{
    /// <summary>The settings that <c>run</c> has too: <c>appsettings.json</c> beside the program, then environment variables.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The database and the keys of programs. An embedded database is brought to the tables of this version first, as <c>run</c> does.</summary>
    public static async Task<ServiceProvider> OpenAsync(CancellationToken cancellationToken)
    {
        var options = DatabaseOptions.From(Settings());
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddIntakeDatabase(options)
            .AddSingleton<ApiKeyRing>()
            .AddSingleton<ApiKeys>()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        if (options.Provider == DatabaseProvider.Sqlite)
            await services.MigrateIntakeAsync(cancellationToken);
        return services;
    }
}
