using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>One kept activity.</summary>
/// <param name="Watermark">Its place in the conversation.</param>
/// <param name="At">When it was kept, UTC.</param>
/// <param name="Json">The activity as it was kept.</param>
public sealed record KeptActivity(int Watermark, DateTimeOffset At, string Json);

/// <summary>What was said, for channels that fetch it.</summary>
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
}
