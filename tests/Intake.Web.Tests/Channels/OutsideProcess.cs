using System.Diagnostics;
using System.Text.Json.Nodes;
using Intake.Testing;

namespace Intake.Web.Tests.Channels;

/// <summary>A program of Node that plays something that nobody here wrote; it reads and writes a line of JSON each.</summary>
internal sealed class OutsideProcess : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/outside");
    private readonly Process _process;

    private OutsideProcess(Process process) => _process = process;

    /// <summary>Why it cannot be started; null when it can.</summary>
    public static string? Missing(string package) => Directory.Exists(Path.Combine(Folder, "node_modules", package)) ? null : $"{package} is not installed; tests/run installs it.";

    public static OutsideProcess Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        return new(Process.Start(start)!);
    }

    /// <summary>Has it do something.</summary>
    public Task DoAsync(JsonObject what) => _process.StandardInput.WriteLineAsync(what.ToJsonString());

    /// <summary>The next thing that it says; null when it has ended.</summary>
    public async Task<JsonNode?> HearAsync(CancellationToken cancellationToken)
    {
        // What libraries print beside is no JSON.
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith('{') || line is "true" or "false" || line.StartsWith('"'))
                return JsonNode.Parse(line);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
