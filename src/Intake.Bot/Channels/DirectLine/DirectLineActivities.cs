using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Intake.Application.Conversations;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>What is said in a conversation: read from a watermark on, sent, uploaded.</summary>
internal static class DirectLineActivities
{
    private const int LongestSender = 200;

    /// <summary>What was said after a watermark.</summary>
    public static async Task<IResult> ReadAsync(
        string conversation,
        string? watermark,
        HttpContext context,
        DirectLineAccess access,
        ChatQueries chats,
        ReceiptSecret secrets,
        CancellationToken cancellationToken)
    {
        var (_, refused) = access.Admit(context.Request, conversation);
        if (refused is not null)
            return refused;
        return PlaceOf(watermark) is not { } after ? NoWatermark() : TypedResults.Json((await AfterAsync(conversation, after, chats, secrets, cancellationToken)).Set, DirectLineJson.Default.ActivitySet);
    }

    /// <summary>Takes an activity in.</summary>
    public static async Task<IResult> SayAsync(string conversation, HttpContext context, DirectLineAccess access, ActivityIntake intake, DirectLineBell bell, CancellationToken cancellationToken)
    {
        var (grant, refused) = access.Admit(context.Request, conversation);
        if ((refused ?? access.LimitMessages(context, conversation)) is { } no)
            return no;
        var activity = await ReadBodyAsync(context.Request, DirectLineJson.Default.BotActivity, cancellationToken);
        return activity is null
            ? DirectLineErrors.Refused(StatusCodes.Status400BadRequest, "urn:intake:activity-missing")
            : await TakeAsync(grant!, activity, [], context, intake, bell);
    }

    /// <summary>Takes an activity with files in, or one file alone.</summary>
    public static async Task<IResult> UploadAsync(string conversation, HttpContext context, DirectLineAccess access, DirectLineUpload upload, ActivityIntake intake, DirectLineBell bell, CancellationToken cancellationToken)
    {
        var (grant, refused) = access.Admit(context.Request, conversation);
        if ((refused ?? access.LimitMessages(context, conversation)) is { } no)
            return no;
        try
        {
            var (activity, files) = await upload.ReadAsync(context.Request, cancellationToken);
            return await TakeAsync(grant!, activity, files, context, intake, bell);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The activity is not JSON.", fault);
        }
    }

    /// <summary>What was said after a watermark, at most 200 activities, and the watermark after them.</summary>
    public static async Task<(ActivitySet Set, int Last)> AfterAsync(string conversation, int after, ChatQueries chats, ReceiptSecret secrets, CancellationToken cancellationToken)
    {
        var kept = await chats.AfterAsync(ChannelProfile.WebChat.Code, conversation, after, cancellationToken);
        var last = kept.Count == 0 ? after : kept[^1].Watermark;
        return (new([.. kept.Select(entry => DirectLineConverter.Leaving(conversation, entry.Watermark, entry.At, ChatEntry.FromJson(entry.Json, secrets)))], last.ToString(CultureInfo.InvariantCulture)), last);
    }

    /// <summary>The place that a watermark stands for, 0 for none; null when it is no watermark.</summary>
    public static int? PlaceOf(string? watermark)
    {
        if (string.IsNullOrEmpty(watermark))
            return 0;
        return int.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
    }

    /// <summary>400.</summary>
    public static IResult NoWatermark() => DirectLineErrors.Refused(StatusCodes.Status400BadRequest, "urn:intake:watermark-not-a-number");

    /// <summary>Has an activity handled. When it returns, the activity and all that it caused are durable. Null for kinds that say nothing.</summary>
    public static async Task<HandledActivity?> HandleAsync(DirectLineGrant grant, string message, BotActivity activity, IReadOnlyList<IncomingFile> files, HttpContext context, ActivityIntake intake, DirectLineBell bell)
    {
        if (DirectLineConverter.ToConversation(activity, files) is not { } said)
            return null;
        // Not cancelled with the request: what has begun is finished, and a repeat finds it done.
        var handled = await intake.HandleAsync(
            new InboundActivity
            {
                Profile = ChannelProfile.WebChat,
                Conversation = grant.Conversation,
                Message = message,
                Sender = grant.User ?? (activity.From?.Id is { Length: > 0 and <= LongestSender } id ? id : null),
                Raw = JsonSerializer.Serialize(activity, DirectLineJson.Default.BotActivity),
                Activity = said,
                Address = context.Connection.RemoteIpAddress?.ToString(),
            },
            CancellationToken.None);
        bell.Ring(grant.Conversation);
        return handled;
    }

    /// <summary>The JSON of a request; null when it has none.</summary>
    /// <exception cref="BadHttpRequestException">It is not JSON of this kind.</exception>
    public static async Task<T?> ReadBodyAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
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

    private static async Task<IResult> TakeAsync(DirectLineGrant grant, BotActivity activity, IReadOnlyList<IncomingFile> files, HttpContext context, ActivityIntake intake, DirectLineBell bell)
    {
        var message = Given(ClientMark.Of(activity).ClientActivityId) ?? Given(activity.Id) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        await HandleAsync(grant, message, activity, files, context, intake, bell);
        return TypedResults.Json(new ResourceResponse(DirectLineConverter.IdOf(grant.Conversation, message)), DirectLineJson.Default.ResourceResponse);
    }

    private static string? Given(string? id) => string.IsNullOrEmpty(id) ? null : id;
}
