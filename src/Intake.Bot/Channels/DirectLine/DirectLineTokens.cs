using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>
/// Tokens for one conversation each. A token is the conversation's id and its end, encrypted and signed with the keys that
/// protect cookies: nothing is stored, and every node can read it.
/// </summary>
internal sealed class DirectLineTokens(IDataProtectionProvider protection, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>For how long a token holds: long enough for a page that lies open over a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const int IdBytes = 16;
    private readonly IDataProtector _protector = protection.CreateProtector("Intake.DirectLine.Token.v1");
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(configuration["DirectLine:Secret"] ?? "");

    /// <summary>A new conversation's id: 128 random bits, so that nobody meets another's by guessing.</summary>
    public static string NewConversationId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>A token for a conversation, valid from now on.</summary>
    public DirectLineConversation Issue(string conversation)
    {
        var until = clock.GetUtcNow().Add(Lifetime).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{until} {conversation}");
        return new(conversation, WebEncoders.Base64UrlEncode(_protector.Protect(Encoding.UTF8.GetBytes(text))), (int)Lifetime.TotalSeconds);
    }

    /// <summary>The conversation of a token; null when it is none of ours or its time is over.</summary>
    public string? Read(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            var text = Encoding.UTF8.GetString(_protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
            var (until, conversation) = text.Split(' ', 2) is [var end, var id] ? (end, id) : ("0", "");
            return long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds() ? conversation : null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is the secret of a client that makes its own tokens (<c>DirectLine__Secret</c>); never when none is set.</summary>
    public bool IsSecret(string? given) =>
        _secret.Length > 0 && given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _secret);
}
