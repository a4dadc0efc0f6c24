using System.Text;

namespace Intake.Domain.Requesters;

/// <summary>The number of a mobile telephone in mainland China, to which text messages go.</summary>
public static class MobileNumber
{
    private const int Length = 11;
    private const string Country = "86";

    /// <summary>It is typed as a number that no text message reaches.</summary>
    public static readonly Refusal PhoneIsNoMobile = new(nameof(PhoneIsNoMobile));

    /// <summary>
    /// Reads a number as people write it: eleven digits beginning with 13 to 19, with or without +86, 0086 or 86 before
    /// them, with blanks, hyphens, full stops and brackets where they like, in ordinary or full-width characters.
    /// </summary>
    /// <param name="written">The number as it was typed.</param>
    /// <returns>It as <c>+8613911112222</c> (E.164); null when it is none.</returns>
    public static string? Read(string? written)
    {
        var digits = new StringBuilder();
        var isInternational = false;
        foreach (var sign in (written ?? "").Trim().Select(Narrow))
        {
            if (char.IsAsciiDigit(sign))
                digits.Append(sign);
            else if (sign == '+' && digits.Length == 0 && !isInternational)
                isInternational = true;
            else if (!IsBetweenDigits(sign))
                return null;
        }

        var number = WithoutCountry(digits.ToString(), isInternational);
        return number is { Length: Length } && number[0] == '1' && number[1] >= '3' ? $"+{Country}{number}" : null;
    }

    private static string? WithoutCountry(string digits, bool isInternational)
    {
        if (!isInternational && digits.StartsWith("00", StringComparison.Ordinal))
            return WithoutCountry(digits[2..], isInternational: true);
        if (isInternational || digits.Length == Length + Country.Length)
            return digits.StartsWith(Country, StringComparison.Ordinal) ? digits[Country.Length..] : null;
        return digits;
    }

    private static bool IsBetweenDigits(char sign) => sign is ' ' or '-' or '.' or '(' or ')' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u00A0' or '\t';

    // Full-width forms, and the blank of the same width.
    private static char Narrow(char sign) => sign == '\u3000' ? ' ' : sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign;
}
