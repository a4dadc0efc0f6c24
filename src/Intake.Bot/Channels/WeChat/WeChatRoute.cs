using System.Collections.Concurrent;
using Intake.Application.Notifications;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;

namespace Intake.Bot.Channels.WeChat;

/// <summary>Sends what the bot says out of the outbox, as messages of the customer service (客服消息).</summary>
internal sealed class WeChatRoute(WeChatClient client, WeChatTokens tokens, ReceiptSecret secrets) : IOutboxRoute
{
    private const int ManyRows = 10_000;

    // How much of a row is gone, so that what failed in between does not begin again: a row may hold several messages.
    private readonly ConcurrentDictionary<long, int> _gone = new();

    /// <inheritdoc/>
    public string Kind => ChannelProfile.WeChat.Code;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_gone.Count > ManyRows)
            _gone.Clear();
        var all = ActivityToWeChat.Convert(ReplySecrets.FromJson(message.Payload, secrets));
        try
        {
            for (var i = _gone.GetValueOrDefault(message.Id); i < all.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Not cancelled: whether a message that was on its way has arrived, nobody could tell.
                await tokens.UseAsync(token => client.CustomSendAsync(token, new(message.Address, new(all[i])), CancellationToken.None), CancellationToken.None);
                _gone[message.Id] = i + 1;
            }
        }
        catch (WeChatException fault)
        {
            return WeChatErrors.ResultOf(fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(OutboxStatus.Waiting, "unreachable");
        }

        _gone.TryRemove(message.Id, out _);
        return OutboxResult.Sent;
    }
}
