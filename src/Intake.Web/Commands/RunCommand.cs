using Intake.Web.Hosting;

namespace Intake.Web.Commands;

/// <summary><c>run</c>: serves pages and endpoints until the process is asked to end.</summary>
internal static class RunCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("run", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        await using var host = IntakeHost.Build(arguments);
        await host.RunAsync();
        return 0;
    }
}
