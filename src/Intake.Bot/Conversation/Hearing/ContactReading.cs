using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>A phone number or e-mail address in a text.</summary>
/// <param name="Index">Where it begins.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Value">The value, plain.</param>
/// <param name="IsPhone">Whether it is a phone number.</param>
/// <param name="IsOwn">Whether it is the writer's own, as far as the words around it tell.</param>
internal readonly record struct FoundContact(int Index, int Length, string Value, bool IsPhone, bool IsOwn);

/// <summary>Finds phone numbers and e-mail addresses that people write into their texts, and keeps them out of sight.</summary>
internal static partial class ContactReading
{
    private const int WordsBefore = 14;
    private const string Hidden = "***";

    /// <summary>What a text holds, in order.</summary>
    public static IReadOnlyList<FoundContact> Find(string text, Vocabulary vocabulary)
    {
        var phones = Phone().Matches(text);
        var mails = Mail().Matches(text);
        var isOnly = phones.Count + mails.Count == 1;
        return
        [
            .. phones.Select(match => Found(match, true)).Concat(mails.Select(match => Found(match, false))).OrderBy(found => found.Index),
        ];

        FoundContact Found(Match match, bool isPhone) =>
            new(match.Index, match.Length, isPhone ? Digits(match.Value) : match.Value, isPhone, IsOwn(text, match.Index, isOnly, vocabulary));
    }

    /// <summary>The text without its writer's own numbers and addresses.</summary>
    public static string Hide(string text, Vocabulary vocabulary)
    {
        var found = Find(text, vocabulary).Where(contact => contact.IsOwn).ToList();
        if (found.Count == 0)
            return text;
        var hidden = new StringBuilder(text);
        for (var i = found.Count - 1; i >= 0; i--)
            hidden.Remove(found[i].Index, found[i].Length).Insert(found[i].Index, Hidden);
        return hidden.ToString();
    }

    /// <summary>A phone number or address as its owner recognises it and others do not.</summary>
    public static string Mask(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at > 0)
            return $"{value[..Math.Min(2, at)]}***{value[at..]}";
        return value.Length < 8 ? Hidden : $"{value[..3]}****{value[^4..]}";
    }

    private static bool IsOwn(string text, int index, bool isOnly, Vocabulary vocabulary)
    {
        var before = text[Math.Max(0, index - WordsBefore)..index];
        var own = LastAt(vocabulary.HintsOf("own-number"), before);
        var other = LastAt(vocabulary.HintsOf("other-number"), before);
        return other >= 0 ? own > other : own >= 0 || isOnly || vocabulary.Has("contact-number", before);
    }

    private static int LastAt(IReadOnlyList<string> words, string text) =>
        words.Select(word => text.LastIndexOf(word, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty(-1).Max();

    private static string Digits(string value) => string.Concat(value.Normalize(NormalizationForm.FormKC).Where(c => char.IsAsciiDigit(c) || c == '+'));

    // A mobile of the mainland, a landline with its area code, or a number with its country's code; full-width digits too.
    [GeneratedRegex(@"(?<![\d\-])(?:(?:[+＋]?86[\- ]?)?[1１][3-9３-９]\d[\- ]?\d{4}[\- ]?\d{4}|[0０]\d{2,3}[\- －]?\d{7,8}|[+＋]\d{8,15})(?![\d\-])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();
}
