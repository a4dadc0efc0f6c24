namespace Intake.Domain.Knowledge;

/// <summary>That an article was used, as the log of a ticket keeps it.</summary>
/// <param name="Code">Code of the article.</param>
/// <param name="Version">Which version of it: a number where it is written on the administrators' page, the beginning of a hash where it stands in a file.</param>
public sealed record ArticleUse(string Code, string Version);
