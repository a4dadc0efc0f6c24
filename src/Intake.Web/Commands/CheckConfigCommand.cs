using Intake.Application.BotConfiguration;
using Intake.Web.Hosting;
using Intake.Web.Texts;

namespace Intake.Web.Commands;

/// <summary><c>check-config [folder]</c>: names every problem of a configuration folder at once.</summary>
internal static class CheckConfigCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("check-config", Run);

    private static Task<int> Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var folder = ConfigurationFolder.Find(arguments is [var named, ..] ? named : Environment.GetEnvironmentVariable("BotConfig__Folder"));
        return Task.FromResult(CheckConfiguration.Run(folder, terminal.Results, terminal.Notes, TimeProvider.System.GetUtcNow(), ProductTexts.All));
    }
}
