using Intake.Application.Tickets;
using Intake.Domain.Knowledge;

namespace Intake.Application.Knowledge;

/// <summary>
/// Articles by their words, in the terms of <see cref="SearchTerms"/>, as the search of tickets has them. There are some
/// thousand articles at most and they are looked up with every few words that somebody types, so that it is in memory; and
/// what somebody says on the telephone never has all the words of an answer, so that the best come first (Okapi BM25) and
/// not only what has them all. For one thread at a time.
/// </summary>
internal sealed class ArticleIndex
{
    private const int TitleWeight = 3;
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;
    private const int ShortestBeginning = 3;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<Entry, int>> _postings = new(StringComparer.Ordinal);
    private long _length;

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Puts an article in, or in the place of the one with its code.</summary>
    public void Put(Article article)
    {
        Remove(article.Code);
        var entry = new Entry(article, Weights(article));
        _entries.Add(article.Code, entry);
        _length += entry.Length;
        foreach (var (term, weight) in entry.Terms)
        {
            if (!_postings.TryGetValue(term, out var those))
                _postings.Add(term, those = []);
            those.Add(entry, weight);
        }
    }

    /// <summary>Takes an article out.</summary>
    public void Remove(string code)
    {
        if (!_entries.Remove(code, out var entry))
            return;
        _length -= entry.Length;
        foreach (var term in entry.Terms.Keys)
        {
            var those = _postings[term];
            those.Remove(entry);
            if (those.Count == 0)
                _postings.Remove(term);
        }
    }

    /// <summary>The articles that fit what was said, the best first, with how well they fit.</summary>
    public IReadOnlyList<(Article Article, double Score)> Find(string words, Func<Article, bool> isWanted)
    {
        var scores = new Dictionary<Entry, double>();
        var mean = Count == 0 ? 1 : Math.Max(1, (double)_length / Count);
        foreach (var those in Asked(words).Select(_postings.GetValueOrDefault).OfType<Dictionary<Entry, int>>())
        {
            var rarity = Math.Log(1 + ((Count - those.Count + 0.5) / (those.Count + 0.5)));
            foreach (var (entry, weight) in those)
            {
                var share = weight * (Saturation + 1) / (weight + (Saturation * (1 - LengthShare + (LengthShare * entry.Length / mean))));
                scores[entry] = scores.GetValueOrDefault(entry) + (rarity * share);
            }
        }

        return [.. scores.Where(one => isWanted(one.Key.Article)).OrderByDescending(one => one.Value).ThenBy(one => one.Key.Article.Code, StringComparer.Ordinal).Select(one => (one.Key.Article, one.Value))];
    }

    // A pair of ideographs says something; the last one alone, which the terms of a text have too, hardly anything.
    private HashSet<string> Asked(string words)
    {
        var terms = SearchTerms.ForIndex(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var whole = terms.Where(term => !IsOneIdeograph(term)).ToHashSet(StringComparer.Ordinal);
        if (whole.Count == 0)
            return Beginning(terms);
        // A word of letters is found by its beginning: while it is typed, and with an ending.
        whole.UnionWith(Beginning([.. whole.Where(term => term.Length >= ShortestBeginning && !IsIdeograph(term))]));
        return whole;
    }

    private HashSet<string> Beginning(HashSet<string> terms) => terms.Count == 0 ? [] : [.. _postings.Keys.Where(key => terms.Any(term => key.StartsWith(term, StringComparison.Ordinal)))];

    private static bool IsOneIdeograph(string term) => IsIdeograph(term) && term.EnumerateRunes().Count() == 1;

    private static bool IsIdeograph(string term) => term[0] >= '\u2E80';

    private static Dictionary<string, int> Weights(Article article)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var words in article.Words.Values)
        {
            Add(weights, words.Title, TitleWeight);
            Add(weights, words.Text, 1);
        }

        return weights;
    }

    private static void Add(Dictionary<string, int> weights, string text, int weight)
    {
        foreach (var term in SearchTerms.ForIndex(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            weights[term] = weights.GetValueOrDefault(term) + weight;
    }

    private sealed class Entry(Article article, Dictionary<string, int> terms)
    {
        public Article Article { get; } = article;

        public Dictionary<string, int> Terms { get; } = terms;

        public int Length { get; } = terms.Values.Sum();
    }
}
