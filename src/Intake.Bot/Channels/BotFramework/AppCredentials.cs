using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>The login does not know the bot.</summary>
/// <param name="code">What the login says, such as <c>invalid_client</c>.</param>
internal sealed class WrongCredentialsException(string code) : Exception($"The login does not know the bot: {code}")
{
    /// <summary>What the login says.</summary>
    public string Code { get; } = code;
}

/// <summary>
/// The bot's own token (client credentials, RFC 6749, section 4.4): asked for once, kept until shortly before its end, and
/// asked for anew when it is not taken any more.
/// </summary>
internal sealed class AppCredentials(BotFrameworkOptions options, BotFrameworkHttp http, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);
    private static readonly string[] OfTheKey = ["invalid_client", "unauthorized_client", "invalid_request", "invalid_grant"];

    private readonly SemaphoreSlim _alone = new(1, 1);
    private volatile Kept? _kept;
    private (WrongCredentialsException Fault, long At)? _refused;

    /// <summary>A token that holds for a while.</summary>
    /// <param name="refused">A token that was not taken, and is not given again; null when none was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="WrongCredentialsException">The id or the password is wrong.</exception>
    /// <exception cref="HttpRequestException">The login cannot be reached.</exception>
    public async ValueTask<string> GetTokenAsync(string? refused, CancellationToken cancellationToken)
    {
        if (_kept is { } kept && IsGood(kept, refused))
            return kept.Token;
        await _alone.WaitAsync(cancellationToken);
        try
        {
            if (_kept is { } now && IsGood(now, refused))
                return now.Token;
            // However many messages wait: a wrong key is shown to the login twice a minute at most.
            if (_refused is { } before && clock.GetElapsedTime(before.At) < AfterRefusal)
                throw new WrongCredentialsException(before.Fault.Code);
            return (_kept = await AskAsync(cancellationToken)).Token;
        }
        catch (WrongCredentialsException fault) when (_refused is not { } before || clock.GetElapsedTime(before.At) >= AfterRefusal)
        {
            _refused = (fault, clock.GetTimestamp());
            throw;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private bool IsGood(Kept kept, string? refused) => kept.Token != refused && clock.GetElapsedTime(kept.At) < kept.For;

    private async Task<Kept> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.LoginUrl)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", options.AppId),
                new("client_secret", options.AppPassword),
                new("scope", BotFrameworkOptions.Scope),
            ]),
        };
        var at = clock.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            var said = await ReadAsync(answer, cancellationToken);
            if (said is { AccessToken: { Length: > 0 } token })
            {
                var lasts = TimeSpan.FromSeconds(Math.Clamp(said.ExpiresIn ?? 3_600, 0, 86_400));
                return new(token, at, lasts > BeforeEnd * 2 ? lasts - BeforeEnd : lasts / 2);
            }

            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized && said?.Error is { } error && OfTheKey.Contains(error))
                throw new WrongCredentialsException(error);
            throw new HttpRequestException("The login has given no token.", null, answer.StatusCode);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The login gives no answer.", fault);
        }
    }

    // What stands in between answers in forms of its own.
    private static async Task<TokenAnswer?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), BotFrameworkJson.Default.TokenAnswer, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(string Token, long At, TimeSpan For);
}

/// <summary>What the login answers (RFC 6749, sections 5.1 and 5.2).</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] double? ExpiresIn,
    string? Error);
