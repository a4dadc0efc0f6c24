using System.Globalization;
using Intake.Application.Ledgers;

namespace Intake.Web.Commands;

/// <summary><c>reconcile [--minutes N]</c>: for each channel, what came in and what became of it.</summary>
internal static class ReconcileCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("reconcile", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (!TryRead(arguments, out var patience))
            return await terminal.ShowHelpAsync(Command);
        await using var services = await CommandServices.OpenWithLedgersAsync(terminal.Stopping);
        var channels = await services.GetRequiredService<Reconciliation>().RunAsync(patience, terminal.Stopping);
        await new Columns(
        [
            [.. Heads.Select(head => terminal.Text($"reconcile.{head}"))],
            .. channels.Select(channel => (string[])[channel.Channel, .. Figures(channel).Select(figure => figure.ToString("N0", CultureInfo.InvariantCulture)), terminal.Text(channel.Holds ? "reconcile.yes" : "reconcile.no")]),
        ]).WriteAsync(terminal.Results);
        return channels.All(channel => channel.Holds) ? 0 : 1;
    }

    private static string[] Heads => ["channel", "received", "handled", "parked", "refused", "waiting", "overdue", "without-ticket", "holds"];

    private static long[] Figures(ChannelBalance channel) =>
        [channel.Received, channel.Handled, channel.Parked, channel.Refused, channel.Waiting, channel.Overdue, channel.WithoutTicket];

    private static bool TryRead(IReadOnlyList<string> arguments, out TimeSpan patience)
    {
        patience = Reconciliation.DefaultPatience;
        if (arguments.Count == 0)
            return true;
        if (arguments is not ["--minutes", var written] || !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return false;
        patience = TimeSpan.FromMinutes(minutes);
        return true;
    }
}
