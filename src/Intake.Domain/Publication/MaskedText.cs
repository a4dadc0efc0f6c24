namespace Intake.Domain.Publication;

/// <summary>A text for a bulletin with its masks, as its editor works on it.</summary>
/// <param name="Text">The text with nothing hidden.</param>
/// <param name="Masks">What was found in it and what people marked, in order.</param>
public sealed record MaskedText(string Text, IReadOnlyList<Mask> Masks)
{
    /// <summary>No words.</summary>
    public static readonly MaskedText Empty = new("", []);

    /// <summary>What may be shown: everything hidden that no person has lifted.</summary>
    public string Shown => Mask.Apply(Text, Masks);

    /// <summary>Whether a person has looked at every mask.</summary>
    public bool IsReviewed => Masks.All(mask => mask.Ruling != MaskRuling.Open);

    /// <summary>What is hidden, mask by mask, as written.</summary>
    public IEnumerable<(FindingKind Kind, string Words)> Hidden =>
        Masks.Where(mask => mask.Ruling != MaskRuling.Lifted).Select(mask => (mask.Finding.Kind, Words(Text, mask)));

    /// <summary>What was found and may be shown all the same, as written.</summary>
    public IEnumerable<string> Lifted => Masks.Where(mask => mask.Ruling == MaskRuling.Lifted).Select(mask => Words(Text, mask));

    /// <summary>A text with what is found in it, looked at by nobody.</summary>
    public static MaskedText Of(string text, OwnFields own) => new(text, [.. Redaction.Find(text, own).Select(finding => new Mask(finding, MaskRuling.Open))]);

    /// <summary>Confirms or lifts one mask; a mask made by hand goes when it is lifted. Null when there is no such mask.</summary>
    /// <param name="index">Index among <see cref="Masks"/>.</param>
    /// <param name="ruling">What the person says.</param>
    /// <param name="why">Why it is lifted; without meaning for one that stays.</param>
    public MaskedText? Rule(int index, MaskRuling ruling, LiftReason why = LiftReason.NotPersonal)
    {
        if ((uint)index >= (uint)Masks.Count)
            return null;
        var mask = Masks[index];
        return mask.Finding.Kind == FindingKind.ByHand && ruling == MaskRuling.Lifted
            ? this with { Masks = [.. Masks.Where((_, i) => i != index)] }
            : this with { Masks = [.. Masks.Select((other, i) => i == index ? other with { Ruling = ruling, Why = ruling == MaskRuling.Lifted ? why : null } : other)] };
    }

    /// <summary>Confirms every mask that nobody has looked at.</summary>
    public MaskedText ConfirmAll() => this with { Masks = [.. Masks.Select(mask => mask.Ruling == MaskRuling.Open ? mask with { Ruling = MaskRuling.Confirmed } : mask)] };

    /// <summary>Hides a part that a person marked; null when there is nothing to hide in it.</summary>
    public MaskedText? Add(int start, int length) =>
        Mask.ByHand(Text, start, length) is { } mask ? this with { Masks = InOrder([.. Masks, mask]) } : null;

    /// <summary>Hides words that a person marked, wherever they stand; null when they stand nowhere or hold nothing to hide.</summary>
    public MaskedText? AddEverywhere(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var masks = words.Length == 0 ? [] : Everywhere(Text, words).ToList();
        return masks.Count == 0 ? null : this with { Masks = InOrder([.. Masks, .. masks]) };
    }

    /// <summary>Whether the text has words at an index.</summary>
    public bool Has(string words, int start)
    {
        ArgumentNullException.ThrowIfNull(words);
        return start >= 0 && start <= Text.Length - words.Length && Text.AsSpan(start, words.Length).SequenceEqual(words);
    }

    /// <summary>Only what may be shown, with the masks that were lifted, so that nobody has to lift them again.</summary>
    public MaskedText Forget() => new(Shown, [.. Masks.Where(mask => mask.Ruling == MaskRuling.Lifted)]);

    /// <summary>
    /// Another wording. It is searched anew; what a person said of a finding holds for the same words found again, and
    /// what was marked by hand is marked wherever the same words stand.
    /// </summary>
    public MaskedText Edit(string text, OwnFields own)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rulings = Masks.Where(mask => mask.Finding.Kind != FindingKind.ByHand).ToLookup(mask => (mask.Finding.Kind, Words(Text, mask)), mask => (mask.Ruling, mask.Why));
        var found = Of(text, own).Masks.Select(mask => Agreed(mask, rulings[(mask.Finding.Kind, Words(text, mask))]));
        var marked = Masks.Where(mask => mask.Finding.Kind == FindingKind.ByHand).Select(mask => Words(Text, mask)).Distinct(StringComparer.Ordinal).SelectMany(words => Everywhere(text, words));
        return new(text, InOrder([.. found, .. marked]));
    }

    /// <summary>The words that a mask covers.</summary>
    public static string Words(string text, Mask mask)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(mask);
        return text.Substring(mask.Finding.Start, mask.Finding.Length);
    }

    /// <summary>The same words may have been judged differently at two places: then nobody has judged them here.</summary>
    private static Mask Agreed(Mask mask, IEnumerable<(MaskRuling Ruling, LiftReason? Why)> rulings) =>
        rulings.DistinctBy(each => each.Ruling).Take(2).ToArray() is [var only] ? mask with { Ruling = only.Ruling, Why = only.Why } : mask;

    private static IEnumerable<Mask> Everywhere(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + words.Length, StringComparison.Ordinal))
        {
            if (Mask.ByHand(text, at, words.Length) is { } mask)
                yield return mask;
        }
    }

    private static List<Mask> InOrder(IEnumerable<Mask> masks) => [.. masks.OrderBy(mask => mask.Finding.Start).ThenByDescending(mask => mask.Finding.Length)];
}
