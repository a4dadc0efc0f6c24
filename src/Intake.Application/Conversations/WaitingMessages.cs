using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>A message that is kept and not handled yet.</summary>
/// <param name="ExternalId">The channel's id.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Raw">The message as it came.</param>
public sealed record WaitingMessage(string ExternalId, DateTimeOffset ReceivedAt, string Raw);

/// <summary>Reads what a channel has kept until it can be handled, such as the parts of a message that comes in several.</summary>
public sealed class WaitingMessages(IDbContextFactory<IntakeDbContext> contexts)
{
    private const int Most = 1_000;

    /// <summary>What waits, the oldest first, at most 1,000.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> ReadAsync(string channel, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.InboundMessages.AsNoTracking().Where(row => row.Status == InboundStatus.Received && row.Channel == channel)
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).Take(Most)
            .Select(row => new WaitingMessage(row.ExternalId, row.ReceivedAt, row.Raw)).ToListAsync(cancellationToken);
    }
}
