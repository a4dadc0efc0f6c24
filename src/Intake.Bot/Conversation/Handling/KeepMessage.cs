using Intake.Application.Conversations;
using Intake.Application.Writing;

namespace Intake.Bot.Conversation.Handling;

/// <summary>Keeps a message that no conversation hears: not yet, not without a person, or not at all. One that is there already is not kept again. Answers whether it is new.</summary>
/// <param name="channel">The channel.</param>
/// <param name="key">The message's id as it is kept, unique within the channel.</param>
/// <param name="raw">What is kept of it.</param>
/// <param name="status">What becomes of it.</param>
/// <param name="reason">Why: a code; null when it waits for others.</param>
internal sealed class KeepMessage(string channel, string key, string raw, InboundStatus status, string? reason) : Command<bool>
{
    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen) => foreseen.Messages.Add((channel, key));

    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await ConversationRowsOf.AddNewInboundAsync(session, channel, key, cancellationToken) is not { } row)
            return false;
        (row.Raw, row.Status, row.Reason) = (raw, status, reason);
        return true;
    }

    /// <summary>Keeps what cannot be read, for a person to look at.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="key">The message's id as it is kept; null when it has none, then it is known by what it says.</param>
    /// <param name="raw">The message as it came.</param>
    public static KeepMessage Unreadable(string channel, string? key, string raw) => new(channel, key ?? InboundActivity.HashOf(raw), raw, InboundStatus.Parked, "unreadable");
}
