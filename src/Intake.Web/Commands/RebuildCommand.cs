using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Ledgers;
using Intake.Application.Writing;
using Intake.Domain.Tickets;

namespace Intake.Web.Commands;

/// <summary><c>rebuild [--check]</c>: makes every ticket anew from its log, and compares it with its row or writes it there.</summary>
internal static class RebuildCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("rebuild", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments is not ([] or ["--check"]))
            return await terminal.ShowHelpAsync(Command);
        await using var services = await CommandServices.OpenWithLedgersAsync(terminal.Stopping);
        var differences = await CheckAsync(services, terminal);
        var jurisdiction = services.GetRequiredService<BotConfigurationSource>().Current.Authority.Jurisdiction;
        foreach (var difference in differences)
            await terminal.Results.WriteLineAsync($"{TicketNumber.Format(jurisdiction, difference.Ticket)}: {Said(difference, terminal)}");
        if (arguments.Count == 0 && differences.Count > 0)
            return await WriteAsync(services, differences, terminal);
        await terminal.Results.WriteLineAsync(differences.Count == 0 ? terminal.Text("rebuild.identical") : terminal.Text("rebuild.differs", ("tickets", Written(differences.Count))));
        return differences.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<TicketDifference>> CheckAsync(ServiceProvider services, Terminal terminal)
    {
        using var progress = new ProgressLine(terminal, TimeProvider.System);
        return await services.GetRequiredService<LedgerRebuild>().CheckAsync(progress, terminal.Stopping);
    }

    private static async Task<int> WriteAsync(ServiceProvider services, IReadOnlyList<TicketDifference> differences, Terminal terminal)
    {
        var writer = services.GetRequiredService<CommandWriter>();
        await writer.StartAsync(terminal.Stopping);
        var rebuilt = await services.GetRequiredService<LedgerRebuild>().WriteAsync(differences, terminal.Stopping);
        await writer.StopAsync(CancellationToken.None);
        await terminal.Results.WriteLineAsync(terminal.Text("rebuild.written", ("tickets", Written(rebuilt)), ("left", Written(differences.Count - rebuilt))));
        return rebuilt == differences.Count ? 0 : 1;
    }

    private static string Said(TicketDifference difference, Terminal terminal) =>
        difference.CanBeRebuilt ? string.Join("; ", difference.What) : terminal.Text("rebuild.impossible");

    private static string Written(int count) => count.ToString(CultureInfo.InvariantCulture);
}
