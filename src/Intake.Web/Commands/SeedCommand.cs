using System.Diagnostics;
using System.Globalization;
using Intake.Application.Replays.Seeding;
using Intake.Application.Tickets;
using Intake.Application.Writing;

namespace Intake.Web.Commands;

/// <summary><c>seed N</c>: fills the database with N made-up tickets of two years, for measuring and for demonstrations.</summary>
internal static class SeedCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("seed", RunAsync);

    private const int Most = 10_000_000;

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments is not [var written] || !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
            return await terminal.ShowHelpAsync(Command);
        var began = Stopwatch.GetTimestamp();
        // What a power cut takes can be made up again: no commit has to wait for the disk.
        await using var services = await CommandServices.OpenWithLedgersAsync(terminal.Stopping, makesDatabase: true, waitsForDisk: false, add: Add);
        var writer = services.GetRequiredService<CommandWriter>();
        await writer.StartAsync(CancellationToken.None);
        try
        {
            SeedResult result;
            using (var progress = new ProgressLine(terminal, TimeProvider.System))
                result = await services.GetRequiredService<SeedTickets>().RunAsync(new(count), progress, terminal.Stopping);
            await ShowAsync(result, Stopwatch.GetElapsedTime(began), terminal);
            return 0;
        }
        catch (OperationCanceledException) when (terminal.Stopping.IsCancellationRequested)
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("seed.stopped"));
            return 1;
        }
        finally
        {
            await writer.StopAsync(CancellationToken.None);
        }
    }

    private static void Add(IServiceCollection services)
    {
        services.AddSingleton<TextIndexing>();
        services.AddSingleton<SeedTickets>();
    }

    private static Task ShowAsync(SeedResult result, TimeSpan took, Terminal terminal) => new Columns(
    [
        [terminal.Text("seed.tickets"), Written(result.Tickets)],
        [terminal.Text("seed.open"), Written(result.Open)],
        [terminal.Text("seed.events"), Written(result.Events)],
        [terminal.Text("seed.texts"), Written(result.Texts)],
        [terminal.Text("seed.seconds"), took.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture)],
    ]).WriteAsync(terminal.Results);

    private static string Written(long figure) => figure.ToString("N0", CultureInfo.InvariantCulture);
}
