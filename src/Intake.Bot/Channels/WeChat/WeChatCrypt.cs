using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// WeChat's way of signing and encrypting (消息加解密): SHA-1 over the sorted parts; AES-256-CBC whose first vector is the
/// beginning of the key, over 16 random bytes, the length in four bytes of network order, the message and the account's id,
/// filled up to a multiple of 32.
/// </summary>
/// <param name="token">What is signed with.</param>
/// <param name="aesKey">32 bytes; null where nothing is encrypted.</param>
/// <param name="appId">The account's id.</param>
internal sealed class WeChatCrypt(string token, byte[]? aesKey, string appId)
{
    private const int Block = 32;
    private const int RandomBytes = 16;
    private const int LengthBytes = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether messages can be decrypted.</summary>
    public bool HasKey => aesKey is not null;

    /// <summary>The signature of some parts: timestamp and nonce, and the encrypted text where there is one.</summary>
    public string Sign(params IEnumerable<string> parts)
    {
        var sorted = string.Concat(parts.Append(token).Order(StringComparer.Ordinal));
#pragma warning disable CA5350 // SHA-1 is what WeChat signs with; there is no other.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(sorted)));
#pragma warning restore CA5350
    }

    /// <summary>Whether a signature is right; compared in fixed time, so that how long it takes tells nothing.</summary>
    public bool IsSigned(string? signature, params IEnumerable<string> parts) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature?.ToLowerInvariant() ?? ""), Encoding.UTF8.GetBytes(Sign(parts)));

    /// <summary>The message in an encrypted text.</summary>
    /// <returns>Null when it is not encrypted with this key, is broken, or is for another account.</returns>
    public string? Decrypt(string encrypted)
    {
        ArgumentNullException.ThrowIfNull(encrypted);
        var bytes = new byte[(encrypted.Length / 4 * 3) + 3];
        if (aesKey is null || !Convert.TryFromBase64String(encrypted, bytes, out var length) || length == 0 || length % Block != 0)
            return null;
        using var aes = Aes.Create();
        aes.Key = aesKey;
        var plain = aes.DecryptCbc(bytes.AsSpan(0, length), aesKey.AsSpan(0, RandomBytes), PaddingMode.None);
        return plain[^1] is >= 1 and <= Block and var filled ? MessageIn(plain.AsSpan(0, length - filled)) : null;
    }

    /// <summary>The encrypted text for a message.</summary>
    public string Encrypt(string message)
    {
        if (aesKey is null)
            throw new InvalidOperationException("There is no key to encrypt with.");
        var (text, id) = (Encoding.UTF8.GetBytes(message), Encoding.UTF8.GetBytes(appId));
        var length = RandomBytes + LengthBytes + text.Length + id.Length;
        var filled = Block - (length % Block);
        var plain = new byte[length + filled];
        RandomNumberGenerator.Fill(plain.AsSpan(0, RandomBytes));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(RandomBytes), text.Length);
        text.CopyTo(plain, RandomBytes + LengthBytes);
        id.CopyTo(plain, RandomBytes + LengthBytes + text.Length);
        plain.AsSpan(length).Fill((byte)filled);
        using var aes = Aes.Create();
        aes.Key = aesKey;
        return Convert.ToBase64String(aes.EncryptCbc(plain, aesKey.AsSpan(0, RandomBytes), PaddingMode.None));
    }

    private string? MessageIn(ReadOnlySpan<byte> plain)
    {
        if (plain.Length < RandomBytes + LengthBytes)
            return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(plain[RandomBytes..]);
        var rest = plain[(RandomBytes + LengthBytes)..];
        if (length < 0 || length > rest.Length || !rest[length..].SequenceEqual(Encoding.UTF8.GetBytes(appId)))
            return null;
        try
        {
            return Strict.GetString(rest[..length]);
        }
        catch (ArgumentException)
        {
            return null; // not UTF-8, and so not of WeChat
        }
    }
}
