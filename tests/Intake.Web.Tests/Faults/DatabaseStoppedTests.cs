using System.Diagnostics;
using System.Net;

namespace Intake.Web.Tests.Faults;

/// <summary>The database of two nodes stopped at once under load, and started again after a while.</summary>
public sealed class DatabaseStoppedTests
{
    private static readonly TimeSpan Away = Size.Seconds(3, 10);
    private static readonly int Stops = Size.Of(1, 3);

    [Fact]
    public async Task Both_nodes_say_that_it_is_away_and_go_on_by_themselves_when_it_is_back()
    {
        await using var two = await TwoNodes.StartAsync();
        var back = TimeSpan.Zero;
        for (var stop = 0; stop < Stops; stop++)
        {
            await two.Load.AcknowledgeAsync(30);
            await two.Cluster.StopAsync();
            var since = Stopwatch.StartNew();
            await NotReady.SayAsync(two.Nodes);
            foreach (var node in two.Nodes)
                await APageSaysSoAsync(node);
            // As long as the fault has to last, and not until something happens.
            await Task.Delay(since.Elapsed < Away ? Away - since.Elapsed : TimeSpan.Zero, TimeProvider.System);
            await two.Cluster.StartAgainAsync();
            since.Restart();
            foreach (var node in two.Nodes)
                await NotReady.EndsAsync(node);
            back = back > since.Elapsed ? back : since.Elapsed;
            await two.Load.AcknowledgeAsync(30);
        }

        await two.EndAsync($"stopped {Stops} x {TwoNodes.Seconds(Away)}", $"both ready again after {TwoNodes.Seconds(back)} at most");
    }

    private static async Task APageSaysSoAsync(Node node)
    {
        using var answer = await node.Client!.GetAsync(new Uri("bulletins", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("<main", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
