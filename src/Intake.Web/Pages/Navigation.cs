using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Intake.Web.Pages;

/// <summary>A place in the list at the side of staff pages.</summary>
/// <param name="Text">Key of its name.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Keys">The keys that open it.</param>
/// <param name="Count">Name of its live count, where it has one.</param>
internal sealed record Place(string Text, string Address, string Icon, string Keys, string? Count = null);

/// <summary>Places under one heading.</summary>
/// <param name="Text">Key of the heading; null has none.</param>
/// <param name="Places">The places, in order.</param>
internal sealed record PlaceGroup(string? Text, IReadOnlyList<Place> Places);

/// <summary>
/// Where people can go. A place is shown when its page is there and the page's own authorization lets the person in, so
/// that the list never says other than the page itself.
/// </summary>
internal sealed class Navigation(EndpointDataSource endpoints, IAuthorizationService authorization, IAuthorizationPolicyProvider policies)
{
    /// <summary>Every place for staff, whoever may see it.</summary>
    public static IReadOnlyList<PlaceGroup> ForStaff { get; } =
    [
        new(null,
        [
            new("nav.start", "/staff", Icon: "home", Keys: "g h"),
            new("nav.take-in", "/staff/take-in", Icon: "headset", Keys: "g t"),
            new("nav.batches", "/staff/batches", Icon: "file-upload", Keys: "g u"),
            new("nav.openings", "/staff/openings", Icon: "mail-opened", Keys: "g e"),
            new("nav.questionnaires", "/staff/questionnaires", Icon: "clipboard-list", Keys: "g f"),
            new("nav.inbox", "/staff/inbox", Icon: "inbox", Keys: "g i", Count: "inbox"),
            new("nav.dispatch", "/staff/dispatch", Icon: "arrows-split-2", Keys: "g d", Count: "dispatch"),
            new("nav.verification", "/staff/verification", Icon: "checkup-list", Keys: "g v", Count: "verification"),
            new("nav.ledger", "/staff/ledger", Icon: "table", Keys: "g l"),
            new("nav.notices", "/staff/notices", Icon: "bell", Keys: "g n", Count: "notices"),
            new("nav.bulletins", "/admin/bulletins", Icon: "news", Keys: "g b"),
        ]),
        new("nav.group.admin",
        [
            new("nav.overview", "/admin", Icon: "layout-dashboard", Keys: "g a"),
            new("nav.staff", "/admin/staff", Icon: "users", Keys: "g s"),
            new("nav.access", "/admin/access", Icon: "lock-access", Keys: "g r"),
            new("nav.configuration", "/admin/configuration", Icon: "adjustments", Keys: "g c"),
            new("nav.calendars", "/admin/calendars", Icon: "calendar", Keys: "g y"),
            new("nav.channels", "/admin/channels", Icon: "route", Keys: "g w"),
            new("nav.knowledge", "/admin/knowledge", Icon: "book-2", Keys: "g j"),
            new("nav.boxes", "/admin/boxes", Icon: "box", Keys: "g q"),
            new("nav.inbound", "/admin/inbound", Icon: "mailbox", Keys: "g m"),
            new("nav.outbox", "/admin/outbox", Icon: "send", Keys: "g o"),
            new("nav.keys", "/admin/keys", Icon: "key", Keys: "g k"),
            new("nav.webhooks", "/admin/webhooks", Icon: "webhook", Keys: "g p"),
        ]),
    ];

    /// <summary>Every place for citizens.</summary>
    public static IReadOnlyList<Place> ForCitizens { get; } =
    [
        new("nav.chat", "/", Icon: "message-2", Keys: ""),
        new("nav.track", "/track", Icon: "search", Keys: ""),
        new("nav.public-bulletins", "/bulletins", Icon: "news", Keys: ""),
    ];

    /// <summary>The groups and places that a person may open, without empty groups.</summary>
    public async Task<IReadOnlyList<PlaceGroup>> StaffPlacesAsync(ClaimsPrincipal person)
    {
        var open = new List<PlaceGroup>();
        foreach (var group in ForStaff)
        {
            var places = await OpenAsync(group.Places, person);
            if (places.Count > 0)
                open.Add(group with { Places = places });
        }

        return open;
    }

    /// <summary>Those of the places that a person may open.</summary>
    public async Task<IReadOnlyList<Place>> OpenAsync(IReadOnlyList<Place> places, ClaimsPrincipal person)
    {
        var open = new List<Place>();
        foreach (var place in places)
        {
            if (await MayOpenAsync(place.Address, person))
                open.Add(place);
        }

        return open;
    }

    /// <summary>Whether there is a page at an address, and the person may open it.</summary>
    public async Task<bool> MayOpenAsync(string address, ClaimsPrincipal person)
    {
        var page = endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint => IsAt(endpoint.RoutePattern, address));
        if (page is null)
            return false;
        if (page.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return true;
        var policy = await AuthorizationPolicy.CombineAsync(policies, page.Metadata.GetOrderedMetadata<IAuthorizeData>(), page.Metadata.GetOrderedMetadata<AuthorizationPolicy>())
            ?? await policies.GetFallbackPolicyAsync();
        return policy is null || (await authorization.AuthorizeAsync(person, policy)).Succeeded;
    }

    private static bool IsAt(RoutePattern pattern, string address)
        => pattern.Parameters.All(parameter => parameter.IsOptional) && Written(pattern).Equals(address.Trim('/'), StringComparison.OrdinalIgnoreCase);

    private static string Written(RoutePattern pattern)
        => string.Join('/', pattern.PathSegments.Where(segment => segment.IsSimple && segment.Parts[0] is RoutePatternLiteralPart).Select(segment => ((RoutePatternLiteralPart)segment.Parts[0]).Content));
}
