using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>Reads what a conversation remembers, for channels that have to know it outside of a turn.</summary>
public sealed class ConversationStates(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>The state as it was saved last; null when there is no such conversation.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="externalId">The channel's id of the conversation, as it is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> FindAsync(string channel, string externalId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.Where(row => row.Channel == channel && row.ExternalId == externalId).Select(row => row.State).FirstOrDefaultAsync(cancellationToken);
    }
}
