namespace Intake.Web.Tests.Faults;

/// <summary>Either of two nodes killed again and again while both are written to.</summary>
public sealed class NodeKilledTests
{
    private static readonly int Kills = Size.Of(6, 50);

    [Fact]
    public async Task Either_node_killed_under_load_loses_nothing_and_makes_nothing_twice()
    {
        await using var two = await TwoNodes.StartAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            var node = two.Nodes[Random.Shared.Next(2)];
            await two.Load.AcknowledgeAsync(Random.Shared.Next(2, 24));
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, 60)), TimeProvider.System);
            await node.KillAsync();
            // The other one goes on by itself.
            await two.Load.AcknowledgeAsync(Random.Shared.Next(2, 12));
            await node.StartAsync();
        }

        var starts = two.Nodes.SelectMany(node => node.Starts.Skip(1)).Order().ToList();
        await two.EndAsync($"{Kills} kills", $"back after {TwoNodes.Seconds(starts[starts.Count / 2])} in the middle, {TwoNodes.Seconds(starts[^1])} at most");
    }
}
