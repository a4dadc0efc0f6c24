using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>Finds the rows of conversations inside a running command, those of the same transaction among them.</summary>
public static class ConversationRowsOf
{
    /// <summary>The message that was taken in under this id before; null when it is new.</summary>
    public static async ValueTask<InboundMessageRow?> InboundAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Db.InboundMessages.Local.FirstOrDefault(row => row.Channel == channel && row.ExternalId == externalId)
            ?? (session.HasAskedMessage(channel, externalId) ? null : await session.Db.InboundMessages.FirstOrDefaultAsync(row => row.Channel == channel && row.ExternalId == externalId, cancellationToken));
    }

    /// <summary>The conversation of a channel by the channel's own id; null when there is none.</summary>
    public static async ValueTask<ConversationRow?> ConversationAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Db.Conversations.Local.FirstOrDefault(row => row.Channel == channel && row.ExternalId == externalId)
            ?? (session.HasAskedChat(channel, externalId) ? null : await session.Db.Conversations.FirstOrDefaultAsync(row => row.Channel == channel && row.ExternalId == externalId, cancellationToken));
    }
}
