namespace Intake.Domain.Publication.Scanning;

/// <summary>Bank cards: 16 to 19 digits with an issuer's first digits and the check digit; and whatever long number is called an account.</summary>
internal static class BankCards
{
    private const int ShortestAccount = 12;

    public static void Scan(FoldedText text, Numbers numbers, List<Finding> found)
    {
        foreach (var number in numbers.All)
        {
            if (number.Count < ShortestAccount || (number.IsSplit && (numbers.ContinuesAnother(number) || numbers.FirstGroupLength(number) is not (4 or 6))))
                continue;
            if (Judge(text, number, numbers.DigitsOf(number)) is { } confidence)
                found.Add(Stars.Finding(text, number.Start, number.End, FindingKind.BankCard, confidence, 0, 4));
        }
    }

    private static Confidence? Judge(FoldedText text, Number number, ReadOnlySpan<char> digits)
    {
        if (digits.Length is >= 16 and <= 19 && HasIssuer(digits) && Checksums.IsLuhn(digits))
            return Confidence.Certain;
        return Labels.SayAccount(text, number.Start) ? Confidence.Likely : null;
    }

    /// <summary>First digits of the card networks in use (ISO/IEC 7812-1): UnionPay 62 and 60, Visa 4, Mastercard 51 to 55, JCB 35.</summary>
    private static bool HasIssuer(ReadOnlySpan<char> digits) => (digits[0], digits[1]) switch
    {
        ('6', '2' or '0') or ('4', _) or ('5', >= '1' and <= '5') or ('3', '5') => true,
        _ => false,
    };
}
