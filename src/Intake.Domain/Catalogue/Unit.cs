namespace Intake.Domain.Catalogue;

/// <summary>A body that handles tickets.</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="Name">What people read.</param>
/// <param name="Calendar">Code of its working calendar.</param>
/// <param name="IsCentre">Whether it is the centre: it takes in, dispatches and verifies, and handles nothing itself.</param>
public sealed record Unit(string Code, LocalText Name, string Calendar, bool IsCentre = false)
{
    /// <summary>The telephone that people may ring; null when none is published.</summary>
    public string? Phone { get; init; }
}

/// <summary>A district, town or street that rules and people name.</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="Name">What people read.</param>
/// <param name="Aliases">Other ways of writing it, found in texts.</param>
public sealed record Place(string Code, LocalText Name, IReadOnlyList<string> Aliases);

/// <summary>A row of the dispatch catalogue (派单目录): matter and place to unit, with the legal basis.</summary>
/// <param name="Code">Stable code, named in dispatches and rulings.</param>
/// <param name="Services">Codes of services or of groups; empty is any.</param>
/// <param name="Places">Codes of places; empty is any.</param>
/// <param name="Lead">Code of the lead unit (主办).</param>
/// <param name="CoHandlers">Codes of the co-handling units (协办).</param>
/// <param name="LegalBasis">The paper that gives the matter to the unit.</param>
public sealed record RoutingRule(
    string Code,
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Places,
    string Lead,
    IReadOnlyList<string> CoHandlers,
    LocalText LegalBasis);
