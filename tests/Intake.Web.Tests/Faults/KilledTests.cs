using System.Globalization;
using System.Text;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Faults;

/// <summary>
/// The program killed at random moments and started again: what was acknowledged is there, nothing is there twice, and the
/// ledger holds.
/// </summary>
public sealed class KilledTests : IDisposable
{
    private const int Rows = 120;
    private static readonly int Kills = Size.Of(10, 60);
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
        await using var db = Open(folder.Path);
        var made = await db.InboundMessages.Where(row => row.Ticket != null).Select(row => row.Conversation).ToListAsync();
        Assert.Equal(Rows - 1, made.Distinct().Count());
        Assert.Equal(Rows - 1, await db.Tickets.CountAsync());
        Assert.Equal(Rows - 1, await db.TicketTexts.CountAsync(text => text.Role == TextRole.Reply));
        Assert.Equal(1, await db.InboundMessages.CountAsync(row => row.Status == InboundStatus.Parked));
        await NothingLost.LedgerHoldsAsync(arguments => BuiltProgram.RunAsync(folder.Path, arguments));
    }

    [Fact]
    public async Task Killed_under_load_every_acknowledged_message_is_there_and_none_twice()
    {
        using var node = new Node(new Dictionary<string, string>(StringComparer.Ordinal));
        var load = new Load(await node.KeyAsync(), node);
        load.Begin();
        for (var kill = 0; kill < Kills; kill++)
        {
            await node.StartAsync();
            await load.AcknowledgeAsync(Random.Shared.Next(1, 12));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, 60)), TimeProvider.System);
            await node.KillAsync();
        }

        await node.StartAsync();
        await load.FinishAsync();
        await node.KillAsync();

        await using var db = Open(node.Folder);
        await NothingLost.CheckAsync(db, load);
        await NothingLost.LedgerHoldsAsync(node.RunAsync);
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

    private static IntakeDbContext Open(string folder)
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "intake.db")};Pooling=False", folder));
        return new IntakeDbContext(builder.Options);
    }
}
