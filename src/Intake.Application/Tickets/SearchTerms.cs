using System.Text;

namespace Intake.Application.Tickets;

/// <summary>The columns of the text index that a search looks into.</summary>
[Flags]
public enum SearchColumns
{
    /// <summary>Texts of tickets.</summary>
    Texts = 1,

    /// <summary>Names of requesters who let the handling unit know them.</summary>
    Named = 2,

    /// <summary>Names of requesters known to the centre only.</summary>
    CentreOnly = 4,
}

/// <summary>
/// Turns text into what the index holds, and questions into what it is asked. Chinese is written without spaces, so a run
/// of ideographs is indexed by its overlapping pairs, and by its last character alone: a word is then a phrase of pairs,
/// and a single character the beginning of a pair. Everything else is words in lower case.
/// </summary>
public static class SearchTerms
{
    /// <summary>Most characters of a question; what is longer is cut.</summary>
    public const int MostCharacters = 100;

    private const int MostWords = 8;

    /// <summary>The terms of a text, with spaces between them, in the order of the text.</summary>
    public static string ForIndex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var terms = new StringBuilder(text.Length * 2);
        foreach (var (run, isHan) in Runs(text))
        {
            if (isHan)
                AppendPairs(terms, run, withLast: true);
            else
                terms.Append(run).Append(' ');
        }

        return terms.ToString();
    }

    /// <summary>What a question asks the index for; null when nothing in it can be looked for.</summary>
    internal static SearchQuestion? Ask(string question, SearchColumns columns)
    {
        ArgumentNullException.ThrowIfNull(question);
        var cut = question.Length > MostCharacters ? question[..MostCharacters] : question;
        var parts = Runs(cut).DistinctBy(run => run.Text, StringComparer.Ordinal).Select(run => Part(run.Text, run.IsHan)).Take(MostWords).ToList();
        return parts.Count == 0 ? null : new(columns, parts);
    }

    /// <summary>The question as FTS5 writes it; null when nothing in it can be looked for.</summary>
    public static string? ForQuery(string question, SearchColumns columns) => Ask(question, columns)?.ForFts5();

    /// <summary>The pieces of a question as they stand in texts, for marking where they were found.</summary>
    public static IReadOnlyList<string> Pieces(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return [.. Runs(question).Select(run => run.Text).Where(text => text.Length > 0).Distinct()];
    }

    private static SearchPart Part(string run, bool isHan)
    {
        if (!isHan)
            return new([run], IsBeginning: run.Length > 1);
        if (run.EnumerateRunes().Count() == 1)
            return new([run], IsBeginning: true);
        var pairs = new StringBuilder();
        AppendPairs(pairs, run, withLast: false);
        return new(pairs.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries), IsBeginning: false);
    }

    private static void AppendPairs(StringBuilder terms, string run, bool withLast)
    {
        Rune? before = null;
        foreach (var rune in run.EnumerateRunes())
        {
            if (before is { } one)
                terms.Append(one).Append(rune).Append(' ');
            before = rune;
        }

        if (withLast)
            terms.Append(before).Append(' ');
    }

    // Runs of ideographs, and words: letters and digits of everything else, in lower case, full-width ones made ordinary.
    private static IEnumerable<(string Text, bool IsHan)> Runs(string text)
    {
        var run = new StringBuilder();
        var isHan = false;
        foreach (var written in text.EnumerateRunes())
        {
            var rune = Rune.ToLowerInvariant(Narrow(written));
            var counts = Rune.IsLetterOrDigit(rune);
            var han = counts && IsIdeograph(rune);
            if (run.Length > 0 && (!counts || han != isHan))
            {
                yield return (run.ToString(), isHan);
                run.Clear();
            }

            if (counts)
                run.Append(rune);
            isHan = han;
        }

        if (run.Length > 0)
            yield return (run.ToString(), isHan);
    }

    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    // Han with its extensions, kana and hangul: scripts written without spaces, or where a part of a word is looked for.
    private static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF)
        or (>= 0x3005 and <= 0x30FF) or (>= 0xAC00 and <= 0xD7A3);
}
