using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>What a token opens.</summary>
/// <param name="Conversation">The one conversation that it is for.</param>
internal sealed record DirectLineGrant(string Conversation)
{
    /// <summary>The id that everything said with it bears; null leaves it to the client.</summary>
    public string? User { get; init; }

    /// <summary>Origins of the pages that may use it; null for all.</summary>
    public IReadOnlyList<string>? Origins { get; init; }
}

/// <summary>
/// Tokens for one conversation each. A token is the conversation's id and its end, encrypted and signed with the keys that
/// protect cookies: nothing is stored, and every node can read it.
/// </summary>
internal sealed class DirectLineTokens(IDataProtectionProvider protection, TimeProvider clock, DirectLineOptions options)
{
    /// <summary>For how long a token holds: long enough for a page that lies open over a working day.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>For how long a stream's address holds: it stands in logs, and serves only to open the stream.</summary>
    public static readonly TimeSpan StreamLifetime = TimeSpan.FromMinutes(1);

    private const int IdBytes = 16;
    private readonly IDataProtector _protector = protection.CreateProtector("Intake.DirectLine.Token.v1");
    private readonly IDataProtector _streams = protection.CreateProtector("Intake.DirectLine.Stream.v1");
    private readonly byte[] _secret = SHA256.HashData(Encoding.UTF8.GetBytes(options.Secret ?? ""));

    /// <summary>A new conversation's id: 128 random bits, so that nobody meets another's by guessing.</summary>
    public static string NewConversationId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>A token, valid from now on.</summary>
    public DirectLineConversation Issue(DirectLineGrant grant) => new(grant.Conversation, Seal(_protector, Written(grant), Lifetime), (int)Lifetime.TotalSeconds);

    /// <summary>What opens the stream of a conversation.</summary>
    public string IssueForStream(string conversation) => Seal(_streams, conversation, StreamLifetime);

    /// <summary>What a token opens; null when it is none of ours or its time is over.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isOver">Whether its time is over.</param>
    public DirectLineGrant? Read(string? token, out bool isOver)
    {
        if (Unseal(_protector, token, out isOver) is not { } text)
            return null;
        return text.Split(' ', 2) is [var id, var more] ? JsonSerializer.Deserialize(more, DirectLineJson.Default.DirectLineGrant)! with { Conversation = id } : new(text);
    }

    /// <summary>The conversation whose stream this opens; null when it opens none, or none any more.</summary>
    public string? ReadForStream(string? token) => Unseal(_streams, token, out _);

    /// <summary>Whether it is the secret of a client that makes its own tokens (<c>DirectLine__Secret</c>); never when none is set.</summary>
    public bool IsSecret(string? given) =>
        options.Secret is not null && given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _secret);

    // The conversation alone where there is no more to say, which an older node can read as well.
    private static string Written(DirectLineGrant grant) =>
        grant is { User: null, Origins: null } ? grant.Conversation : $"{grant.Conversation} {JsonSerializer.Serialize(grant, DirectLineJson.Default.DirectLineGrant)}";

    private string Seal(IDataProtector protector, string text, TimeSpan lifetime)
    {
        var until = clock.GetUtcNow().Add(lifetime).ToUnixTimeSeconds();
        return WebEncoders.Base64UrlEncode(protector.Protect(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{until} {text}"))));
    }

    private string? Unseal(IDataProtector protector, string? token, out bool isOver)
    {
        isOver = false;
        if (string.IsNullOrEmpty(token))
            return null;
        try
        {
            var text = Encoding.UTF8.GetString(protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
            var end = text.IndexOf(' ', StringComparison.Ordinal);
            isOver = long.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture) <= clock.GetUtcNow().ToUnixTimeSeconds();
            return isOver ? null : text[(end + 1)..];
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
