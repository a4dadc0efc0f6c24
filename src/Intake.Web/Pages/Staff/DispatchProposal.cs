using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff;

/// <summary>What the catalogue proposes for a ticket that is not with a unit yet.</summary>
/// <param name="Services">The services that it may belong to, the likeliest first.</param>
/// <param name="Rule">The row of the dispatch catalogue for the likeliest one and the place; null when it has none.</param>
/// <param name="IsSure">Whether nobody has to look: the service is known, takes the kind, and the catalogue has a row for it.</param>
internal sealed record DispatchProposal(IReadOnlyList<Service> Services, RoutingRule? Rule, bool IsSure)
{
    private const int Most = 3;

    /// <summary>The likeliest service; null when the text points to none.</summary>
    public Service? Service => Services.Count > 0 ? Services[0] : null;

    /// <summary>Looks the ticket up in the catalogue; what it has no service for yet is proposed from its words.</summary>
    public static DispatchProposal For(Authority authority, TicketKind kind, string? service, string? place, string matter)
    {
        ArgumentNullException.ThrowIfNull(authority);
        var known = service is not null && authority.Services.TryGetValue(service, out var found) ? found : null;
        IReadOnlyList<Service> services = known is not null ? [known] : [.. ServiceProposal.Propose(authority, matter, kind).Take(Most).Select(one => one.Service)];
        var rule = services.Count == 0 ? null : authority.Dispatch.Find(services[0], place);
        return new(services, rule, known is not null && known.Kinds.Contains(kind) && rule is not null);
    }
}
