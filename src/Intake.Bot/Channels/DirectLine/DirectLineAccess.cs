using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Who may call what: a token for its own conversation, the secret for all, and no more often than a person would.</summary>
internal sealed class DirectLineAccess(DirectLineTokens tokens) : IAsyncDisposable
{
    private const int TokensAMinute = 30;
    private const int MessagesAMinute = 60;

    private readonly PartitionedRateLimiter<string> _pages = Limiter(TokensAMinute);
    private readonly PartitionedRateLimiter<string> _messages = Limiter(MessagesAMinute);

    /// <summary>What a request may do with a conversation, or why not. No token: 401; an old one, another conversation's or another page's: 403.</summary>
    public (DirectLineGrant? Grant, IResult? Refused) Admit(HttpRequest request, string conversation)
    {
        if (Bearer(request) is { } secret && tokens.IsSecret(secret))
            return (new(conversation), null);
        var (grant, refused) = AdmitToken(request);
        return grant is null || grant.Conversation == conversation ? (grant, refused) : (null, Forbidden(DirectLineErrors.TokenNotValid));
    }

    /// <summary>What a request may begin: the conversation of its token, or with the secret a new one.</summary>
    public (DirectLineGrant? Grant, IResult? Refused) AdmitNew(HttpRequest request) =>
        Bearer(request) is { } secret && tokens.IsSecret(secret) ? (new(DirectLineTokens.NewConversationId()), null) : AdmitToken(request);

    /// <summary>What the token of a request opens, or why it opens nothing.</summary>
    public (DirectLineGrant? Grant, IResult? Refused) AdmitToken(HttpRequest request)
    {
        if (Bearer(request) is not { } token)
            return (null, Unauthorised(request));
        if (tokens.Read(token, out var isOver) is not { } grant)
            return (null, Forbidden(isOver ? DirectLineErrors.TokenIsOver : DirectLineErrors.TokenNotValid));
        // A program has no origin; a browser always says the page's.
        return grant.Origins is { } origins && request.Headers.Origin is { Count: > 0 } origin && !origins.Contains(origin.ToString(), StringComparer.OrdinalIgnoreCase)
            ? (null, Forbidden(DirectLineErrors.OriginNotTrusted))
            : (grant, null);
    }

    /// <summary>Why a request may not make tokens; null when it has the secret.</summary>
    public IResult? RefuseWithoutSecret(HttpRequest request)
    {
        if (Bearer(request) is not { } secret)
            return Unauthorised(request);
        return tokens.IsSecret(secret) ? null : Forbidden("urn:intake:secret-not-valid");
    }

    /// <summary>Whether the request comes from a page of this host: told by Fetch metadata, else by Origin.</summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: 1 } site)
            return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>429 when an address asks for more tokens than a person would; null when it does not.</summary>
    public IResult? LimitPages(HttpContext context) => Limit(_pages, context, context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>429 when a conversation sends more messages than a person would; null when it does not.</summary>
    public IResult? LimitMessages(HttpContext context, string conversation) => Limit(_messages, context, conversation);

    /// <summary>403.</summary>
    public static IResult Forbidden(string type) => DirectLineErrors.Refused(StatusCodes.Status403Forbidden, type);

    /// <summary>401 with the challenge that the standard asks for (RFC 9110, 11.6.1).</summary>
    public static IResult Unauthorised(HttpRequest request)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return DirectLineErrors.Refused(StatusCodes.Status401Unauthorized, DirectLineErrors.TokenMissing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _messages.DisposeAsync();
    }

    /// <summary>The token or secret of a request: the Authorization header, as <c>Bearer</c>.</summary>
    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    private static IResult? Limit(PartitionedRateLimiter<string> limiter, HttpContext context, string partition)
    {
        using var lease = limiter.AttemptAcquire(partition);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return DirectLineErrors.Refused(StatusCodes.Status429TooManyRequests, "urn:intake:too-many-requests");
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        partition => RateLimitPartition.GetFixedWindowLimiter(partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }));
}
