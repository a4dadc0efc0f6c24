namespace Intake.Domain.Catalogue;

/// <summary>Where a matter belongs that is not taken in here: an emergency line, a court, a petition office.</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="Name">What people read.</param>
/// <param name="Advice">One or two sentences on what to do there.</param>
/// <param name="Phone">The number to dial; null when there is none.</param>
/// <param name="IsEmergency">Whether life or property is in danger: told at once, before any other question.</param>
/// <param name="Keywords">Words that point there, of all languages together, lower case.</param>
public sealed record RightDoor(
    string Code,
    LocalText Name,
    LocalText Advice,
    string? Phone,
    bool IsEmergency,
    IReadOnlyList<string> Keywords);

/// <summary>How the body itself is reached, for the privacy notice and for Open311's discovery.</summary>
/// <param name="Phone">The telephone.</param>
/// <param name="Email">The address for questions about personal data.</param>
/// <param name="Address">The postal address.</param>
/// <param name="Website">The body's own site; null when it has none.</param>
public sealed record Contact(string Phone, string Email, LocalText Address, Uri? Website);
