namespace Intake.Domain.Publication.Scanning;

/// <summary>Check digits of numbers that people carry.</summary>
internal static class Checksums
{
    private const string IdentityCardCheckCharacters = "10x98765432";
    private static readonly int[] IdentityCardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The check character of an identity card's first 17 digits (GB 11643, ISO 7064 MOD 11-2), lower case.</summary>
    public static char OfIdentityCard(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < IdentityCardWeights.Length; i++)
            sum += (digits[i] - '0') * IdentityCardWeights[i];
        return IdentityCardCheckCharacters[sum % 11];
    }

    /// <summary>Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812-1).</summary>
    public static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var value = i % 2 == 0 ? digit : digit * 2;
            sum += value > 9 ? value - 9 : value;
        }

        return sum % 10 == 0;
    }
}
