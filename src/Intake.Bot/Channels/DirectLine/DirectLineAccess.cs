using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Who may call what: a token for its own conversation, the secret for all, and no more often than a person would.</summary>
internal sealed class DirectLineAccess(DirectLineTokens tokens) : IAsyncDisposable
{
    private const int TokensAMinute = 30;
    private const int MessagesAMinute = 60;

    private readonly PartitionedRateLimiter<string> _pages = Limiter(TokensAMinute);
    private readonly PartitionedRateLimiter<string> _messages = Limiter(MessagesAMinute);

    /// <summary>The token or secret of a request: the Authorization header, as <c>Bearer</c>.</summary>
    public static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    /// <summary>Why a request may not act on a conversation; null when it may. No token: 401; an old one or another conversation's: 403.</summary>
    public IResult? Refuse(HttpRequest request, string conversation)
    {
        var bearer = Bearer(request);
        if (bearer is null)
            return Unauthorised(request);
        if (tokens.IsSecret(bearer))
            return null;
        return tokens.Read(bearer) is { } own && own == conversation ? null : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:token-not-valid-here");
    }

    /// <summary>401 with the challenge that the standard asks for (RFC 9110, 11.6.1).</summary>
    public static IResult Unauthorised(HttpRequest request)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, type: "urn:intake:token-missing");
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _messages.DisposeAsync();
    }

    private static ProblemHttpResult? Limit(PartitionedRateLimiter<string> limiter, HttpContext context, string partition)
    {
        using var lease = limiter.AttemptAcquire(partition);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, type: "urn:intake:too-many-requests");
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        partition => RateLimitPartition.GetFixedWindowLimiter(partition, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }));
}
