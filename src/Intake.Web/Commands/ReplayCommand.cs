using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Ledgers;
using Intake.Application.Replays;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Bot;
using Intake.Bot.Channels;
using Intake.Bot.Conversation.Handling;

namespace Intake.Web.Commands;

/// <summary><c>replay FILE</c>: feeds a file of past messages through the product as it happened, and says what became of each row.</summary>
internal static class ReplayCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("replay", RunAsync);

    private static readonly ChannelProfile Channel = ChannelProfile.WebChat;

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments is not [var path] || path.StartsWith('-'))
            return await terminal.ShowHelpAsync(Command);
        if (!File.Exists(path))
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("replay.no-file", ("file", path)));
            return 1;
        }

        var clock = new ReplayClock();
        // What a power cut takes, the next run of the same file does again: no commit has to wait for the disk.
        await using var services = await CommandServices.OpenWithLedgersAsync(terminal.Stopping, makesDatabase: true, waitsForDisk: false, clock, Add);
        var zone = services.GetRequiredService<BotConfigurationSource>().Current.Authority.TimeZone;
        var file = await ReplayFile.ReadAsync(path, zone, TimeProvider.System.GetUtcNow(), terminal.Stopping);
        try
        {
            return await ReplayAsync(file, services, clock, terminal);
        }
        catch (OperationCanceledException) when (terminal.Stopping.IsCancellationRequested)
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("replay.stopped"));
            return 1;
        }

        void Add(IServiceCollection add)
        {
            add.AddReplays(clock).AddIntakeBot();
            add.AddSingleton<TextIndexing>();
        }
    }

    private static async Task<int> ReplayAsync(ReplayFile file, ServiceProvider services, ReplayClock clock, Terminal terminal)
    {
        var authority = services.GetRequiredService<BotConfigurationSource>().Current.Authority;
        var citizen = new ReplayCitizen(services.GetRequiredService<ActivityIntake>(), clock, authority, Channel);
        var writer = services.GetRequiredService<CommandWriter>();
        await writer.StartAsync(CancellationToken.None);
        try
        {
            ReplayResult result;
            using (var progress = new ProgressLine(terminal, TimeProvider.System))
                result = await services.GetRequiredService<Replay>().RunAsync(file, Channel.Code, citizen.SayAsync, progress, terminal.Stopping);
            await services.GetRequiredService<TextIndexing>().CatchUpAsync(terminal.Stopping);
            await ShowAsync(result, authority.TimeZone, terminal);
            var channels = await services.GetRequiredService<Reconciliation>().RunAsync(Reconciliation.DefaultPatience, terminal.Stopping);
            return result.IsWhole && channels.All(channel => channel.Holds) ? 0 : 1;
        }
        finally
        {
            await writer.StopAsync(CancellationToken.None);
        }
    }

    private static async Task ShowAsync(ReplayResult result, TimeZoneInfo zone, Terminal terminal)
    {
        foreach (var row in result.Parked)
            await terminal.Notes.WriteLineAsync(terminal.Text("replay.parked-row", ("line", Written(row.Line)), ("reason", terminal.Text($"replay.reason.{row.Reason}"))));
        foreach (var line in result.Refused)
            await terminal.Notes.WriteLineAsync(terminal.Text("replay.refused-row", ("line", Written(line))));
        foreach (var (code, count) in result.StepsRefused.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            await terminal.Notes.WriteLineAsync(terminal.Text("replay.step-refused", ("code", code), ("count", Written(count))));
        string[][] rows =
        [
            Row("received", result.Received),
            Row("handled", result.Handled),
            Row("parked", result.Parked.Count),
            Row("refused", result.Refused.Count),
            .. result.States.Select(state => (string[])[$"  {terminal.Text($"state.{state.State}")}", Written(state.Count)]),
            Row("on-time", result.OnTime),
            Row("late", result.Late),
            Row("bulletins", result.Bulletins),
            Row("items", result.Items),
            [terminal.Text("replay.ended"), TimeZoneInfo.ConvertTime(result.EndedAt, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)],
        ];
        await new Columns(rows).WriteAsync(terminal.Results);

        string[] Row(string name, int count) => [terminal.Text($"replay.{name}"), Written(count)];
    }

    private static string Written(int figure) => figure.ToString("N0", CultureInfo.InvariantCulture);
}
