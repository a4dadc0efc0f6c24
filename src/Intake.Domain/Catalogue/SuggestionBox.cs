namespace Intake.Domain.Catalogue;

/// <summary>意见箱: a suggestion box that hangs somewhere, with a poster that leads to its page.</summary>
/// <param name="Code">Stable code, kebab case; the posters hold it.</param>
/// <param name="Name">Where it hangs, as people read it.</param>
/// <param name="Place">Code of the place; null when it is in none.</param>
public sealed record SuggestionBox(string Code, LocalText Name, string? Place);
