using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Bot.Channels.Telegram;

/// <summary>The Telegram bot: its updates are fetched, or sent to <c>/channels/telegram</c> where <c>Telegram__PublicUrl</c> is set.</summary>
public static class TelegramEndpoints
{
    internal const string Code = "telegram";
    private const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Adds the channel; without <c>Telegram__Token</c> only that it is off.</summary>
    /// <exception cref="FormatException">A setting is wrong; the message says which.</exception>
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = TelegramOptions.From(settings);
        var status = new ChannelStatus(Code, options is null ? ChannelState.Off : ChannelState.On, options?.Webhook is null ? null : TelegramOptions.Path);
        services.AddSingleton(status);
        if (options is null)
            return services;
        services.AddSingleton(options);
        services.AddSingleton(ChannelProfile.Telegram);
        services.AddSingleton(_ => new TelegramBotClient(options.Token, options.BaseUrl));
        services.AddSingleton<TelegramFiles>();
        services.TryAddSingleton<WaitingMessages>();
        services.AddSingleton<TelegramAlbums>();
        services.AddSingleton<TelegramIntake>();
        services.AddSingleton<TelegramPace>();
        services.AddSingleton<TelegramSetUp>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TelegramPolling>(provider, status));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TelegramWatch>(provider, status));
        services.AddSingleton<TelegramPresses>();
        services.AddKeyedSingleton(Code, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, Code));
        services.AddOutboxLanes(Code);
        services.AddSingleton<IOutboxRoute, TelegramRoute>();
        services.AddHostedService(provider => provider.GetRequiredService<TelegramPresses>());
        services.AddHostedService<TelegramAlbumWatch>();
        services.AddHostedService<TelegramService>();
        return services;
    }

    /// <summary>Maps the webhook, where one is set.</summary>
    public static IEndpointRouteBuilder MapTelegram(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<TelegramOptions>() is not { Webhook: not null, SecretToken: { } secret })
            return endpoints;
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        endpoints.MapPost(TelegramOptions.Path, (HttpContext context, TelegramIntake intake) => TakeAsync(context, intake, expected))
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new UpdateLimit());
        return endpoints;
    }

    /// <summary>Answered with 200 only when the update is durable: whatever else is answered, Telegram sends it again.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, TelegramIntake intake, byte[] expected)
    {
        // Of equal length and compared in fixed time, so that how long it takes tells nothing of the secret.
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers[SecretHeader].ToString()));
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, type: "urn:intake:secret-not-valid");
        using var update = await ReadAsync(context.Request, context.RequestAborted);
        await intake.TakeAsync([update.RootElement], context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not JSON.", fault);
        }
    }

    private sealed class UpdateLimit : IRequestSizeLimitMetadata
    {
        // A message has at most 4,096 characters; what comes with it is of that order.
        public long? MaxRequestBodySize => 256 * 1024;
    }
}
