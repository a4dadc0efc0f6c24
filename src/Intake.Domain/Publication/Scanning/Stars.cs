namespace Intake.Domain.Publication.Scanning;

/// <summary>Masked forms: stars in place of letters and digits, with the separators kept.</summary>
internal static class Stars
{
    /// <summary>Hides all letters, digits and Chinese characters of a range but the first and the last few.</summary>
    public static string Between(string original, int start, int length, int keepFirst, int keepLast)
    {
        var part = original.AsSpan(start, length);
        var count = 0;
        foreach (var c in part)
            count += char.IsLetterOrDigit(c) ? 1 : 0;
        var result = part.ToArray();
        var seen = 0;
        for (var i = 0; i < result.Length; i++)
        {
            if (!char.IsLetterOrDigit(result[i]))
                continue;
            if (seen >= keepFirst && seen < count - keepLast)
                result[i] = Mask.Star;
            seen++;
        }

        return new(result);
    }

    /// <summary>A finding whose range is masked but for its first and last few characters.</summary>
    public static Finding Finding(FoldedText text, int start, int end, FindingKind kind, Confidence confidence, int keepFirst, int keepLast) =>
        new(start, end - start, kind, confidence, Between(text.Original, start, end - start, keepFirst, keepLast));
}
