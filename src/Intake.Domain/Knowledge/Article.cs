using Intake.Domain.Catalogue;

namespace Intake.Domain.Knowledge;

/// <summary>What an article says in one language.</summary>
/// <param name="Title">What it answers, as people ask it.</param>
/// <param name="Text">The answer, as it is told to people.</param>
/// <param name="Source">The law, paper or unit that it rests on; null when none is named.</param>
public sealed record ArticleWords(string Title, string Text, string? Source);

/// <summary>An article of the knowledge base (知识库): an answer that can be given at once.</summary>
public sealed record Article
{
    /// <summary>Stable code, kebab case; tickets that were answered from it keep it.</summary>
    public required string Code { get; init; }

    /// <summary>Which version of it, as <see cref="ArticleUse.Version"/>.</summary>
    public string Version { get; init; } = "";

    /// <summary>What it says, by the tag of the language; in one language at least.</summary>
    public required IReadOnlyDictionary<string, ArticleWords> Words { get; init; }

    /// <summary>Codes of the services that it belongs to; none is any.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The last day on which it holds; null while nobody has set one.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Whether it was taken out of use.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The use of this very version.</summary>
    public ArticleUse Use => new(Code, Version);

    /// <summary>What it says in a language; where it does not speak that one, in another.</summary>
    public ArticleWords In(Language language) => Words.TryGetValue(language.Tag, out var words) ? words : Words.OrderBy(one => one.Key, StringComparer.Ordinal).Last().Value;

    /// <summary>Whether its time is over.</summary>
    public bool IsExpired(DateOnly today) => today > ValidUntil;

    /// <summary>Whether people are answered from it.</summary>
    public bool IsOffered(DateOnly today) => !IsRetired && !IsExpired(today);
}
