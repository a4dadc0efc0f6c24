using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Web.Hosting;

namespace Intake.Web.Commands;

/// <summary><c>run</c>: serves pages and endpoints until the process is asked to end.</summary>
internal static class RunCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("run", RunAsync);

    private static readonly string[] AnyHost = ["[::]", "0.0.0.0", "+", "*"];

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        await using var host = IntakeHost.Build(arguments);
        // Before anything starts, so that what is wrong with the database is said in a sentence and not in a log.
        await host.Services.PrepareIntakeAsync(terminal.Stopping);
        await host.StartAsync();
        if (!host.Environment.IsDevelopment() && await FirstAdministratorAsync(host) is { } address)
            await terminal.Results.WriteLineAsync($"First administrator: {address}");
        await host.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The one-time link that makes the first administrator; null when there is one.</summary>
    internal static async Task<string?> FirstAdministratorAsync(WebApplication host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var token = await scope.ServiceProvider.GetRequiredService<Invitations>().MakeForFirstAdministratorAsync();
        return token is null ? null : $"{Reachable(host.Urls.First())}/invitation/{token}";
    }

    // An address that stands for every interface leads nowhere in a browser.
    private static string Reachable(string address)
        => AnyHost.Aggregate(address, (now, any) => now.Replace($"//{any}", "//localhost", StringComparison.Ordinal)).TrimEnd('/');
}
