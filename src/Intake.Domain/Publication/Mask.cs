namespace Intake.Domain.Publication;

/// <summary>What a person has said of a mask.</summary>
public enum MaskRuling
{
    /// <summary>Nobody has looked at it. It hides what it covers until somebody lifts it.</summary>
    Open,

    /// <summary>It stays.</summary>
    Confirmed,

    /// <summary>What was found is no personal datum, or may be shown.</summary>
    Lifted,
}

/// <summary>Why a mask was lifted: asked of the one who lifts it, and told to the one who signs off.</summary>
public enum LiftReason
{
    /// <summary>What was found is no personal datum.</summary>
    NotPersonal,

    /// <summary>The person agreed to its being public.</summary>
    Agreed,

    /// <summary>It belongs to an office and is public anyway: an official on duty, a service's own number or address.</summary>
    Official,
}

/// <summary>A finding and what a person has said of it.</summary>
/// <param name="Finding">What it covers.</param>
/// <param name="Ruling">What a person has said.</param>
/// <param name="Why">Why it was lifted; null for one that is not.</param>
public sealed record Mask(Finding Finding, MaskRuling Ruling, LiftReason? Why = null)
{
    /// <summary>The character that hides another.</summary>
    public const char Star = '*';

    /// <summary>
    /// The text with everything hidden that no person has lifted. Of overlapping masks each hides its part, so lifting
    /// one does not show what another covers. Applying the same masks again changes nothing.
    /// </summary>
    /// <exception cref="ArgumentException">A mask reaches outside the text.</exception>
    public static string Apply(string text, IEnumerable<Mask> masks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(masks);
        var result = text.ToCharArray();
        foreach (var mask in masks)
        {
            if (mask.Ruling != MaskRuling.Lifted)
                Hide(result, mask.Finding);
        }

        return new(result);
    }

    /// <summary>A mask over a selected part of a text, confirmed by the person who made it. It covers whole characters, hides all but line breaks, and is null when nothing is left to hide.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Index of the first character selected.</param>
    /// <param name="length">Characters selected; what reaches outside the text is left out.</param>
    public static Mask? ByHand(string text, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        var from = Math.Clamp(start, 0, text.Length);
        var to = (int)Math.Clamp((long)start + length, from, text.Length);
        if (from < to && char.IsLowSurrogate(text[from]) && from > 0)
            from--;
        if (to < text.Length && from < to && char.IsLowSurrogate(text[to]))
            to++;
        if (string.IsNullOrWhiteSpace(text[from..to]))
            return null;
        var masked = string.Create(to - from, text[from..to], static (span, part) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = part[i] is '\n' or '\r' ? part[i] : Star;
        });
        return new(new(from, to - from, FindingKind.ByHand, Confidence.Certain, masked), MaskRuling.Confirmed);
    }

    private static void Hide(char[] text, Finding finding)
    {
        if (finding.Start < 0 || finding.End > text.Length || finding.Masked.Length != finding.Length)
            throw new ArgumentException("A mask reaches outside its text.", nameof(finding));
        for (var i = 0; i < finding.Length; i++)
        {
            if (finding.Masked[i] == Star)
                text[finding.Start + i] = Star;
        }
    }
}
