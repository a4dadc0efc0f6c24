using System.Diagnostics;

namespace Intake.Web.Tests.Faults;

/// <summary>A node that is stopped as operators do, while both are written to: nobody notices.</summary>
public sealed class NodeStoppedTests
{
    private static readonly int Stops = Size.Of(1, 6);

    [Fact]
    public async Task A_node_that_is_asked_to_end_loses_no_request()
    {
        await using var two = await TwoNodes.StartAsync();
        var longest = TimeSpan.Zero;
        for (var stop = 0; stop < Stops; stop++)
        {
            var node = two.Nodes[stop % 2];
            await two.Load.AcknowledgeAsync(20);
            var (repeats, since) = (two.Load.Repeats, Stopwatch.StartNew());
            Assert.Equal(0, await node.StopAsync());
            longest = since.Elapsed > longest ? since.Elapsed : longest;
            Assert.Equal(repeats, two.Load.Repeats);
            await two.Load.AcknowledgeAsync(10);
            await node.StartAsync();
        }

        await two.EndAsync($"{Stops} stops of {TwoNodes.Seconds(longest)} at most, 3 s of them waiting to be left alone");
    }
}
