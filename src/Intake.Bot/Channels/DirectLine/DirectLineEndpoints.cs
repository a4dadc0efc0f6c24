using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Direct Line 3.0 at <c>/v3/directline</c>: our own chat page and Microsoft's clients speak it.</summary>
public static class DirectLineEndpoints
{
    /// <summary>Adds what the endpoints need.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services) => services
        .AddSingleton<DirectLineTokens>()
        .AddSingleton<DirectLineAccess>()
        .AddSingleton<DirectLineUpload>();

    /// <summary>Maps the endpoints. All are open to everybody and ask for a token themselves.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/v3/directline").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        group.MapPost("/tokens/page", PageToken);
        group.MapPost("/tokens/generate", GenerateToken);
        group.MapPost("/tokens/refresh", RefreshToken);
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{conversation}", Reconnect);
        group.MapGet("/conversations/{conversation}/activities", ReadAsync);
        group.MapPost("/conversations/{conversation}/activities", SayAsync);
        group.MapPost("/conversations/{conversation}/upload", UploadAsync).WithMetadata(new UploadLimit());
        return endpoints;
    }

    /// <summary>A token for a new conversation of the chat page: same origin only, limited in rate.</summary>
    private static IResult PageToken(HttpContext context, DirectLineTokens tokens, DirectLineAccess access)
    {
        if (!DirectLineAccess.IsSameOrigin(context.Request))
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:same-origin-only");
        return access.LimitPages(context) ?? Token(tokens.Issue(DirectLineTokens.NewConversationId()));
    }

    private static IResult GenerateToken(HttpContext context, DirectLineTokens tokens)
    {
        if (DirectLineAccess.Bearer(context.Request) is not { } secret)
            return DirectLineAccess.Unauthorised(context.Request);
        return tokens.IsSecret(secret)
            ? Token(tokens.Issue(DirectLineTokens.NewConversationId()))
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:secret-not-valid");
    }

    private static IResult RefreshToken(HttpContext context, DirectLineTokens tokens)
    {
        if (DirectLineAccess.Bearer(context.Request) is not { } token)
            return DirectLineAccess.Unauthorised(context.Request);
        return tokens.Read(token) is { } conversation
            ? Token(tokens.Issue(conversation))
            : TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:token-not-valid-here");
    }

    /// <summary>Starts the conversation of a token (or, with the secret, a new one): the bot greets.</summary>
    private static async Task<IResult> StartAsync(HttpContext context, DirectLineTokens tokens, ActivityIntake intake, CancellationToken cancellationToken)
    {
        if (DirectLineAccess.Bearer(context.Request) is not { } bearer)
            return DirectLineAccess.Unauthorised(context.Request);
        var conversation = tokens.IsSecret(bearer) ? DirectLineTokens.NewConversationId() : tokens.Read(bearer);
        if (conversation is null)
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, type: "urn:intake:token-not-valid-here");
        var parameters = await ReadBodyAsync(context.Request, DirectLineJson.Default.StartParameters, cancellationToken);
        await HandleAsync(conversation, new BotActivity { Type = "conversationUpdate", Id = "open", Locale = parameters?.Locale }, [], context, intake);
        return TypedResults.Json(tokens.Issue(conversation), DirectLineJson.Default.DirectLineConversation, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Reconnect(string conversation, HttpContext context, DirectLineTokens tokens, DirectLineAccess access) =>
        access.Refuse(context.Request, conversation) ?? Token(tokens.Issue(conversation));

    private static async Task<IResult> ReadAsync(
        string conversation,
        string? watermark,
        HttpContext context,
        DirectLineAccess access,
        ChatQueries chats,
        ReceiptSecret secrets,
        CancellationToken cancellationToken)
    {
        if (access.Refuse(context.Request, conversation) is { } refused)
            return refused;
        var after = 0;
        if (!string.IsNullOrEmpty(watermark) && !int.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, type: "urn:intake:watermark-not-a-number");
        var kept = await chats.AfterAsync(ChannelProfile.WebChat.Code, conversation, after, cancellationToken);
        var last = kept.Count == 0 ? after : kept[^1].Watermark;
        return TypedResults.Json(
            new ActivitySet([.. kept.Select(entry => DirectLineConverter.Leaving(conversation, entry.Watermark, entry.At, ChatEntry.FromJson(entry.Json, secrets)))], last.ToString(CultureInfo.InvariantCulture)),
            DirectLineJson.Default.ActivitySet);
    }

    private static async Task<IResult> SayAsync(string conversation, HttpContext context, DirectLineAccess access, ActivityIntake intake, CancellationToken cancellationToken)
    {
        if ((access.Refuse(context.Request, conversation) ?? access.LimitMessages(context, conversation)) is { } refused)
            return refused;
        var activity = await ReadBodyAsync(context.Request, DirectLineJson.Default.BotActivity, cancellationToken);
        return activity is null
            ? TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, type: "urn:intake:activity-missing")
            : await HandleAsync(conversation, activity, [], context, intake);
    }

    private static async Task<IResult> UploadAsync(string conversation, HttpContext context, DirectLineAccess access, DirectLineUpload upload, ActivityIntake intake, CancellationToken cancellationToken)
    {
        if ((access.Refuse(context.Request, conversation) ?? access.LimitMessages(context, conversation)) is { } refused)
            return refused;
        try
        {
            var (activity, files) = await upload.ReadAsync(context.Request, cancellationToken);
            return await HandleAsync(conversation, activity, files, context, intake);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The activity is not JSON.", fault);
        }
    }

    /// <summary>Answered only after the message and all that it caused are durable.</summary>
    private static async Task<IResult> HandleAsync(string conversation, BotActivity activity, IReadOnlyList<Conversation.IncomingFile> files, HttpContext context, ActivityIntake intake)
    {
        var message = activity.ChannelData?.ClientActivityId ?? activity.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        if (DirectLineConverter.ToConversation(activity, files) is { } said)
        {
            // Not cancelled with the request: what has begun is finished, and a repeat finds it done.
            await intake.HandleAsync(
                new InboundActivity
                {
                    Profile = ChannelProfile.WebChat,
                    Conversation = conversation,
                    Message = message,
                    Raw = JsonSerializer.Serialize(activity, DirectLineJson.Default.BotActivity),
                    Activity = said,
                    Address = context.Connection.RemoteIpAddress?.ToString(),
                },
                CancellationToken.None);
        }

        return TypedResults.Json(new ResourceResponse(DirectLineConverter.IdOf(conversation, message)), DirectLineJson.Default.ResourceResponse);
    }

    private static async Task<T?> ReadBodyAsync<T>(HttpRequest request, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (request.ContentLength == 0)
            return null;
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not JSON of this kind.", fault);
        }
    }

    private static JsonHttpResult<DirectLineConversation> Token(DirectLineConversation conversation) => TypedResults.Json(conversation, DirectLineJson.Default.DirectLineConversation);

    private sealed class UploadLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => DirectLineUpload.MostBytes;
    }
}
