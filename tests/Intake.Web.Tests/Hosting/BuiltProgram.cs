using System.Diagnostics;

namespace Intake.Web.Tests.Hosting;

/// <summary>The program as it was built, as a process of its own: its commands, and the end of a process that nothing in it can soften.</summary>
internal sealed class BuiltProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> results;

    private BuiltProgram(Process process)
    {
        this.process = process;
        results = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>What it writes beside its results, line by line.</summary>
    public StreamReader Notes => process.StandardError;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Starts it on a data folder. Its notes have to be read by who starts it.</summary>
    public static BuiltProgram Start(string dataFolder, params string[] arguments) => Start(dataFolder, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts it on a data folder, with settings in its environment. Its notes have to be read by who starts it.</summary>
    public static BuiltProgram Start(string dataFolder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var file = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Intake.Web.exe" : "Intake.Web");
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = dataFolder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name is "DOTNET_ENVIRONMENT" or "BotConfig__Folder").ToList())
            start.Environment.Remove(name);
        start.Environment["INTAKE_DATA"] = dataFolder;
        start.Environment["LANG"] = "en_US.UTF-8";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new BuiltProgram(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    public static Task<CommandRun> RunAsync(string dataFolder, params string[] arguments) => RunAsync(dataFolder, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Runs a command to its end, with settings in its environment.</summary>
    public static async Task<CommandRun> RunAsync(string dataFolder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var program = Start(dataFolder, settings, arguments);
        var notes = program.Notes.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(program.process.ExitCode, await program.results, await notes);
    }

    /// <summary>Ends it as SIGKILL does: at once, whatever it is at.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to end, as an operator's system does (SIGTERM), and waits until it has. Answers its exit code.</summary>
    public async Task<int> EndAsync()
    {
        using (var asking = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await asking.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}

/// <summary>What a command answered.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Results">Its standard output.</param>
/// <param name="Notes">Its standard error.</param>
internal sealed record CommandRun(int Code, string Results, string Notes)
{
    /// <summary>The last cell of the line of a table that begins with a name.</summary>
    public string Cell(string name) => Results.Split('\n').Single(line => line.StartsWith(name + "  ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
}
