using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary>A way in.</summary>
/// <param name="Code">What messages and tickets that come by it bear; its name is the text <c>channel.CODE</c>.</param>
/// <param name="Address">Where it is open, when it is.</param>
internal sealed record WayIn(string Code, string Address);

/// <summary><c>/admin/channels</c>: which ways in are open, and what came by them. A way is open when its address is served.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class ChannelsModel(IntakeDbContext db, EndpointDataSource endpoints, TimeProvider clock) : PageModel
{
    private static readonly WayIn[] All =
    [
        new("webchat", "/v3/directline"),
        new("api", "/api/v1/tickets"),
        new("telegram", "/channels/telegram"),
        new("wechat", "/channels/wechat"),
        new("botframework", "/api/messages"),
        new("open311", "/open311/v2"),
    ];

    /// <summary>Every way in: whether it is open, and what came by it within a day.</summary>
    public IReadOnlyList<(WayIn Way, bool IsOpen, ChannelTraffic? Traffic)> Ways { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var traffic = await InboundQueries.TrafficAsync(db, clock.GetUtcNow() - TimeSpan.FromDays(1), cancellationToken);
        var known = All.Concat(traffic.Where(one => All.All(way => way.Code != one.Channel)).Select(one => new WayIn(one.Channel, "")));
        Ways = [.. known.Select(way => (way, IsOpen(way), traffic.FirstOrDefault(one => one.Channel == way.Code)))];
    }

    private bool IsOpen(WayIn way) => way.Address.Length > 0 && endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}".StartsWith(way.Address, StringComparison.OrdinalIgnoreCase));
}
