using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation.Handling;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Tokens, and conversations that begin or are taken up again.</summary>
internal static class DirectLineConversations
{
    private const int LongestUser = 64;
    private const int MostOrigins = 20;

    /// <summary>A token for a new conversation of the chat page: same origin only, limited in rate.</summary>
    public static IResult PageToken(HttpContext context, DirectLineTokens tokens, DirectLineAccess access)
    {
        if (!DirectLineAccess.IsSameOrigin(context.Request))
            return DirectLineAccess.Forbidden("urn:intake:same-origin-only");
        return access.LimitPages(context) ?? Answer(tokens.Issue(new(DirectLineTokens.NewConversationId())));
    }

    /// <summary>A token for a new conversation, for who has the secret; bound to a person and to pages where that is asked for.</summary>
    public static async Task<IResult> GenerateTokenAsync(HttpContext context, DirectLineTokens tokens, DirectLineAccess access, CancellationToken cancellationToken)
    {
        if (access.RefuseWithoutSecret(context.Request) is { } refused)
            return refused;
        var asked = await DirectLineActivities.ReadBodyAsync(context.Request, DirectLineJson.Default.TokenParameters, cancellationToken);
        var origins = asked?.TrustedOrigins?.OfType<string>().Where(origin => origin.Length > 0).ToList() ?? [];
        if (asked?.User?.Id is { Length: > LongestUser } || origins.Count > MostOrigins)
            throw new BadHttpRequestException($"A user's id has at most {LongestUser} characters, and there are at most {MostOrigins} trusted origins.");
        return Answer(tokens.Issue(new(DirectLineTokens.NewConversationId())
        {
            User = asked?.User?.Id is { Length: > 0 } user ? user : null,
            Origins = origins.Count > 0 ? origins : null,
        }));
    }

    /// <summary>The token of the same conversation with a new end, while the old one holds.</summary>
    public static IResult RefreshToken(HttpContext context, DirectLineTokens tokens, DirectLineAccess access)
    {
        var (grant, refused) = access.AdmitToken(context.Request);
        return grant is null ? refused! : Answer(tokens.Issue(grant));
    }

    /// <summary>Starts the conversation of a token (or, with the secret, a new one): the bot greets. 201, and 200 when it was started before.</summary>
    public static async Task<IResult> StartAsync(HttpContext context, DirectLineTokens tokens, DirectLineAccess access, ActivityIntake intake, DirectLineBell bell, CancellationToken cancellationToken)
    {
        var (grant, refused) = access.AdmitNew(context.Request);
        if (grant is null)
            return refused!;
        var parameters = await DirectLineActivities.ReadBodyAsync(context.Request, DirectLineJson.Default.StartParameters, cancellationToken);
        var opened = new BotActivity { Type = "conversationUpdate", Id = "open", Locale = parameters?.Locale };
        var handled = await DirectLineActivities.HandleAsync(grant, "open", opened, [], context, intake, bell);
        return Answer(Streaming(context.Request, tokens, grant, ""), handled is { IsRepeat: true } ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    /// <summary>Takes a conversation up again: a new token, and where its stream goes on after a watermark.</summary>
    public static IResult Reconnect(string conversation, string? watermark, HttpContext context, DirectLineTokens tokens, DirectLineAccess access)
    {
        var (grant, refused) = access.Admit(context.Request, conversation);
        if (grant is null)
            return refused!;
        return DirectLineActivities.PlaceOf(watermark) is null ? DirectLineActivities.NoWatermark() : Answer(Streaming(context.Request, tokens, grant, watermark));
    }

    private static DirectLineConversation Streaming(HttpRequest request, DirectLineTokens tokens, DirectLineGrant grant, string? watermark)
    {
        var stream = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{DirectLineOptions.Path}/conversations/{Uri.EscapeDataString(grant.Conversation)}/stream";
        return tokens.Issue(grant) with { StreamUrl = $"{stream}?watermark={watermark}&t={tokens.IssueForStream(grant.Conversation)}" };
    }

    private static JsonHttpResult<DirectLineConversation> Answer(DirectLineConversation conversation, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(conversation, DirectLineJson.Default.DirectLineConversation, statusCode: status);
}
