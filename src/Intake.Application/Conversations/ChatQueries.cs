using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>One kept activity.</summary>
/// <param name="Watermark">Its place in the conversation.</param>
/// <param name="At">When it was kept, UTC.</param>
/// <param name="Json">The activity as it was kept.</param>
public sealed record KeptActivity(int Watermark, DateTimeOffset At, string Json);

/// <summary>What was said, for channels that fetch it, and how those are reached that are sent it.</summary>
public sealed class ChatQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    private const int Most = 200;

    /// <summary>The activities of a conversation after a watermark, in order, at most 200; none when there is no such conversation.</summary>
    public async Task<IReadOnlyList<KeptActivity>> AfterAsync(string channel, string conversation, int watermark, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from kept in db.Conversations
            where kept.Channel == channel && kept.ExternalId == conversation
            join activity in db.ChatActivities on kept.Id equals activity.Conversation
            where activity.Watermark > watermark
            orderby activity.Watermark
            select new KeptActivity(activity.Watermark, activity.At, activity.Json)).Take(Most).AsNoTracking().ToListAsync(cancellationToken);
    }

    /// <summary>How a conversation is reached; null when that was never said.</summary>
    public async Task<string?> ReferenceAsync(string channel, string conversation, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.Where(row => row.Channel == channel && row.ExternalId == conversation).Select(row => row.Reference).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The last watermark of each conversation that there is.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WatermarksAsync(string channel, string[] conversations, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Conversations.Where(row => row.Channel == channel && EF.Parameter(conversations).Contains(row.ExternalId))
            .Select(row => new { row.ExternalId, row.Watermark }).ToDictionaryAsync(row => row.ExternalId, row => row.Watermark, StringComparer.Ordinal, cancellationToken);
    }
}
