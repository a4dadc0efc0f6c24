using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Takes messages in, by the one door for messages. When it returns, the message is durable and may be confirmed; when it
/// throws, nobody confirms it and WeChat sends it again, and what was handled already is known by its id.
/// </summary>
internal sealed class WeChatIntake(ActivityIntake intake, CommandWriter writer, WeChatQueue queue, AnswerLedger ledger)
{
    /// <summary>How long WeChat may still bring the same message: three times, five seconds each, and a little.</summary>
    private static readonly TimeSpan ComesAgainWithin = TimeSpan.FromSeconds(20);

    /// <summary>Takes a message in. Answers what was said to it and who has to say what became of that; null when there is nothing to be given here.</summary>
    public async Task<(SaidToAccount To, HandledActivity Handled)?> TakeAsync(WeChatInput input, string raw, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case UnreadableMessage unreadable:
                var key = unreadable.MessageId is { } id ? InboundActivity.Kept($"u{id}") : InboundActivity.HashOf(raw);
                await writer.WriteAsync(new KeepMessage(ChannelProfile.WeChat.Code, key, raw, InboundStatus.Parked, "unreadable"), cancellationToken);
                return null;
            case Unfollowed gone:
                await writer.WriteAsync(new Unfollow(gone, raw), cancellationToken);
                return null;
            case SaidToAccount said when said.Files.Count > 0 || queue.IsBusyWith(said.Person):
                await queue.KeepAsync(said, raw, cancellationToken);
                return null;
            case SaidToAccount said:
                // What has begun is finished: when WeChat hangs up, it brings the message again and finds it handled.
                return (said, await intake.HandleAsync(InboundOf(said, raw) with { AnswerHeldFor = ledger.HeldFor(ComesAgainWithin) }, CancellationToken.None));
            default:
                return null;
        }
    }

    /// <summary>A message as the door takes it.</summary>
    internal static InboundActivity InboundOf(SaidToAccount said, string raw) => new()
    {
        Profile = ChannelProfile.WeChat,
        Conversation = said.Person,
        Message = said.Message,
        Raw = raw,
        Activity = said.Activity,
    };
}

/// <summary>Gives up what waits for somebody who follows the account no more, and records that they left.</summary>
internal sealed class Unfollow(Unfollowed gone, string raw) : Command<bool>
{
    /// <summary>Why the messages are given up.</summary>
    public const string Failure = "wechat-unfollowed";

    private readonly string _key = $"{gone.Person}/{InboundActivity.Kept(gone.Message)}";

    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen) => foreseen.Messages.Add((ChannelProfile.WeChat.Code, _key));

    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var channel = ChannelProfile.WeChat.Code;
        if (await ConversationRowsOf.AddNewInboundAsync(session, channel, _key, cancellationToken) is not { } row)
            return false;
        (row.Raw, row.Status) = (raw, InboundStatus.Handled);
        await WaitingOutgoing.GiveUpAsync(session, channel, gone.Person, Failure, cancellationToken);
        return true;
    }
}
