using System.Reflection;
using Intake.Application.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Application.BotConfiguration;

/// <summary>Puts the configuration into the host.</summary>
public static class BotConfigurationServices
{
    /// <summary>
    /// Adds <see cref="BotConfigurationSource"/> and the watch over its folder. The folder is read when the source is first
    /// asked for, at the latest at the host's start, which a bad folder refuses with <see cref="BotConfigurationException"/>.
    /// A missing text is an exception in Development and wherever there is no host; elsewhere its key is shown, and logged.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="folder">The configuration folder.</param>
    /// <param name="textAssemblies">Assemblies with embedded texts, beside this one; later ones go before earlier ones.</param>
    public static IServiceCollection AddBotConfiguration(this IServiceCollection services, string folder, params Assembly[] textAssemblies)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new BotConfigurationSource(
            folder,
            EmbeddedTexts.From([typeof(EmbeddedTexts).Assembly, .. textAssemblies]),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<BotConfigurationSource>>() ?? NullLogger<BotConfigurationSource>.Instance,
            provider.GetService<IHostEnvironment>()?.IsDevelopment() == false));
        return services.AddHostedService<BotConfigurationWatch>();
    }
}
