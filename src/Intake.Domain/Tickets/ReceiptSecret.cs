using System.Security.Cryptography;
using System.Text;

namespace Intake.Domain.Tickets;

/// <summary>
/// The secret half of a receipt: ten characters of Crockford's base 32 (50 bits), derived by HMAC-SHA256 from the
/// number with a server key that is in no table of tickets. Nothing to steal, and the same answer can be given again.
/// </summary>
public sealed class ReceiptSecret
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;
    private readonly byte[] _key;

    /// <summary>Secrets under a server key of at least 32 bytes.</summary>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public ReceiptSecret(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length < 32)
            throw new ArgumentException("A receipt key has at least 32 bytes.", nameof(key));
        _key = key;
    }

    /// <summary>The secret of a number.</summary>
    public string For(string number)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(number), hash);
        var bits = 0UL;
        for (var i = 0; i < 8; i++)
            bits = (bits << 8) | hash[i];
        return string.Create(Length, bits, static (span, value) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = Alphabet[(int)((value >> (59 - (5 * i))) & 31)];
        });
    }

    /// <summary>Whether <paramref name="given"/> is the secret of <paramref name="number"/>, in fixed time. Case, spaces and hyphens do not count; O is 0, I and L are 1.</summary>
    public bool Matches(string number, string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(For(number)), Encoding.UTF8.GetBytes(Normalise(given)));

    private static string Normalise(string? given)
    {
        // Half of a surrogate pair cannot be normalised, and is no part of a secret.
        if (given is null || given.Length > 64 || given.Any(char.IsSurrogate))
            return "";
        var text = new StringBuilder(Length);
        foreach (var c in given.Normalize(NormalizationForm.FormKC).ToUpperInvariant())
        {
            if (char.IsWhiteSpace(c) || c == '-')
                continue;
            text.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        }

        return text.ToString();
    }
}
