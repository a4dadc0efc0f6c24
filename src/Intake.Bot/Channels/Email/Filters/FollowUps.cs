using Intake.Application.Conversations;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.Email.Filters;

/// <summary>
/// Finds the conversation that a letter goes on with: only when it was sent to an address that we have signed, not too
/// long ago, and comes from the one person who writes there. Whatever else it is (forwarded, guessed, written by somebody
/// in copy) is a new letter: nobody comes to another person's ticket by mail.
/// </summary>
internal sealed class FollowUps(ConversationStates conversations)
{
    /// <summary>The conversation; null when the letter begins one.</summary>
    public async Task<string?> FindAsync(MailEnvelope mail, CancellationToken cancellationToken)
    {
        if (mail is not { HasOneWriter: true, From: { } from, SentTo: { Purpose: AddressPurpose.Reply, Proof: AddressProof.Right, Token: { } token } })
            return null;
        var known = await conversations.FindAsync(ChannelProfile.Email.Code, token, cancellationToken);
        return known is not null && from.IsSameAs(ConversationState.FromJson(known).Letter?.Address) ? token : null;
    }
}
