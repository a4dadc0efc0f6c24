using Intake.Application.Data;
using Intake.Testing.Databases;
using Intake.Web.Tests.Faults;

namespace Intake.Web.Tests.Channels.DirectLine;

/// <summary>Two nodes as processes on one PostgreSQL: what is said at one comes by the other's streams.</summary>
public sealed class StreamOverNodesTests
{
    private const int Rounds = 6;

    [Fact]
    public async Task A_client_that_changes_nodes_hears_everything_once_whichever_node_it_is_said_at()
    {
        if (PostgreSqlCluster.Missing is { } missing)
            Assert.Skip(missing);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        await using var cluster = await PostgreSqlCluster.OfThisTestAsync();
        await cluster.RunAsync("CREATE DATABASE intake_streams");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql), ["ConnectionStrings__Intake"] = cluster.ConnectionTo("intake_streams") };
        using var one = new Node(settings);
        using var two = new Node(settings);
        var migrated = await one.RunAsync("migrate");
        Assert.True(migrated.Code == 0, migrated.Notes);
        await one.StartAsync();
        await two.StartAsync();
        DirectLineClient[] nodes = [new(one.Client!), new(two.Client!)];

        var chat = await nodes[0].StartAsync();
        var (heard, watermark) = (new List<string>(), "");
        for (var round = 0; round < Rounds; round++)
        {
            var (here, there) = (nodes[round % 2], nodes[(round + 1) % 2]);
            using var stream = await DirectLineSocket.OpenAsync((await here.ReconnectAsync(chat, watermark)).Stream);
            await there.SayAsync(chat, "帮助", $"at the other {round}");
            while (!heard.Exists(id => id.EndsWith($"at the other {round}", StringComparison.Ordinal)))
                heard.AddRange((await stream.NextAsync(patience.Token)).Select(activity => activity.GetProperty("id").GetString()!));
            watermark = stream.Watermark;
            stream.Break();
            await here.SayAsync(chat, "帮助", $"while broken {round}");
        }

        var (all, last) = await nodes[0].ReadAsync(chat);
        using var final = await DirectLineSocket.OpenAsync((await nodes[0].ReconnectAsync(chat, watermark)).Stream);
        while (final.Watermark != last)
            heard.AddRange((await final.NextAsync(patience.Token)).Select(activity => activity.GetProperty("id").GetString()!));
        Assert.Equal(all.Select(activity => activity.GetProperty("id").GetString()), heard);
        Assert.Equal(Rounds * 2, all.Count(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user"));
        await one.KillAsync();
        await two.KillAsync();
    }
}
