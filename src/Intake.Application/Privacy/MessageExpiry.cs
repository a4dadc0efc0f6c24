using Intake.Application.BotConfiguration;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>
/// Deletes raw messages and sent messages that are over their time. A message that was never handled is not among them:
/// the daily reconciliation goes on naming it until somebody looks.
/// </summary>
internal sealed class MessageExpiry(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock) : IRetentionStep
{
    private const int BatchLength = 500;
    private static readonly InboundStatus[] Done = [InboundStatus.Handled, InboundStatus.Parked, InboundStatus.Refused];

    public string Name => "messages";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (retention, now) = (configuration.Current.Authority.Retention, clock.GetUtcNow());
        var deleted = 0;
        while (await InboundAsync(now.AddDays(-retention.IncomingDays), cancellationToken) is { Count: > 0 } keys)
            deleted += await writer.WriteAsync(new ForgetInbound(keys), cancellationToken);
        while (await OutgoingAsync(now.AddDays(-retention.OutgoingDays), cancellationToken) is { Count: > 0 } keys)
            deleted += await writer.WriteAsync(new ForgetOutgoing(keys), cancellationToken);
        return deleted;
    }

    private async Task<List<long>> InboundAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.InboundMessages.Where(row => Done.Contains(row.Status) && row.ReceivedAt <= before).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
    }

    private async Task<List<long>> OutgoingAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.Where(row => row.NextAttemptAt == null && row.CreatedAt <= before).OrderBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
    }
}

/// <summary>Deletes raw messages. Answers how many.</summary>
internal sealed class ForgetInbound(IReadOnlyList<long> messages) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        await session.Db.InboundMessages.Where(row => messages.Contains(row.Id) && row.Status != InboundStatus.Received).ExecuteDeleteAsync(cancellationToken);
}

/// <summary>Deletes outgoing messages that were sent or given up. Answers how many.</summary>
internal sealed class ForgetOutgoing(IReadOnlyList<long> messages) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        await session.Db.Outbox.Where(row => messages.Contains(row.Id) && row.Status != OutboxStatus.Waiting).ExecuteDeleteAsync(cancellationToken);
}
