using System.Diagnostics;
using Intake.Testing.Databases;

namespace Intake.Web.Tests.Faults;

/// <summary>The network between one of two nodes and the database cut under load, while the other node goes on.</summary>
public sealed class NetworkCutTests
{
    private static readonly TimeSpan Cut = Size.Seconds(5, 25);
    private static readonly int Cuts = Size.Of(1, 4);

    // Somebody who waits for an answer is told within this that there is none; the driver's own limits add up to a minute, once for each connection.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(45);

    [Theory]
    [InlineData("stalled")]
    [InlineData("reset")]
    public async Task The_node_that_is_cut_off_says_so_and_comes_back_and_the_other_goes_on(string how)
    {
        await using var two = await TwoNodes.StartAsync();
        var (said, back) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var cut = 0; cut < Cuts; cut++)
        {
            var (node, network) = (two.Nodes[cut % 2], two.Networks[cut % 2]);
            await two.Load.AcknowledgeAsync(30);
            Break(network, how);
            var since = Stopwatch.StartNew();
            said = Longer(said, await NotReady.SayAsync(node));
            Assert.True(said < NotReady.Patience, $"It took {said} to say that the database is away.");
            await Task.Delay(since.Elapsed < Cut ? Cut - since.Elapsed : TimeSpan.Zero, TimeProvider.System);
            Assert.Equal(200, (await two.Nodes[(cut + 1) % 2].ReadyAsync(Node.Longest))?.Status);
            network.Mend();
            back = Longer(back, await NotReady.EndsAsync(node));
        }

        await two.Load.AcknowledgeAsync(30);
        Assert.True(two.Load.LongestWait < Hang, $"Somebody waited for {two.Load.LongestWait}.");
        await two.EndAsync($"{how} {Cuts} x {TwoNodes.Seconds(Cut)}", $"not ready after {TwoNodes.Seconds(said)} at most", $"ready again {TwoNodes.Seconds(back)} after the end at most");
    }

    private static void Break(CuttableNetwork network, string how)
    {
        if (how == "stalled")
            network.Stall();
        else
            network.Reset();
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
