using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain.Knowledge;

namespace Intake.Application.Knowledge;

/// <summary>What an article says, as it is kept: equal articles have equal JSON.</summary>
/// <param name="Words">By the tag of the language, in the order of the tags.</param>
/// <param name="Services">Codes of services, in their order.</param>
/// <param name="ValidUntil">The last day on which it holds.</param>
public sealed record ArticleContent(SortedDictionary<string, ArticleWords> Words, IReadOnlyList<string> Services, DateOnly? ValidUntil)
{
    private const int HashLength = 8;

    /// <summary>What stands in this place of the version where an article is not numbered.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())))[..HashLength];

    /// <summary>The content of an article.</summary>
    public static ArticleContent Of(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        var words = article.Words.ToDictionary(one => one.Key, one => new ArticleWords(Clean(one.Value.Title), Clean(one.Value.Text), one.Value.Source is { } source && !string.IsNullOrWhiteSpace(source) ? Clean(source) : null), StringComparer.Ordinal);
        return new(new(words, StringComparer.Ordinal), [.. article.Services.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], article.ValidUntil);
    }

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable.ArticleContent);

    /// <summary>Reads it back.</summary>
    /// <exception cref="JsonException">It is no content.</exception>
    public static ArticleContent FromJson(string json) =>
        JsonSerializer.Deserialize(json, Readable.ArticleContent) ?? throw new JsonException("The content of an article is never null.");

    /// <summary>The article.</summary>
    public Article ToArticle(string code, string version, bool isRetired) =>
        new() { Code = code, Version = version, Words = Words, Services = Services, ValidUntil = ValidUntil, IsRetired = isRetired };

    // Browsers send line ends of their own, and no database keeps the character zero.
    private static string Clean(string text) => text.Trim().ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);

    private static readonly KnowledgeJson Readable = new(new JsonSerializerOptions(KnowledgeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

[JsonSerializable(typeof(ArticleContent))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
