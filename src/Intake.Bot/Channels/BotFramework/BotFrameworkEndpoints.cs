using System.Globalization;
using System.Text;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>The Bot Framework's activity protocol at <c>/api/messages</c>: Teams, Web Chat and whatever else the Connector carries.</summary>
public static partial class BotFrameworkEndpoints
{
    private const int MostBytes = 256 * 1024;
    private const int SecondsUntilAnotherTry = 10;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Adds the channel; without <c>BotFramework__AppId</c> and <c>__AppPassword</c> only that it is off.</summary>
    /// <exception cref="FormatException">An address is none; the message says which.</exception>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = BotFrameworkOptions.From(settings);
        var status = new ChannelStatus(BotFrameworkOptions.Code, options is null ? ChannelState.Off : options.Missing is null ? ChannelState.On : ChannelState.WrongKey, BotFrameworkOptions.Path);
        services.AddSingleton(status);
        if (options is null)
            return services;
        services.AddSingleton(options);
        // What was said while the channel was open waits for it to be open again.
        services.AddSingleton(BotFrameworkProfiles.Any);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<BotFrameworkWatch>(provider, status));
        services.AddSingleton<BotFrameworkHttp>();
        services.AddSingleton<OpenIdMetadata>();
        services.AddSingleton<AppCredentials>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<BotFrameworkFiles>();
        services.AddSingleton<BotFrameworkIntake>();
        services.AddKeyedSingleton(BotFrameworkOptions.Code, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, BotFrameworkOptions.Code));
        services.AddOutboxLanes(BotFrameworkOptions.Code);
        services.AddSingleton<IOutboxRoute, BotFrameworkRoute>();
        if (options.Missing is null)
            services.AddHostedService<BotFrameworkService>();
        else
            services.AddHostedService<BotFrameworkKeyMissing>();
        return services;
    }

    /// <summary>Maps the endpoint, where the channel has its keys.</summary>
    public static IEndpointRouteBuilder MapBotFramework(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<BotFrameworkOptions>() is not null)
            endpoints.MapPost(BotFrameworkOptions.Path, TakeAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new ActivityLimit());
        return endpoints;
    }

    /// <summary>Answered with 200 only when the activity is durable. No token: 401; one that does not hold, or not for this activity: 403.</summary>
    private static async Task<IResult> TakeAsync(
        HttpContext context,
        BotFrameworkOptions options,
        OpenIdMetadata metadata,
        BotFrameworkWatch watch,
        BotFrameworkIntake intake,
        TimeProvider clock,
        ILogger<BotFrameworkRoute> logger)
    {
        var cancel = context.RequestAborted;
        if (watch.IsClosed)
            return NotNow(context, "urn:intake:channel-closed");
        if (Bearer(context) is not { } bearer)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, type: "urn:intake:token-missing");
        }

        if (TokenValidation.Read(bearer) is not { } token)
            return Forbidden(logger, TokenFault.NotReadable);
        if (await IssuerAsync(metadata, token, watch, cancel) is not { } issuer)
            return NotNow(context, "urn:intake:signing-keys-missing");
        // Before the body is looked at, which anybody may have written.
        if (TokenValidation.Check(token, issuer, options.AppId, clock.GetUtcNow()) is { } fault)
            return Forbidden(logger, fault);
        var raw = await ReadAsync(context.Request, cancel);
        using var activity = Parse(raw);
        var serviceUrl = BotActivityToActivity.TextOf(activity.RootElement, "serviceUrl");
        if (TokenValidation.Check(token, issuer, serviceUrl, BotActivityToActivity.TextOf(activity.RootElement, "channelId")) is { } mismatch)
            return Forbidden(logger, mismatch);
        // The bot's token goes there with every answer.
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var service) || !BotFrameworkOptions.IsSafe(service))
            return Forbidden(logger, TokenFault.WrongServiceUrl);
        var input = BotActivityToActivity.Read(activity.RootElement);
        await intake.TakeAsync(input, raw, cancel);
        return input switch
        {
            UnknownInvoke => TypedResults.StatusCode(StatusCodes.Status501NotImplemented),
            SaidToBot { IsInvoke: true } => TypedResults.Json(new InvokeAnswer(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", ""), BotFrameworkJson.Default.InvokeAnswer),
            _ => TypedResults.Ok(),
        };
    }

    private static string? Bearer(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    private static async ValueTask<TokenIssuer?> IssuerAsync(OpenIdMetadata metadata, WrittenToken token, BotFrameworkWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            return await metadata.GetAsync(token.KeyId, cancellationToken);
        }
        catch (HttpRequestException)
        {
            watch.Unreachable();
            return null;
        }
    }

    // JSON is UTF-8, whatever charset the sender names (RFC 8259, section 8.1); what is not is not read as something else.
    private static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        try
        {
            return Strict.GetString(body.GetBuffer(), 0, (int)body.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            throw new BadHttpRequestException("The body is not UTF-8.", fault);
        }
    }

    private static JsonDocument Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not JSON.", fault);
        }
    }

    private static ProblemHttpResult Forbidden(ILogger logger, TokenFault fault)
    {
        LogRefused(logger, fault);
        return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:token-not-valid");
    }

    private static ProblemHttpResult NotNow(HttpContext context, string type)
    {
        context.Response.Headers.RetryAfter = SecondsUntilAnotherTry.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, type: type);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An activity was not taken, because its token is none: {Fault}")]
    private static partial void LogRefused(ILogger logger, TokenFault fault);

    private sealed class ActivityLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }
}
