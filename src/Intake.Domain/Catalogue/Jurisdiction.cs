namespace Intake.Domain.Catalogue;

/// <summary>A body that Open311's clients know under an id of its own: the authority itself, or a place of it that has its own site.</summary>
/// <param name="Id">Open311's <c>jurisdiction_id</c>, such as <c>xinghe.example</c>.</param>
/// <param name="Place">Code of the place that it is for; null is the whole authority.</param>
public sealed record Jurisdiction(string Id, string? Place);
