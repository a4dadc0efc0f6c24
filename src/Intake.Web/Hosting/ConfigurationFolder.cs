using Intake.Application.BotConfiguration;
using Intake.Web.Texts;

namespace Intake.Web.Hosting;

/// <summary>
/// The folder of the authority's configuration: <c>BotConfig:Folder</c>, default <c>bot-config/example</c>. A relative path
/// is looked for in the current folder first and then beside the program, which brings the example along.
/// </summary>
internal static class ConfigurationFolder
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "BotConfig:Folder";

    private static readonly string Default = Path.Combine("bot-config", "example");

    /// <summary>The full path for what was named.</summary>
    /// <param name="named">A path; null or empty is the default.</param>
    public static string Find(string? named)
    {
        var folder = string.IsNullOrWhiteSpace(named) ? Default : named;
        var here = Path.GetFullPath(folder);
        var withProgram = Path.GetFullPath(folder, AppContext.BaseDirectory);
        return !Directory.Exists(here) && Directory.Exists(withProgram) ? withProgram : here;
    }

    /// <summary>Reads the configuration once, for a command.</summary>
    /// <exception cref="BotConfigurationException">It does not hold together; every problem is named.</exception>
    public static BotConfigurationSnapshot Read(string? named, DateTimeOffset now)
    {
        var folder = Find(named);
        var result = BotConfigurationLoader.Load(folder, now, ProductTexts.All);
        return result.Snapshot ?? throw new BotConfigurationException(folder, [.. result.Errors]);
    }

    /// <summary>Adds the configuration in use, and the watch over its folder.</summary>
    public static void AddBotConfiguration(this WebApplicationBuilder builder)
        => builder.Services.AddBotConfiguration(Find(builder.Configuration[Setting]), ProductTexts.Assemblies);
}
