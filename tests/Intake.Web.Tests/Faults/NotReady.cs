using System.Diagnostics;

namespace Intake.Web.Tests.Faults;

/// <summary>What a node says of itself while it has no database: soon, in words, and not for longer than that lasts.</summary>
internal static class NotReady
{
    /// <summary>Within this a node has to answer whether it is ready, whatever its database does: it says so after 3 s on an idle machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until each says that it is not ready. Answers how long that took.</summary>
    public static async Task<TimeSpan> SayAsync(params IReadOnlyList<Node> nodes)
    {
        var since = Stopwatch.StartNew();
        foreach (var node in nodes)
            await UntilAsync(node, 503);
        return since.Elapsed;
    }

    /// <summary>Waits until it says that it is not ready. Answers what it says: asked once more, it may have found room for the little that it tries itself.</summary>
    public static Task<string> WhyAsync(Node node) => UntilAsync(node, 503);

    /// <summary>Waits until it says that it is ready again. Answers how long that took.</summary>
    public static async Task<TimeSpan> EndsAsync(Node node)
    {
        var since = Stopwatch.StartNew();
        await UntilAsync(node, 200);
        return since.Elapsed;
    }

    private static async Task<string> UntilAsync(Node node, int status)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(BetweenLooks, TimeProvider.System))
        {
            var said = await node.ReadyAsync(Node.Longest);
            if (said?.Status == status)
                return said.Value.Body;
            Assert.True(since.Elapsed < Node.Longest, $"After {since.Elapsed} it still says {said}.");
        }
    }
}
