using System.Collections.Frozen;

namespace Intake.Domain.Catalogue;

/// <summary>A word found in a text.</summary>
/// <param name="Word">Which word, by its place in the list that the index was made of.</param>
/// <param name="At">Where it begins.</param>
/// <param name="Length">Its characters.</param>
internal readonly record struct WordHit(int Word, int At, int Length);

/// <summary>
/// Finds many words in a text in one pass, by their first two characters. Small letters, wide and narrow forms and kinds of
/// white space make no difference. Latin words are found whole, with a plural "s" allowed; Chinese ones anywhere, because
/// nothing stands between them.
/// </summary>
internal sealed class WordIndex
{
    private readonly FrozenDictionary<uint, (string Word, int Index)[]> buckets;
    private readonly bool[] begins = new bool[char.MaxValue + 1];

    internal WordIndex(IReadOnlyList<string> words)
    {
        var folded = words.Select((word, index) => (Word: Fold(word), Index: index)).Where(entry => entry.Word.Length >= 2).ToList();
        buckets = folded.GroupBy(entry => Key(entry.Word[0], entry.Word[1])).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        foreach (var (word, _) in folded)
            begins[word[0]] = true;
    }

    /// <summary>Every hit, in the order of the text; hits may lie inside each other.</summary>
    internal List<WordHit> Find(string text)
    {
        var hits = new List<WordHit>();
        var folded = Fold(text);
        for (var at = 0; at < folded.Length - 1; at++)
        {
            if (begins[folded[at]] && buckets.TryGetValue(Key(folded[at], folded[at + 1]), out var words))
                AddHits(hits, words, folded, at);
        }

        return hits;
    }

    private static void AddHits(List<WordHit> hits, (string Word, int Index)[] words, ReadOnlySpan<char> text, int at)
    {
        foreach (var (word, index) in words)
        {
            if (text[at..].StartsWith(word) && IsWhole(text, at, word.Length))
                hits.Add(new WordHit(index, at, word.Length));
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> text, int at, int length)
    {
        if (IsLatin(text[at]) && at > 0 && IsLatin(text[at - 1]))
            return false;
        var end = at + length;
        if (end < text.Length && text[end] == 's' && IsLatin(text[end - 1]))
            end++;
        return end == text.Length || !IsLatin(text[end]) || !IsLatin(text[end - 1]);
    }

    private static bool IsLatin(char character) => character < '\u0250' && char.IsLetterOrDigit(character);

    private static uint Key(char first, char second) => ((uint)first << 16) | second;

    private static string Fold(string text) => string.Create(text.Length, text, static (folded, original) =>
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Fold(original[i]);
    });

    private static char Fold(char character) => character switch
    {
        >= 'a' and <= 'z' => character,
        >= 'A' and <= 'Z' => (char)(character | 0x20),
        '\u2019' => '\'',
        '\u3000' or '\t' or '\r' or '\n' => ' ',
        >= '\uFF01' and <= '\uFF5E' => Fold((char)(character - 0xFEE0)),
        < '\u0250' => char.ToLowerInvariant(character),
        _ => character,
    };
}
