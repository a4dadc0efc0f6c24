namespace Intake.Domain.Publication.Scanning;

/// <summary>
/// Mobile numbers, landlines with area code, numbers with a country code, and short local numbers that are called a
/// phone number. Service numbers (12345, 400-...) are public and stay.
/// </summary>
internal static class Phones
{
    private const int MobileDigits = 11;
    private const int MostDigits = 15;
    private static readonly string[] Units = ["元", "万", "亿", "吨", "米", "平", "%", "度"];
    private static readonly string[] NotUnits = ["元旦", "元宵", "元月"];

    public static void Scan(FoldedText text, Numbers numbers, List<Finding> found)
    {
        foreach (var number in numbers.All)
        {
            if (number.Count is < 7 or > MostDigits || (number.IsSplit && (numbers.ContinuesAnother(number) || !MayBeSplitSo(numbers, number))))
                continue;
            var digits = numbers.DigitsOf(number);
            var finding = AsMobile(text, number, digits)
                ?? AsLandline(text, number, digits, numbers.FirstGroupLength(number))
                ?? AsForeign(text, number)
                ?? AsLocal(text, number, digits);
            if (finding is not null)
                found.Add(finding);
        }
    }

    /// <summary>Whether digits are those of a mobile number.</summary>
    public static bool IsMobile(ReadOnlySpan<char> digits) => digits.Length == MobileDigits && digits[0] == '1' && digits[1] is >= '3' and <= '9';

    private static Finding? AsMobile(FoldedText text, Number number, ReadOnlySpan<char> digits)
    {
        var prefix = digits.Length - MobileDigits;
        if (prefix is < 0 or > 4 || !IsPrefix(digits[..prefix]) || !IsMobile(digits[prefix..]) || (prefix == 0 && text[number.Start - 1] == '+'))
            return null;
        if (IsDecimal(text, number.Start) || IsAmount(text, number.End) && !Labels.SayPhone(text, number.Start))
            return null;
        var confidence = char.IsAsciiLetter(text[number.Start - 1]) ? Confidence.Likely : Confidence.Certain;
        return Stars.Finding(text, SkipDigits(text, number.Start, prefix), number.End, FindingKind.Phone, confidence, 3, 4);
    }

    /// <summary>Area code of three digits (010, 02x) and eight more, or of four digits and seven or eight more; then perhaps an extension.</summary>
    private static Finding? AsLandline(FoldedText text, Number number, ReadOnlySpan<char> digits, int firstGroup)
    {
        if (digits.Length is not (11 or 12) || digits[0] != '0')
            return null;
        var area = digits[1] == '2' || digits.StartsWith("010") ? 3 : 4;
        if ((area == 4 && digits[1] is '0' or '1') || (area == 3 && digits.Length != 11) || digits[area] is not (>= '2' and <= '8'))
            return null;
        if (number.IsSplit && firstGroup != area)
            return null;
        var confidence = number.IsSplit ? Confidence.Certain : Confidence.Likely;
        return Stars.Finding(text, number.Start, WithExtension(text, number.End), FindingKind.Phone, confidence, area, 0);
    }

    private static Finding? AsForeign(FoldedText text, Number number)
    {
        if (number.Count < 9 || text[number.Start - 1] != '+' || char.IsLetterOrDigit(text[number.Start - 2]) || IsAmount(text, number.End))
            return null;
        return Stars.Finding(text, number.Start, number.End, FindingKind.Phone, Confidence.Likely, 2, 2);
    }

    private static Finding? AsLocal(FoldedText text, Number number, ReadOnlySpan<char> digits)
    {
        if (digits.Length is not (7 or 8) || digits[0] is not (>= '2' and <= '8') || !Labels.SayPhone(text, number.Start) || IsAmount(text, number.End))
            return null;
        return Stars.Finding(text, number.Start, WithExtension(text, number.End), FindingKind.Phone, Confidence.Likely, 0, 0);
    }

    /// <summary>People write a number in groups of three and more, or digit by digit; a first group of one or two digits is a country code or the end of something else.</summary>
    private static bool MayBeSplitSo(Numbers numbers, Number number) => numbers.FirstGroupLength(number) switch
    {
        >= 3 => true,
        1 when numbers.GroupsAre(number, 1, 1) => true,
        _ => number.Groups <= 5 && numbers.GroupsAre(number, 3, MobileDigits, skip: 1),
    };

    /// <summary>113.13812345678 is a coordinate; in 1.13812345678 the 1 counts the lines of a list.</summary>
    private static bool IsDecimal(FoldedText text, int start) => text[start - 1] == '.' && char.IsAsciiDigit(text[start - 2]) && char.IsAsciiDigit(text[start - 3]);

    private static bool IsPrefix(ReadOnlySpan<char> digits) => digits is "" or "0" or "86" or "086" or "0086";

    private static bool IsAmount(FoldedText text, int end)
    {
        var at = text[end] == ' ' ? end + 1 : end;
        return Array.Exists(Units, unit => text.Has(unit, at)) && !Array.Exists(NotUnits, word => text.Has(word, at));
    }

    private static int SkipDigits(FoldedText text, int start, int count)
    {
        for (; count > 0 || !char.IsAsciiDigit(text[start]); start++)
            count -= char.IsAsciiDigit(text[start]) ? 1 : 0;
        return start;
    }

    private static int WithExtension(FoldedText text, int end)
    {
        var at = text.Has("转", end) || text.Has("-", end) ? end + 1 : text.Has(" ext", end) ? end + 4 : end;
        while (at > end && text[at] is ' ' or '.')
            at++;
        var digits = at;
        while (char.IsAsciiDigit(text[digits]))
            digits++;
        return at > end && digits - at is >= 1 and <= 5 ? digits : end;
    }
}
