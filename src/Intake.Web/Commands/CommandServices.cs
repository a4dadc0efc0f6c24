using Intake.Application;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Intake.Application.Programs;
using Intake.Web.Hosting;

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

    /// <summary>The database with its ledgers, the writer and the authority's configuration. Nothing else runs; the writer has to be started by who writes.</summary>
    /// <exception cref="FileNotFoundException">There is no database, and <paramref name="makesDatabase"/> is false.</exception>
    public static async Task<ServiceProvider> OpenWithLedgersAsync(CancellationToken cancellationToken, bool makesDatabase = false, bool waitsForDisk = true, TimeProvider? clock = null, Action<IServiceCollection>? add = null)
    {
        var settings = Settings();
        var options = DatabaseOptions.From(settings) with { WaitsForDisk = waitsForDisk };
        if (!makesDatabase && options.MissingFile() is { } file)
            throw new FileNotFoundException($"There is no database at {file}.", file);
        var snapshot = ConfigurationFolder.Read(settings[ConfigurationFolder.Setting], (clock ?? TimeProvider.System).GetUtcNow());
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(new BotConfigurationSource(snapshot))
            .AddIntakeApplication(options)
            .AddLedgers();
        add?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await provider.PrepareIntakeAsync(cancellationToken);
        return provider;
    }

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
        await services.PrepareIntakeAsync(cancellationToken);
        return services;
    }
}
