using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>Finds and adds the rows of conversations inside a running command, those of the same transaction among them.</summary>
public static class ConversationRowsOf
{
    /// <summary>The message that was taken in under this id before; null when it is new.</summary>
    public static async ValueTask<InboundMessageRow?> InboundAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Db.InboundMessages.Local.FirstOrDefault(row => row.Channel == channel && row.ExternalId == externalId)
            ?? (session.HasAskedMessage(channel, externalId) ? null : await session.Db.InboundMessages.FirstOrDefaultAsync(row => row.Channel == channel && row.ExternalId == externalId, cancellationToken));
    }

    /// <summary>A row for a message that is new; null when one was taken in under this id before.</summary>
    public static async ValueTask<InboundMessageRow?> AddNewInboundAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken) =>
        await InboundAsync(session, channel, externalId, cancellationToken) is null ? await AddInboundAsync(session, channel, externalId, cancellationToken) : null;

    /// <summary>A row for a message that is known to be new.</summary>
    public static async ValueTask<InboundMessageRow> AddInboundAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var row = new InboundMessageRow { Id = await session.NextAsync("inbound", cancellationToken), Channel = channel, ExternalId = externalId, ReceivedAt = session.Now };
        session.Db.InboundMessages.Add(row);
        return row;
    }

    /// <summary>The conversation of a channel by the channel's own id; null when there is none.</summary>
    public static async ValueTask<ConversationRow?> ConversationAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Db.Conversations.Local.FirstOrDefault(row => row.Channel == channel && row.ExternalId == externalId)
            ?? (session.HasAskedChat(channel, externalId) ? null : await session.Db.Conversations.FirstOrDefaultAsync(row => row.Channel == channel && row.ExternalId == externalId, cancellationToken));
    }

    /// <summary>A conversation that is known to be new.</summary>
    public static async ValueTask<ConversationRow> AddConversationAsync(WriteSession session, string channel, string externalId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var row = new ConversationRow { Id = await session.NextAsync("conversation", cancellationToken), Channel = channel, ExternalId = externalId, CreatedAt = session.Now };
        session.Db.Conversations.Add(row);
        return row;
    }
}
