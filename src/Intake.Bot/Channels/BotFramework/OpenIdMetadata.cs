using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>Who signs tokens, and what is asked of them.</summary>
/// <param name="Issuer">Who the tokens have to be of.</param>
/// <param name="Keys">The keys by their ids.</param>
internal sealed record TokenIssuer(string Issuer, IReadOnlyDictionary<string, SigningKey> Keys);

/// <summary>A key that signs tokens.</summary>
/// <param name="Rsa">The key.</param>
/// <param name="Endorsements">The channels for which it may speak.</param>
internal sealed record SigningKey(RSAParameters Rsa, IReadOnlySet<string> Endorsements);

/// <summary>
/// The signing keys, fetched by the OpenID metadata and kept: fetched anew once a day, and when a token names a key that is
/// not known, but then at most once an hour, so that tokens made up with other keys cause no traffic. While they cannot be
/// fetched, those that are known are good.
/// </summary>
internal sealed partial class OpenIdMetadata(BotFrameworkOptions options, BotFrameworkHttp http, TimeProvider clock, ILogger<OpenIdMetadata> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenRollovers = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private volatile Known? _known;

    // When the last try failed, as a timestamp of the clock; 0 while none has.
    private long _failedAt;

    /// <summary>The keys, with the one that a token names among them where it exists.</summary>
    /// <param name="keyId">The id of the key that is wanted; null wants any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">They cannot be had, and none are known.</exception>
    public async ValueTask<TokenIssuer> GetAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (_known is { } known && !IsWanted(known, keyId))
            return known.Issuer;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } now && !IsWanted(now, keyId))
                return now.Issuer; // by who was before
            return (await RenewAsync(cancellationToken)).Issuer;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private bool IsWanted(Known known, string? keyId)
    {
        var age = clock.GetElapsedTime(known.FetchedAt);
        return age >= Fresh || (keyId is not null && !known.Issuer.Keys.ContainsKey(keyId) && age >= BetweenRollovers);
    }

    private async Task<Known> RenewAsync(CancellationToken cancellationToken)
    {
        if (_failedAt != 0 && clock.GetElapsedTime(_failedAt) < AfterFailure)
            return _known ?? throw new HttpRequestException("The signing keys could not be had a moment ago.");
        try
        {
            _known = new(await FetchAsync(cancellationToken), clock.GetTimestamp());
            _failedAt = 0;
            return _known;
        }
        catch (HttpRequestException fault)
        {
            _failedAt = clock.GetTimestamp();
            if (_known is not { } old)
                throw;
            LogStale(fault.GetType().Name, (int?)fault.StatusCode ?? 0);
            return old;
        }
    }

    private async Task<TokenIssuer> FetchAsync(CancellationToken cancellationToken)
    {
        var metadata = await http.GetAsync(options.OpenIdMetadata, BotFrameworkJson.Default.OpenIdConfiguration, cancellationToken);
        if (!Uri.TryCreate(options.OpenIdMetadata, metadata.JwksUri, out var address) || !BotFrameworkOptions.IsSafe(address))
            throw new HttpRequestException("The OpenID metadata name no address of keys.");
        var keys = await http.GetAsync(address, BotFrameworkJson.Default.JsonWebKeySet, cancellationToken);
        var usable = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in keys.Keys ?? [])
        {
            if (key is { Kid: { Length: > 0 } id, Kty: "RSA" } && Read(key) is { } rsa)
                usable[id] = new(rsa, (key.Endorsements ?? []).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase));
        }

        if (usable.Count == 0)
            throw new HttpRequestException("There is no RSA key among the keys of the OpenID metadata.");
        return new(metadata.Issuer is { Length: > 0 } issuer ? issuer : BotFrameworkOptions.Issuer, usable);
    }

    private static RSAParameters? Read(JsonWebKey key)
    {
        try
        {
            return new RSAParameters { Modulus = WebEncoders.Base64UrlDecode(key.N ?? ""), Exponent = WebEncoders.Base64UrlDecode(key.E ?? "") } is { Modulus.Length: >= 256, Exponent.Length: > 0 } read ? read : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Bot Framework's signing keys could not be fetched anew, and those that are known stay: {Fault} {Status}")]
    private partial void LogStale(string fault, int status);

    private sealed record Known(TokenIssuer Issuer, long FetchedAt);
}

/// <summary>What is used of OpenID Connect Discovery 1.0, section 3.</summary>
internal sealed record OpenIdConfiguration(string? Issuer, [property: JsonPropertyName("jwks_uri")] string? JwksUri);

/// <summary>A set of keys (RFC 7517, section 5).</summary>
internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey?>? Keys);

/// <summary>A key (RFC 7517, section 4, and RFC 7518, section 6.3.1), and the channels for which it may speak.</summary>
internal sealed record JsonWebKey(string? Kid, string? Kty, string? N, string? E, IReadOnlyList<string?>? Endorsements);
