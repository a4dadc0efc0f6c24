namespace Intake.Domain.Catalogue;

/// <summary>The dispatch catalogue (派单目录): finds the responsible unit for a matter and a place.</summary>
/// <param name="Rules">The rows. The most exact one wins: a service before its group before any, then a place before any, then the order.</param>
public sealed record DispatchCatalogue(IReadOnlyList<RoutingRule> Rules)
{
    /// <summary>The row for a service at a place, or null when the catalogue has none.</summary>
    /// <param name="service">The service.</param>
    /// <param name="place">Code of the place; null when unknown.</param>
    public RoutingRule? Find(Service service, string? place)
    {
        ArgumentNullException.ThrowIfNull(service);
        RoutingRule? best = null;
        var bestScore = -1;
        foreach (var rule in Rules)
        {
            var score = Score(rule, service, place);
            if (score > bestScore)
                (best, bestScore) = (rule, score);
        }

        return best;
    }

    private static int Score(RoutingRule rule, Service service, string? place)
    {
        var matter = rule.Services.Count == 0 ? 0
            : rule.Services.Contains(service.Code) ? 4
            : rule.Services.Contains(service.Group) ? 2
            : -1;
        var where = rule.Places.Count == 0 ? 0
            : place is not null && rule.Places.Contains(place) ? 1
            : -1;
        return matter < 0 || where < 0 ? -1 : matter + where;
    }
}
