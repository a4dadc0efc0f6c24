namespace Intake.Domain.Publication;

/// <summary>What became of a part of a text.</summary>
public enum PartFate
{
    /// <summary>It stayed.</summary>
    Kept,

    /// <summary>It was taken out.</summary>
    Removed,

    /// <summary>It was put in.</summary>
    Added,
}

/// <summary>A part of a text and what became of it.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Words">The part.</param>
public sealed record TextPartChange(PartFate Fate, string Words);

/// <summary>What differs between two wordings: by characters in Chinese, by words in Latin letters.</summary>
public static class TextDifference
{
    private const int MostCells = 4_000_000;
    private const string EndsOfClauses = "，。；！？、,;!?\n";

    /// <summary>The parts in order. Those kept and removed make the text before, those kept and added the text after.</summary>
    public static IReadOnlyList<TextPartChange> Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Joined(Compare(Split(before, IsBoundary), Split(after, IsBoundary), inClauses: false));
    }

    private static List<TextPartChange> Compare(List<string> left, List<string> right, bool inClauses)
    {
        var head = 0;
        while (head < left.Count && head < right.Count && left[head] == right[head])
            head++;
        var tail = 0;
        while (tail < left.Count - head && tail < right.Count - head && left[^(tail + 1)] == right[^(tail + 1)])
            tail++;
        return
        [
            .. left.Take(head).Select(Kept),
            .. Middle(left.GetRange(head, left.Count - head - tail), right.GetRange(head, right.Count - head - tail), inClauses),
            .. left.TakeLast(tail).Select(Kept),
        ];
    }

    /// <summary>The longest common subsequence, and what is not in it. What is too long for that is compared by clauses, and what is too long even so is said to be replaced.</summary>
    private static List<TextPartChange> Middle(List<string> left, List<string> right, bool inClauses)
    {
        if ((long)left.Count * right.Count > MostCells)
        {
            var (before, after) = (string.Concat(left), string.Concat(right));
            return inClauses ? [new(PartFate.Removed, before), new(PartFate.Added, after)] : Compare(Split(before, IsClauseEnd), Split(after, IsClauseEnd), inClauses: true);
        }

        var common = CommonLengths(left, right);
        var changes = new List<TextPartChange>();
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                changes.Add(Kept(left[i++]));
                j++;
            }
            else if (j == right.Count || (i < left.Count && common[i + 1, j] >= common[i, j + 1]))
                changes.Add(new(PartFate.Removed, left[i++]));
            else
                changes.Add(new(PartFate.Added, right[j++]));
        }

        return changes;
    }

    /// <summary>For every pair of ends, the length of the longest common subsequence of what follows.</summary>
    private static ushort[,] CommonLengths(List<string> left, List<string> right)
    {
        var common = new ushort[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
                common[i, j] = left[i] == right[j] ? (ushort)(common[i + 1, j + 1] + 1) : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }

    private static List<TextPartChange> Joined(IEnumerable<TextPartChange> parts)
    {
        var joined = new List<(PartFate Fate, System.Text.StringBuilder Words)>();
        foreach (var part in parts)
        {
            if (joined.Count == 0 || joined[^1].Fate != part.Fate)
                joined.Add((part.Fate, new()));
            joined[^1].Words.Append(part.Words);
        }

        return [.. joined.Select(part => new TextPartChange(part.Fate, part.Words.ToString()))];
    }

    private static List<string> Split(string text, Func<char, char, bool> endsBetween)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && !endsBetween(text[i - 1], text[i]))
                continue;
            parts.Add(text[start..i]);
            start = i;
        }

        return parts;
    }

    private static bool IsBoundary(char left, char right) =>
        !char.IsHighSurrogate(left) && !(char.IsAsciiLetterOrDigit(left) && char.IsAsciiLetterOrDigit(right));

    private static bool IsClauseEnd(char left, char right) => EndsOfClauses.Contains(left, StringComparison.Ordinal);

    private static TextPartChange Kept(string words) => new(PartFate.Kept, words);
}
