using Intake.Domain;
using Intake.Domain.Catalogue;

namespace Intake.Application.Texts;

/// <summary>
/// Every sentence that people read, by language and key. Immutable. Texts have named placeholders (<c>{number}</c>);
/// values are put in as they are, so that whoever shows the result must treat it as text, never as markup.
/// </summary>
public sealed class TextCatalogue
{
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, TextTemplate>> byTag;
    private readonly Action<string>? report;

    internal TextCatalogue(IReadOnlyDictionary<string, IReadOnlyDictionary<string, TextTemplate>> byTag, Action<string>? report = null)
        => (this.byTag, this.report) = (byTag, report);

    /// <summary>A catalogue without texts.</summary>
    public static TextCatalogue Empty { get; } = new(new Dictionary<string, IReadOnlyDictionary<string, TextTemplate>>(StringComparer.Ordinal));

    /// <summary>Tags of the languages that have any text.</summary>
    public IEnumerable<string> Languages => byTag.Keys;

    /// <summary>A catalogue from texts by language tag and key.</summary>
    public static TextCatalogue From(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts.ToDictionary(
            language => language.Key,
            IReadOnlyDictionary<string, TextTemplate> (language) => language.Value.ToDictionary(text => text.Key, text => new TextTemplate(text.Value), StringComparer.Ordinal),
            StringComparer.Ordinal));
    }

    /// <summary>Both, with the second's text where both have a key.</summary>
    public static TextCatalogue Merge(TextCatalogue builtIn, TextCatalogue overrides)
    {
        ArgumentNullException.ThrowIfNull(builtIn);
        ArgumentNullException.ThrowIfNull(overrides);
        var tags = builtIn.byTag.Keys.Union(overrides.byTag.Keys, StringComparer.Ordinal);
        return new(
            tags.ToDictionary(tag => tag, IReadOnlyDictionary<string, TextTemplate> (tag) => Merge(builtIn.In(tag), overrides.In(tag)), StringComparer.Ordinal),
            overrides.report ?? builtIn.report);
    }

    /// <summary>
    /// The same texts for people at work: a missing key or value is told to <paramref name="report"/> and shown as its name.
    /// Without this it is an exception, so that tests and Development find it.
    /// </summary>
    public TextCatalogue Forgiving(Action<string> report) => new(byTag, report);

    /// <summary>The keys of a language.</summary>
    public IEnumerable<string> Keys(Language language) => In(language.Tag).Keys;

    /// <summary>Whether there is a text.</summary>
    public bool Has(Language language, string key) => In(language.Tag).ContainsKey(key);

    /// <summary>The text for a key with its placeholders filled in. Values that the text has no place for are ignored.</summary>
    /// <param name="language">The language; one without texts is answered in Chinese.</param>
    /// <param name="key">The key, such as <c>receipt.given</c>.</param>
    /// <param name="values">Names and values of placeholders.</param>
    /// <exception cref="KeyNotFoundException">No such text or value, and the catalogue is not <see cref="Forgiving"/>.</exception>
    public string Get(Language language, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var texts = byTag.GetValueOrDefault(language.Tag) ?? In(Language.Chinese.Tag);
        if (!texts.TryGetValue(key, out var template))
            return Missing($"text {key} in {language}", key);
        var text = template.Fill(values, out var missing);
        return missing is null ? text : Missing($"value {missing} for text {key} in {language}", text);
    }

    /// <summary>
    /// The words for a refusal: the text <c>refusal.CODE</c>. A value that has words of its own is said in them:
    /// <c>state</c> <c>InHand</c> by the text <c>state.InHand</c>.
    /// </summary>
    public string Explain(Language language, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Get(language, $"refusal.{refusal.Code}", [.. refusal.Values.Select(value => (value.Key, InWords(language, value.Key, value.Value)))]);
    }

    private string InWords(Language language, string name, string value)
        => Has(language, $"{name}.{value}") ? Get(language, $"{name}.{value}") : value;

    internal IReadOnlyDictionary<string, TextTemplate> In(string tag) => byTag.GetValueOrDefault(tag) ?? NoTexts;

    private static readonly IReadOnlyDictionary<string, TextTemplate> NoTexts = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);

    private static Dictionary<string, TextTemplate> Merge(IReadOnlyDictionary<string, TextTemplate> below, IReadOnlyDictionary<string, TextTemplate> above)
    {
        var merged = new Dictionary<string, TextTemplate>(below, StringComparer.Ordinal);
        foreach (var (key, text) in above)
            merged[key] = text;
        return merged;
    }

    private string Missing(string what, string shown)
    {
        if (report is null)
            throw new KeyNotFoundException($"There is no {what}.");
        report(what);
        return shown;
    }
}
