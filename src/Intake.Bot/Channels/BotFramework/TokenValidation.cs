using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>A token in its parts, nothing of it believed yet.</summary>
/// <param name="KeyId">The key that is said to have signed it.</param>
/// <param name="Signed">What is signed.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Claims">What it says.</param>
internal sealed record WrittenToken(string KeyId, byte[] Signed, byte[] Signature, JsonElement Claims);

/// <summary>Why a token opens nothing. The names are what a log says.</summary>
internal enum TokenFault
{
    /// <summary>It is no signed token (RFC 7515), or not signed with RS256.</summary>
    NotReadable,

    /// <summary>Nobody has a key of this name.</summary>
    UnknownKey,

    /// <summary>The signature is none.</summary>
    WrongSignature,

    /// <summary>It is of somebody else.</summary>
    WrongIssuer,

    /// <summary>It is for another bot.</summary>
    WrongAudience,

    /// <summary>Its time is over or has not come, by more than five minutes.</summary>
    WrongTime,

    /// <summary>It vouches for another service address than the activity names.</summary>
    WrongServiceUrl,

    /// <summary>Its key may not speak for the activity's channel.</summary>
    NotEndorsed,
}

/// <summary>
/// What a token that comes with an activity has to be (Bot Framework authentication, Connector to bot): pure functions.
/// Tokens of the emulator, which the bot's own key signs, and of skills are none.
/// </summary>
internal static class TokenValidation
{
    /// <summary>How far clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const int LongestToken = 8_192;

    /// <summary>Reads a token; null when it is none.</summary>
    public static WrittenToken? Read(string? token)
    {
        if (token is not { Length: > 0 and <= LongestToken } || token.Split('.') is not [var header, var claims, var signature])
            return null;
        try
        {
            var head = Parse(header);
            // Never as the token itself wants it: "none" and keys that are secrets are no signatures.
            return head.ValueKind == JsonValueKind.Object && Text(head, "alg") == "RS256" && Text(head, "kid") is { Length: > 0 } kid && Parse(claims) is { ValueKind: JsonValueKind.Object } said
                ? new(kid, Encoding.ASCII.GetBytes($"{header}.{claims}"), WebEncoders.Base64UrlDecode(signature), said)
                : null;
        }
        // The last is what is thrown for characters that are none.
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a token by itself; null when nothing is.</summary>
    public static TokenFault? Check(WrittenToken token, TokenIssuer issuer, string appId, DateTimeOffset now)
    {
        if (!issuer.Keys.TryGetValue(token.KeyId, out var key))
            return TokenFault.UnknownKey;
        if (!IsSigned(token, key))
            return TokenFault.WrongSignature;
        if (Text(token.Claims, "iss") != issuer.Issuer)
            return TokenFault.WrongIssuer;
        if (!IsFor(token.Claims, appId))
            return TokenFault.WrongAudience;
        return IsInTime(token.Claims, now) ? null : TokenFault.WrongTime;
    }

    /// <summary>What is wrong with a token for an activity; null when nothing is.</summary>
    public static TokenFault? Check(WrittenToken token, TokenIssuer issuer, string? serviceUrl, string? channelId)
    {
        if (Text(token.Claims, "serviceurl") is not { Length: > 0 } vouched || serviceUrl?.TrimEnd('/') != vouched.TrimEnd('/'))
            return TokenFault.WrongServiceUrl;
        return channelId is not null && issuer.Keys[token.KeyId].Endorsements.Contains(channelId) ? null : TokenFault.NotEndorsed;
    }

    private static bool IsSigned(WrittenToken token, SigningKey key)
    {
        // One for each: an instance is not made for several at once, and to make one costs less than the check.
        using var rsa = RSA.Create(key.Rsa);
        return rsa.VerifyData(token.Signed, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool IsFor(JsonElement claims, string appId)
    {
        if (!claims.TryGetProperty("aud", out var audience))
            return false;
        var named = audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().ToArray() : [audience];
        return named.Any(one => one.ValueKind == JsonValueKind.String && string.Equals(one.GetString(), appId, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsInTime(JsonElement claims, DateTimeOffset now)
    {
        if (Instant(claims, "exp") is not { } end || now > end + Skew)
            return false;
        return !claims.TryGetProperty("nbf", out _) || (Instant(claims, "nbf") is { } start && now >= start - Skew);
    }

    // Whole seconds or not (RFC 7519, section 2).
    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 100_000_000_000
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Parse(string part)
    {
        using var document = JsonDocument.Parse(WebEncoders.Base64UrlDecode(part));
        return document.RootElement.Clone();
    }
}
