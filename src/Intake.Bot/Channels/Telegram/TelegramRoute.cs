using System.Globalization;
using Intake.Application.Notifications;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Sends what the bot says out of the outbox, within Telegram's limits.</summary>
internal sealed class TelegramRoute(TelegramBotClient client, TelegramPace pace, ReceiptSecret secrets) : IOutboxRoute
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(10);

    private readonly SentParts _gone = new();

    /// <inheritdoc/>
    public string Kind => ChannelProfile.Telegram.Code;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!long.TryParse(message.Address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chat))
            return new(OutboxStatus.Dead, "no-chat");
        var all = ActivityToTelegram.Convert(chat, ReplySecrets.FromJson(message.Payload, secrets));
        for (var i = _gone.Of(message.Id); i < all.Count; i++)
        {
            // What has begun is brought to its end when the program is asked to end, or its beginning would leave once more.
            if (await SendAsync(message.Address, all[i], i == 0 ? cancellationToken : CancellationToken.None) is { } failed)
                return failed;
            _gone.Sent(message.Id, i + 1);
        }

        return OutboxResult.Sent;
    }

    /// <summary>Null when it is gone.</summary>
    private async Task<OutboxResult?> SendAsync(string chat, SendMessageRequest message, CancellationToken cancellationToken)
    {
        while (true)
        {
            await pace.WaitAsync(chat, cancellationToken);
            try
            {
                // Not cancelled: whether a message that was on its way has arrived, nobody could tell.
                await client.SendMessage(message, CancellationToken.None);
                return null;
            }
            // No failure of the message: it waits for as long as Telegram says, and its turn comes again.
            catch (ApiRequestException fault) when (fault.RetryAfter is { } wait && wait <= LongestWait)
            {
                pace.Hold(chat, wait);
            }
            catch (ApiRequestException fault)
            {
                return ResultOf(fault);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                pace.HoldAll(AfterSilence);
                return new(OutboxStatus.Waiting, "unreachable");
            }
        }
    }

    private OutboxResult ResultOf(ApiRequestException fault)
    {
        var code = fault.ErrorCode.ToString(CultureInfo.InvariantCulture);
        switch (fault.ErrorCode)
        {
            // Who has blocked the bot, or deleted the account, gets nothing any more: recorded, and never tried again by itself.
            case 403:
                return new(OutboxStatus.Dead, $"{code} blocked");
            case 400:
                return new(OutboxStatus.Dead, code);
            case 401 or 404:
                pace.HoldAll(LongestWait);
                return new(OutboxStatus.Waiting, code);
            default:
                return new(OutboxStatus.Waiting, code, fault.RetryAfter);
        }
    }
}
