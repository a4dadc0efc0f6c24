using Intake.Domain.Publication.Scanning;

namespace Intake.Domain.Publication;

/// <summary>
/// Finds personal data in Chinese and English text. Pure, linear in the text's length, and without regular expressions,
/// so that no text of a citizen can make it slow.
/// </summary>
public static class Redaction
{
    /// <summary>
    /// Everything found, in order and without overlaps. What is left when all of it is masked holds nothing more that
    /// would be found.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="own">What the ticket's own fields say about people.</param>
    public static IReadOnlyList<Finding> Find(string text, OwnFields own)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(own);
        List<Finding> all = [];
        var left = text;
        while (Scan(left, own) is { Count: > 0 } found)
        {
            all = Resolve(text, [.. all, .. found]);
            left = Hide(text, all);
        }

        return all;
    }

    /// <summary>The text with everything found in it masked: for texts that no person looks at before they are shown.</summary>
    public static string Redact(string text, OwnFields own) => Hide(text, Find(text, own));

    private static string Hide(string text, IReadOnlyList<Finding> findings) =>
        Mask.Apply(text, findings.Select(finding => new Mask(finding, MaskRuling.Open)));

    private static List<Finding> Scan(string text, OwnFields own)
    {
        var folded = new FoldedText(text);
        var found = new List<Finding>();
        var numbers = new Numbers(folded);
        Phones.Scan(folded, numbers, found);
        IdentityCards.Scan(folded, numbers, found);
        BankCards.Scan(folded, numbers, found);
        SpokenNumbers.Scan(folded, found);
        Plates.Scan(folded, found);
        Emails.Scan(folded, found);
        ChatIds.Scan(folded, found);
        ChineseNames.Scan(folded, found);
        LatinNames.Scan(folded, found);
        ChineseHouses.Scan(folded, found);
        LatinHouses.Scan(folded, found);
        OwnFieldValues.Recurring(folded, found);
        OwnFieldValues.Scan(folded, numbers, own, found);
        found.RemoveAll(finding => text.AsSpan(finding.Start, finding.Length).SequenceEqual(finding.Masked));
        return found;
    }

    /// <summary>Joins what overlaps into one finding that hides whatever any of them hides, named after the surest and longest.</summary>
    private static List<Finding> Resolve(string text, List<Finding> found)
    {
        found.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.Length.CompareTo(left.Length));
        var resolved = new List<Finding>(found.Count);
        foreach (var next in found)
        {
            if (resolved.Count > 0 && next.Start < resolved[^1].End)
                resolved[^1] = Join(text, resolved[^1], next);
            else
                resolved.Add(next);
        }

        return resolved;
    }

    private static Finding Join(string text, Finding left, Finding right)
    {
        var end = Math.Max(left.End, right.End);
        var named = (right.Confidence, right.Length).CompareTo((left.Confidence, left.Length)) > 0 ? right : left;
        var masked = text[left.Start..end].ToCharArray();
        foreach (var part in (ReadOnlySpan<Finding>)[left, right])
        {
            for (var i = 0; i < part.Length; i++)
            {
                if (part.Masked[i] == Mask.Star)
                    masked[part.Start - left.Start + i] = Mask.Star;
            }
        }

        return named with { Start = left.Start, Length = end - left.Start, Masked = new(masked) };
    }
}
