using Intake.Domain.Knowledge;

namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary>What the form of an article brings.</summary>
internal sealed class ArticleInput
{
    /// <summary>Its code; set once.</summary>
    public string? Code { get; set; }

    /// <summary>The version that the page showed; 0 for a new one.</summary>
    public int Seen { get; set; }

    /// <summary>What it says, by the tag of the language.</summary>
    public Dictionary<string, WordsInput> Words { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Codes of services.</summary>
    public List<string> Services { get; set; } = [];

    /// <summary>The last day on which it holds.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>The form of an article that is there.</summary>
    public static ArticleInput Of(Article article, int version) => new()
    {
        Code = article.Code,
        Seen = version,
        Words = article.Words.ToDictionary(one => one.Key, one => new WordsInput { Title = one.Value.Title, Text = one.Value.Text, Source = one.Value.Source }, StringComparer.Ordinal),
        Services = [.. article.Services],
        ValidUntil = article.ValidUntil,
    };

    /// <summary>What was typed in a language.</summary>
    public WordsInput In(string tag) => Words.TryGetValue(tag, out var words) ? words : new();

    /// <summary>The article; a language in which nothing is typed it does not speak.</summary>
    public Article ToArticle() => new()
    {
        Code = Code?.Trim() ?? "",
        Words = Words.Where(one => !one.Value.IsEmpty).ToDictionary(one => one.Key, one => new ArticleWords(one.Value.Title?.Trim() ?? "", one.Value.Text?.Trim() ?? "", string.IsNullOrWhiteSpace(one.Value.Source) ? null : one.Value.Source.Trim()), StringComparer.Ordinal),
        Services = Services,
        ValidUntil = ValidUntil,
    };

    /// <summary>The field of a problem.</summary>
    public static string FieldOf(ArticleProblem problem, string firstLanguage) => problem.Field == ArticleField.Code
        ? "Input.Code"
        : $"Input.Words[{problem.Language ?? firstLanguage}].{problem.Field}";
}

/// <summary>What is typed in one language.</summary>
internal sealed class WordsInput
{
    /// <summary>Title.</summary>
    public string? Title { get; set; }

    /// <summary>Text.</summary>
    public string? Text { get; set; }

    /// <summary>What it rests on.</summary>
    public string? Source { get; set; }

    /// <summary>Whether nothing is typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(Source);
}
