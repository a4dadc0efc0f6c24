using System.Globalization;
using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;

namespace Intake.Web.Commands;

/// <summary>Every command of the program, and the way from the command line to one of them.</summary>
internal static class CommandTable
{
    /// <summary>All commands, in the order in which they are listed. The first is the one that runs when none is named.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        RunCommand.Command,
        MigrateCommand.Command,
        CheckConfigCommand.Command,
        ApiKeyCommand.Command,
        DueCommand.Command,
        VerifyLedgerCommand.Command,
        RebuildCommand.Command,
        ReconcileCommand.Command,
        ReplayCommand.Command,
        SeedCommand.Command,
    ];

    /// <summary>Runs what <paramref name="arguments"/> name.</summary>
    /// <returns>The exit code: 0 when done, 1 when not.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        // Figures and dates are written for a language by name; what names none must not hang on the machine's locale.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is ["--help" or "-h" or "help", ..])
            return ListCommands(terminal.Results, terminal, exitCode: 0);
        var isNamed = arguments is [var first, ..] && !first.StartsWith('-');
        var command = isNamed ? All.FirstOrDefault(one => one.Name == arguments[0]) : All[0];
        if (command is null)
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("command.unknown", ("name", arguments[0])));
            return ListCommands(terminal.Notes, terminal, exitCode: 1);
        }

        return await RunAsync(command, isNamed ? [.. arguments.Skip(1)] : arguments, terminal);
    }

    private static async Task<int> RunAsync(Command command, IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            await terminal.Results.WriteLineAsync(terminal.Text($"command.{command.Name}.help").TrimEnd());
            return 0;
        }

        try
        {
            return await command.Run(arguments, terminal);
        }
#pragma warning disable CA1031 // The edge of the process: an exception that leaves it ends in a core dump and an exit code that is neither 0 nor 1.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("command.failed", ("failure", WordsFor(failure, terminal))));
            return 1;
        }
    }

    private static string WordsFor(Exception failure, Terminal terminal) => failure is DatabaseTroubleException trouble
        ? terminal.Text($"database.{JsonNamingPolicy.KebabCaseLower.ConvertName(trouble.Trouble.ToString())}", ("detail", trouble.Detail))
        : IsOfSurroundings(failure) ? failure.Message : failure.ToString();

    // Settings, files, a port that is taken: the message says it all. Anything else is a fault of ours.
    private static bool IsOfSurroundings(Exception failure) => failure is BotConfigurationException or FormatException or IOException or UnauthorizedAccessException;

    private static int ListCommands(TextWriter output, Terminal terminal, int exitCode)
    {
        output.WriteLine(terminal.Text("command.list.head"));
        foreach (var command in All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {command.Name,-14} {terminal.Text($"command.{command.Name}.summary")}"));
        output.WriteLine(terminal.Text("command.list.foot"));
        return exitCode;
    }
}
