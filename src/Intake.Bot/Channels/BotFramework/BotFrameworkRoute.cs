using System.Globalization;
using System.Net;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>Sends what the bot says out of the outbox: to the address that a token vouched for when the conversation was last heard of.</summary>
internal sealed class BotFrameworkRoute(ConnectorClient connector, ChatQueries chats, ReceiptSecret secrets, BotFrameworkWatch watch) : IOutboxRoute
{
    private const int HashLength = 64;
    private readonly SentParts _gone = new();

    /// <inheritdoc/>
    public string Kind => BotFrameworkOptions.Code;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await chats.ReferenceAsync(Kind, message.Address, cancellationToken) is not { } written)
            return new(OutboxStatus.Dead, "no-conversation");
        var reference = ConversationReference.FromJson(written);
        var answered = AnsweredBy(message);
        var all = ActivityToBotFramework.Convert(reference, ReplySecrets.FromJson(message.Payload, secrets), answered);
        for (var i = _gone.Of(message.Id); i < all.Count; i++)
        {
            if (await SendAsync(reference, all[i]) is { } failed)
                return failed;
            _gone.Sent(message.Id, i + 1);
        }

        watch.Works();
        return OutboxResult.Sent;
    }

    /// <summary>The activity that a message answers; null for news, and where its id is not known any more.</summary>
    internal static string? AnsweredBy(OutboxRow message)
    {
        var before = $"reply:{message.Kind}:{message.Address}/";
        if (!message.IdempotencyKey.StartsWith(before, StringComparison.Ordinal))
            return null;
        var id = message.IdempotencyKey[before.Length..];
        var isHash = id.Length == HashLength && id.All(char.IsAsciiHexDigitLower);
        return id.StartsWith(BotActivityToActivity.NotAnId) || isHash ? null : id;
    }

    /// <summary>Null when it is gone.</summary>
    private async Task<OutboxResult?> SendAsync(ConversationReference reference, BotActivity activity)
    {
        try
        {
            // Not cancelled: whether an activity that was on its way has arrived, nobody could tell.
            await (activity.ReplyToId is { } answered ? connector.ReplyToActivityAsync(reference, answered, activity, CancellationToken.None) : connector.SendToConversationAsync(reference, activity, CancellationToken.None));
            return null;
        }
        catch (ConnectorException fault)
        {
            return ResultOf(fault);
        }
        catch (WrongCredentialsException fault)
        {
            watch.WrongKey(fault.Code);
            return new(OutboxStatus.Waiting, "login");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(OutboxStatus.Waiting, "unreachable");
        }
    }

    private static OutboxResult ResultOf(ConnectorException fault)
    {
        var code = ((int)fault.Status).ToString(CultureInfo.InvariantCulture);
        return fault.Status switch
        {
            // Who has blocked the bot or left gets nothing any more: recorded, and never tried again by itself.
            HttpStatusCode.Forbidden => new(OutboxStatus.Dead, $"{code} blocked"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new(OutboxStatus.Dead, $"{code} gone"),
            HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(OutboxStatus.Waiting, code, fault.RetryAfter),
            _ => new(OutboxStatus.Dead, code),
        };
    }
}
