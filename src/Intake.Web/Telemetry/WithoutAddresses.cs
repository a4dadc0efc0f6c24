using System.Diagnostics;
using OpenTelemetry;

namespace Intake.Web.Telemetry;

/// <summary>
/// Takes off what servers, clients and drivers put on their spans and what must not leave: addresses hold the numbers of
/// tickets, one-time links and the keys of channels, and a client's own address is somebody's.
/// </summary>
internal sealed class WithoutAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Tags =
    [
        "url.full", "url.path", "url.query", "http.url", "http.target", "client.address", "client.port", "network.peer.address", "network.peer.port",
        "user_agent.original", "db.statement", "db.query.text",
    ];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var tag in Tags)
        {
            if (data.GetTagItem(tag) is not null)
                data.SetTag(tag, null);
        }
    }
}
