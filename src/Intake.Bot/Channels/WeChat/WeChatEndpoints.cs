using System.Buffers;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Publication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Bot.Channels.WeChat;

/// <summary>The WeChat official account: WeChat sends to <c>/channels/wechat</c>.</summary>
public static class WeChatEndpoints
{
    internal const string Code = "wechat";

    /// <summary>Adds the channel; without keys only that it is off, with a wrong one only that it is wrong.</summary>
    public static IServiceCollection AddWeChat(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            if (WeChatOptions.From(settings) is { } options)
                AddOpen(services, options);
            else
                services.AddSingleton(new ChannelStatus(Code, ChannelState.Off, null));
        }
        catch (FormatException fault)
        {
            // Everything else goes on; the sentence is said once there is a log.
            services.AddSingleton(new ChannelStatus(Code, ChannelState.WrongKey, null));
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<WeChatWrongKey>(provider, fault.Message));
        }

        return services;
    }

    /// <summary>Maps the address, where the channel is open.</summary>
    public static IEndpointRouteBuilder MapWeChat(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<WeChatDoor>() is null)
            return endpoints;
        endpoints.MapGet(WeChatOptions.Path, Check).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapPost(WeChatOptions.Path, TakeAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new MessageLimit());
        return endpoints;
    }

    private static void AddOpen(IServiceCollection services, WeChatOptions options)
    {
        var status = new ChannelStatus(Code, ChannelState.On, WeChatOptions.Path);
        services.AddSingleton(status);
        services.AddSingleton(options);
        services.AddSingleton(ChannelProfile.WeChat);
        services.AddSingleton(new WeChatCrypt(options.Token, options.AesKey, options.AppId));
        services.AddSingleton<ReplayGuard>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WeChatDoor>(provider, status));
        services.AddSingleton<WeChatClient>();
        services.AddSingleton<WeChatTokens>();
        services.AddSingleton<WeChatFiles>();
        services.TryAddSingleton<WaitingMessages>();
        services.AddSingleton<WeChatQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<WeChatQueue>());
        services.AddSingleton<WeChatIntake>();
        services.AddSingleton<WeChatAnswers>();
        services.AddSingleton<WeChatMenu>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<WeChatWatch>(provider, status));
        services.AddKeyedSingleton(Code, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, Code));
        services.AddOutboxLanes(Code);
        services.AddSingleton(WeChatErrors.UntilWritten);
        services.AddSingleton<IOutboxRoute, WeChatRoute>();
        services.AddSingleton(new ArticleTarget(Code));
        services.AddSingleton<IOutboxRoute, WeChatDraftRoute>();
        services.AddHostedService<WeChatService>();
    }

    /// <summary>WeChat looks whether the address is ours: it is answered with what it has sent.</summary>
    private static IResult Check(HttpContext context, WeChatDoor door) =>
        door.IsOfWeChat(EnvelopeOf(context.Request)) ? TypedResults.Text(context.Request.Query["echostr"].ToString()) : NotTrusted("signature-not-valid");

    /// <summary>Answered with 200 only when the message is durable: whatever else is answered, WeChat sends it again, three times in all.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, WeChatDoor door, WeChatIntake intake, WeChatAnswers answers)
    {
        var came = answers.Now;
        var envelope = EnvelopeOf(context.Request);
        var body = await ReadAsync(context.Request, context.RequestAborted);
        switch (door.Open(envelope, body.WrittenSpan))
        {
            case NotTrusted refused:
                return NotTrusted(refused.Problem);
            case Broken broken:
                throw new BadHttpRequestException(broken.Words);
            case Message message:
                var answer = await intake.TakeAsync(message.Input, message.Raw, context.RequestAborted);
                return answer is var (to, handled) ? answers.Of(to, handled, message.IsEncrypted, envelope.Nonce ?? "", came) : TypedResults.Text(PassiveReply.Nothing);
            case var other:
                throw new InvalidOperationException($"Nobody answers {other.GetType().Name}.");
        }
    }

    private static async Task<ArrayBufferWriter<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(4_096);
        while (await request.Body.ReadAsync(body.GetMemory(), cancellationToken) is > 0 and var read)
            body.Advance(read);
        return body;
    }

    private static WeChatEnvelope EnvelopeOf(HttpRequest request) => new(One(request, "signature"), One(request, "msg_signature"), One(request, "timestamp"), One(request, "nonce"));

    private static string? One(HttpRequest request, string name) => request.Query[name] is [{ Length: > 0 } value] ? value : null;

    private static ProblemHttpResult NotTrusted(string problem) => TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, type: $"urn:intake:{problem}");

    private sealed class MessageLimit : IRequestSizeLimitMetadata
    {
        // A text has at most some thousand bytes; encrypted beside plain it is three times as long.
        public long? MaxRequestBodySize => 128 * 1024;
    }
}
