using System.Globalization;
using System.Text;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Hosting;

/// <summary>
/// The program killed at random moments and started again: what was acknowledged is there, nothing is there twice, and the
/// ledger holds. Twenty kills; six times as many with INTAKE_TESTS_FAULTS set.
/// </summary>
public sealed class KilledTests : IDisposable
{
    private const int Rows = 120;
    private static readonly int Kills = Environment.GetEnvironmentVariable("INTAKE_TESTS_FAULTS") is { Length: > 0 } ? 60 : 10;
    private static readonly string[][] Checks = [["verify-ledger"], ["rebuild", "--check"], ["reconcile"]];
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_replay_killed_at_random_moments_goes_on_and_makes_nothing_twice()
    {
        await File.WriteAllTextAsync(folder["messages.csv"], Messages(), TestContext.Current.CancellationToken);
        var kills = 0;
        while (kills < Kills && await KilledReplayAsync())
            kills++;

        var run = await BuiltProgram.RunAsync(folder.Path, "replay", folder["messages.csv"]);
        Assert.True(run.Code == 0, run.Notes);
        Assert.Equal((Rows.ToString(CultureInfo.InvariantCulture), (Rows - 1).ToString(CultureInfo.InvariantCulture), "1"), (run.Cell("received"), run.Cell("handled"), run.Cell("parked")));
        Assert.True(kills == Kills, $"The replay was through after {kills} kills: the file is too short.");
        await using var db = Open();
        var made = await db.InboundMessages.Where(row => row.Ticket != null).Select(row => row.Conversation).ToListAsync();
        Assert.Equal(Rows - 1, made.Distinct().Count());
        Assert.Equal(Rows - 1, await db.Tickets.CountAsync());
        Assert.Equal(Rows - 1, await db.TicketTexts.CountAsync(text => text.Role == TextRole.Reply));
        Assert.Equal(1, await db.InboundMessages.CountAsync(row => row.Status == InboundStatus.Parked));
        await HoldsAsync();
    }

    [Fact]
    public async Task Killed_under_load_every_acknowledged_message_is_there_and_none_twice()
    {
        var made = await BuiltProgram.RunAsync(folder.Path, "api-key", "load", "--scope", "tickets:write");
        Assert.True(made.Code == 0, made.Notes);
        using var load = new LoadUnderKills(made.Results.Trim().Split('\n')[^1]);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var program = BuiltProgram.Start(folder.Path, LoadUnderKills.Arguments);
            await load.BeginAsync(program);
            await load.AcknowledgeAsync(Random.Shared.Next(1, 12));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, 60)), TimeProvider.System);
            await program.KillAsync();
            await load.EndAsync();
        }

        using (var program = BuiltProgram.Start(folder.Path, LoadUnderKills.Arguments))
        {
            await load.BeginAsync(program);
            await load.FinishAsync();
            await program.KillAsync();
        }

        Assert.True(load.Acknowledged.Count > Kills, $"Only {load.Acknowledged.Count} were acknowledged in all.");
        await using var db = Open();
        var said = (await db.InboundMessages.Where(row => row.Channel == "webchat").Select(row => row.Raw).ToListAsync()).Select(Mark).Concat(
            (await db.TicketTexts.Where(text => text.Role == TextRole.Matter).Select(text => text.Body).ToListAsync()).Select(Mark)).OfType<string>().ToList();
        Assert.Empty(load.Acknowledged.Except(said));
        Assert.Equal(said.Distinct().Count(), said.Count);
        await HoldsAsync();
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Starts the replay and kills it while it is at work; false when it was through before.</summary>
    private async Task<bool> KilledReplayAsync()
    {
        using var program = BuiltProgram.Start(folder.Path, "replay", folder["messages.csv"]);
        // The first line of its progress: it is at work from there.
        while (await program.Notes.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith('['))
            continue;
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 700)), TimeProvider.System);
        var wasAtWork = !program.HasEnded;
        await program.KillAsync();
        return wasAtWork;
    }

    private static string Messages()
    {
        var text = new StringBuilder("title,sent_at,detail,reply,replied_at\n");
        var at = new DateTime(2019, 3, 1, 9, 0, 0, DateTimeKind.Unspecified);
        for (var row = 1; row < Rows; row++)
        {
            var sent = at.AddHours(row * 5);
            text.Append(CultureInfo.InvariantCulture, $"第{row}件,{sent:yyyy-MM-dd HH:mm:ss},\"工地夜间施工，{row}号楼的住户\n都睡不着。\",已责令停工。,{sent.AddDays(3):yyyy-MM-dd HH:mm:ss}\n");
        }

        return text.Append("broken,no time,detail,,\n").ToString();
    }

    private static string? Mark(string text) => LoadUnderKills.MarkIn().Match(text) is { Success: true } match ? match.Value : null;

    private IntakeDbContext Open()
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.Sqlite, $"Data Source={folder["intake.db"]};Pooling=False", folder.Path));
        return new IntakeDbContext(builder.Options);
    }

    private async Task HoldsAsync()
    {
        foreach (var command in Checks)
        {
            var run = await BuiltProgram.RunAsync(folder.Path, command);
            Assert.True(run.Code == 0, $"{string.Join(' ', command)}: {run.Results}{run.Notes}");
        }
    }
}
