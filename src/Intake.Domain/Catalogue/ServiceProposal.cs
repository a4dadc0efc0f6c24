using Intake.Domain.Tickets;

namespace Intake.Domain.Catalogue;

/// <summary>A service that a text may belong to.</summary>
/// <param name="Service">The service.</param>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct ProposedService(Service Service, double Confidence);

/// <summary>Proposes services for a text by their keywords.</summary>
public static class ServiceProposal
{
    /// <summary>The services whose keywords the text has, the likeliest first.</summary>
    public static IReadOnlyList<ProposedService> Propose(Authority authority, string text, TicketKind? kind)
    {
        ArgumentNullException.ThrowIfNull(authority);
        var hits = authority.Services.Values
            .Where(service => kind is null || service.Kinds.Contains(kind.Value))
            .Select(service => (service, count: service.Keywords.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .Where(hit => hit.count > 0)
            .OrderByDescending(hit => hit.count)
            .ToList();
        double all = hits.Sum(hit => hit.count);
        return [.. hits.Select(hit => new ProposedService(hit.service, hit.count / all))];
    }
}
