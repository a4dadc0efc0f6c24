using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Bot.Channels;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary>A way in.</summary>
/// <param name="Code">What messages and tickets that come by it bear; its name is the text <c>channel.CODE</c>.</param>
/// <param name="Address">Where it is open, when it is.</param>
internal sealed record WayIn(string Code, string Address);

/// <summary>A way in as it is now.</summary>
/// <param name="Way">The way.</param>
/// <param name="State">How it is.</param>
/// <param name="Address">Where it is open; null where it is not, or has no address.</param>
/// <param name="Traffic">What came by it within a day.</param>
internal sealed record WayNow(WayIn Way, ChannelState State, string? Address, ChannelTraffic? Traffic);

/// <summary><c>/admin/channels</c>: which ways in and out are open, what is wrong with those that are not and how to open them, and what came by them. A way without keys is open when its address is served.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class ChannelsModel(IntakeDbContext db, EndpointDataSource endpoints, IEnumerable<ChannelStatus> channels, TimeProvider clock) : PageModel
{
    private static readonly WayIn[] All =
    [
        new("webchat", "/v3/directline"),
        new("directline", "/v3/directline"),
        new("api", "/api/v1/tickets"),
        new("telegram", "/channels/telegram"),
        new("email", ""),
        new("wechat", "/channels/wechat"),
        new("botframework", "/api/messages"),
        new("open311", "/open311/v2"),
        new("sms", ""),
    ];

    /// <summary>Every way in.</summary>
    public IReadOnlyList<WayNow> Ways { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var traffic = await InboundQueries.TrafficAsync(db, clock.GetUtcNow() - TimeSpan.FromDays(1), cancellationToken);
        var known = All.Concat(traffic.Where(one => All.All(way => way.Code != one.Channel)).Select(one => new WayIn(one.Channel, "")));
        Ways = [.. known.Select(way => Now(way, traffic.FirstOrDefault(one => one.Channel == way.Code)))];
    }

    /// <summary>The mark of a state.</summary>
    public static Tone ToneOf(ChannelState state) => state switch
    {
        ChannelState.On => Tone.Green,
        ChannelState.Off => Tone.Grey,
        ChannelState.WrongKey => Tone.Red,
        ChannelState.Unreachable => Tone.Yellow,
    };

    private WayNow Now(WayIn way, ChannelTraffic? traffic)
    {
        if (channels.FirstOrDefault(one => one.Code == way.Code) is { } channel)
            return new(way, channel.State, channel.State == ChannelState.Off ? null : channel.Address, traffic);
        return IsOpen(way) ? new(way, ChannelState.On, way.Address, traffic) : new(way, ChannelState.Off, null, traffic);
    }

    private bool IsOpen(WayIn way) => way.Address.Length > 0 && endpoints.Endpoints.OfType<RouteEndpoint>().Any(endpoint => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}".StartsWith(way.Address, StringComparison.OrdinalIgnoreCase));
}
