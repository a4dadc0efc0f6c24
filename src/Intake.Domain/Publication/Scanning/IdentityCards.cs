using System.Globalization;

namespace Intake.Domain.Publication.Scanning;

/// <summary>
/// Identity cards: province, birthday and, in the form of 18 characters, the check character. A wrong check character is
/// found too, as likely: a slip of the pen gives away a person all the same.
/// </summary>
internal static class IdentityCards
{
    private const int Long = 18;
    private const int Short = 15;
    private const int DigitsBeforeCheck = 17;

    public static void Scan(FoldedText text, Numbers numbers, List<Finding> found)
    {
        foreach (var number in numbers.All)
        {
            if (number.Count == DigitsBeforeCheck && EndsWithX(text, number.End) is { } end)
                AddLong(text, number with { End = end }, $"{numbers.DigitsOf(number)}x", found);
            else if (number.Count == Long)
                AddLong(text, number, numbers.DigitsOf(number), found);
            else if (number.Count == Short && !number.IsSplit)
                AddShort(text, number, numbers.DigitsOf(number), found);
        }
    }

    /// <summary>How sure 18 characters are an identity card's number; null when they are not.</summary>
    public static Confidence? Judge(ReadOnlySpan<char> number)
    {
        if (!IsProvince(number) || !IsBirthday(number[6..14]))
            return null;
        return Checksums.OfIdentityCard(number[..DigitsBeforeCheck]) == number[^1] ? Confidence.Certain : Confidence.Likely;
    }

    private static void AddLong(FoldedText text, Number number, ReadOnlySpan<char> characters, List<Finding> found)
    {
        var isBounded = !number.IsSplit && !char.IsAsciiLetter(text[number.End]);
        if (Judge(characters) is { } confidence && (isBounded || confidence == Confidence.Certain))
            found.Add(Stars.Finding(text, number.Start, number.End, FindingKind.IdentityCard, confidence, 2, 0));
    }

    private static void AddShort(FoldedText text, Number number, ReadOnlySpan<char> digits, List<Finding> found)
    {
        if (!IsProvince(digits) || !IsBirthday($"19{digits[6..12]}"))
            return;
        var confidence = Labels.SayIdentityCard(text, number.Start) ? Confidence.Certain : Confidence.Likely;
        found.Add(Stars.Finding(text, number.Start, number.End, FindingKind.IdentityCard, confidence, 2, 0));
    }

    private static int? EndsWithX(FoldedText text, int end)
    {
        var at = text[end] is ' ' or '-' ? end + 1 : end;
        return text[at] is 'x' or '×' && !char.IsAsciiDigit(text[at + 1]) ? at + 1 : null;
    }

    /// <summary>The first two digits of the codes of GB/T 2260, and 83 and 91 for residents from Taiwan and foreigners.</summary>
    private static bool IsProvince(ReadOnlySpan<char> number) =>
        int.Parse(number[..2], NumberStyles.None, CultureInfo.InvariantCulture) is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46)
            or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or (>= 81 and <= 83) or 91;

    private static bool IsBirthday(ReadOnlySpan<char> digits) =>
        DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1880 and <= 2099;
}
