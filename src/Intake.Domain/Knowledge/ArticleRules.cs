using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Domain.Knowledge;

/// <summary>A field of an article.</summary>
public enum ArticleField
{
    /// <summary>The code.</summary>
    Code,

    /// <summary>The title in one language.</summary>
    Title,

    /// <summary>The text in one language.</summary>
    Text,

    /// <summary>What it rests on, in one language.</summary>
    Source,
}

/// <summary>Something that is wrong with an article.</summary>
/// <param name="Field">Where.</param>
/// <param name="Language">Tag of the language; null where it is about none.</param>
/// <param name="Why">What.</param>
public sealed record ArticleProblem(ArticleField Field, string? Language, Refusal Why);

/// <summary>What an article must be, wherever it is written.</summary>
public static partial class ArticleRules
{
    /// <summary>Most characters of a code.</summary>
    public const int LongestCode = 60;

    /// <summary>Most characters of a title.</summary>
    public const int LongestTitle = 120;

    /// <summary>Most characters of a text.</summary>
    public const int LongestText = 4_000;

    /// <summary>Most characters of the law, paper or unit that it rests on.</summary>
    public const int LongestSource = 300;

    /// <summary>It has no code, or one that is not small letters, digits and single hyphens.</summary>
    public static readonly Refusal ArticleNeedsCode = new(nameof(ArticleNeedsCode), "most", Written(LongestCode));

    /// <summary>It says nothing in any language.</summary>
    public static readonly Refusal ArticleNeedsWords = new(nameof(ArticleNeedsWords));

    /// <summary>In one language it has a text or a source and no title.</summary>
    public static readonly Refusal ArticleNeedsTitle = new(nameof(ArticleNeedsTitle));

    /// <summary>In one language it has a title or a source and no text.</summary>
    public static readonly Refusal ArticleNeedsText = new(nameof(ArticleNeedsText));

    /// <summary>Everything that is wrong with an article; nothing when it can be.</summary>
    public static IEnumerable<ArticleProblem> Problems(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        if (article.Code.Length > LongestCode || !Code().IsMatch(article.Code))
            yield return new(ArticleField.Code, null, ArticleNeedsCode);
        if (article.Words.Count == 0)
            yield return new(ArticleField.Title, null, ArticleNeedsWords);
        foreach (var problem in article.Words.SelectMany(one => Problems(one.Key, one.Value)))
            yield return problem;
    }

    private static IEnumerable<ArticleProblem> Problems(string language, ArticleWords words)
    {
        if (string.IsNullOrWhiteSpace(words.Title))
            yield return new(ArticleField.Title, language, ArticleNeedsTitle);
        if (string.IsNullOrWhiteSpace(words.Text))
            yield return new(ArticleField.Text, language, ArticleNeedsText);
        foreach (var (field, written, most) in new[] { (ArticleField.Title, words.Title, LongestTitle), (ArticleField.Text, words.Text, LongestText), (ArticleField.Source, words.Source ?? "", LongestSource) })
        {
            if (written.Length > most)
                yield return new(field, language, new("ArticleIsTooLong", "most", Written(most)));
        }
    }

    private static string Written(int most) => most.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
