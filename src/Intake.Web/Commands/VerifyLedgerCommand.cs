using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Ledgers;
using Intake.Domain.Tickets;

namespace Intake.Web.Commands;

/// <summary><c>verify-ledger</c>: checks every ticket's chain of hashes, its row and its texts, and names what is broken.</summary>
internal static class VerifyLedgerCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("verify-ledger", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments.Count > 0)
            return await terminal.ShowHelpAsync(Command);
        await using var services = await CommandServices.OpenWithLedgersAsync(terminal.Stopping);
        IReadOnlyList<LedgerProblem> problems;
        using (var progress = new ProgressLine(terminal, TimeProvider.System))
            problems = await services.GetRequiredService<LedgerVerification>().RunAsync(progress, terminal.Stopping);
        var jurisdiction = services.GetRequiredService<BotConfigurationSource>().Current.Authority.Jurisdiction;
        foreach (var problem in problems)
            await terminal.Results.WriteLineAsync(Line(problem, jurisdiction, terminal));
        var broken = problems.Select(problem => problem.Ticket).Distinct().Count();
        await terminal.Results.WriteLineAsync(broken == 0 ? terminal.Text("ledger.holds") : terminal.Text("ledger.broken", ("tickets", broken.ToString(CultureInfo.InvariantCulture))));
        return broken == 0 ? 0 : 1;
    }

    private static string Line(LedgerProblem problem, string jurisdiction, Terminal terminal)
    {
        var where = problem.Where.ToString(CultureInfo.InvariantCulture);
        return $"{TicketNumber.Format(jurisdiction, problem.Ticket)}: {terminal.Text($"ledger.fault.{problem.Fault}", ("where", where))}";
    }
}
