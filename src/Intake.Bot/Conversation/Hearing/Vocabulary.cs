using System.Globalization;
using System.Runtime.CompilerServices;
using Intake.Application.Texts;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>
/// The words that people say to the bot, of all languages together: the texts <c>say.NAME</c> (said alone) and
/// <c>hint.NAME</c> (found in a sentence), alternatives parted by <c>|</c>. Read once for each catalogue of texts.
/// </summary>
internal sealed class Vocabulary
{
    private static readonly ConditionalWeakTable<TextCatalogue, Vocabulary> Read = [];

    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _hints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numerals = new(StringComparer.Ordinal);

    private Vocabulary(TextCatalogue texts)
    {
        foreach (var tag in texts.Languages)
        {
            var language = new Language(tag);
            foreach (var key in texts.Keys(language))
                Learn(tag, key, texts, language);
        }
    }

    /// <summary>The vocabulary of a catalogue.</summary>
    public static Vocabulary Of(TextCatalogue texts) => Read.GetValue(texts, static known => new(known));

    /// <summary>The name of a word said alone, such as <c>back</c>; null when it is none.</summary>
    public string? WordOf(string plain) => _words.GetValueOrDefault(plain);

    /// <summary>Tag of the one language that has this word; null when none or several have it.</summary>
    public string? LanguageOf(string plain) => _languages.GetValueOrDefault(plain) is { Length: > 0 } tag ? tag : null;

    /// <summary>Whether a text holds one of a hint's words.</summary>
    public bool Has(string hint, string plain) => At(hint, plain) >= 0;

    /// <summary>Where the first of a hint's words stands in a text; -1 when none does.</summary>
    public int At(string hint, string plain)
    {
        var first = -1;
        foreach (var word in HintsOf(hint))
        {
            var at = plain.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (first < 0 || at < first))
                first = at;
        }

        return first;
    }

    /// <summary>A hint's words.</summary>
    public IReadOnlyList<string> HintsOf(string hint) => _hints.TryGetValue(hint, out var words) ? words : [];

    /// <summary>A number from 1, as people choose by it: <c>1</c>, <c>１</c>, <c>①</c>, <c>一</c>, <c>第一个</c>, <c>one</c>. Null when it is none.</summary>
    public int? NumberOf(string plain)
    {
        var bare = WithoutWrapping(plain);
        if (bare.Length is > 0 and < 4 && int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return _numerals.TryGetValue(bare, out var numeral) ? numeral : null;
    }

    private string WithoutWrapping(string plain)
    {
        foreach (var before in HintsOf("number-before"))
        {
            if (plain.Length > before.Length && plain.StartsWith(before, StringComparison.Ordinal))
                plain = plain[before.Length..].TrimStart();
        }

        foreach (var after in HintsOf("number-after"))
        {
            if (plain.Length > after.Length && plain.EndsWith(after, StringComparison.Ordinal))
                plain = plain[..^after.Length].TrimEnd();
        }

        return WrittenText.Plain(plain);
    }

    private void Learn(string tag, string key, TextCatalogue texts, Language language)
    {
        if (key.StartsWith("say.", StringComparison.Ordinal))
        {
            foreach (var word in Alternatives(texts.Get(language, key)))
            {
                _words.TryAdd(word, key[4..]);
                _languages[word] = _languages.TryGetValue(word, out var other) && other != tag ? "" : tag;
            }
        }
        else if (key == "hint.numerals")
        {
            foreach (var (index, word) in Alternatives(texts.Get(language, key)).Index())
                _numerals.TryAdd(word, index + 1);
        }
        else if (key.StartsWith("hint.", StringComparison.Ordinal))
        {
            if (!_hints.TryGetValue(key[5..], out var known))
                _hints[key[5..]] = known = [];
            known.AddRange(Alternatives(texts.Get(language, key)));
        }
    }

    private static IEnumerable<string> Alternatives(string text) =>
        text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(word => word.ToLowerInvariant());
}
