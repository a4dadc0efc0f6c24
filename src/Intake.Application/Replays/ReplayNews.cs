using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Replays;

/// <summary>Empties the outbox in a replay as its job does, each message when the job next runs after it was written.</summary>
public sealed class ReplayNews(IDbContextFactory<IntakeDbContext> contexts, OutboxSender sender, ReplayClock clock)
{
    /// <summary>Sends what waits, to many at once.</summary>
    internal async Task SendAsync(CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync("", cancellationToken);
        await Task.WhenAll(waiting.GroupBy(message => message.Address, StringComparer.Ordinal).Select(some => InOrderAsync(some, cancellationToken)));
    }

    /// <summary>Sends what waits of one ticket. Lives ask for their own, so that none waits for what others are told.</summary>
    internal async Task SendAsync(TicketId ticket, CancellationToken cancellationToken) =>
        await InOrderAsync(await WaitingAsync(Announcements.KeysOf(ticket), cancellationToken), cancellationToken);

    private async Task<List<OutboxRow>> WaitingAsync(string keys, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.AsNoTracking()
            .Where(row => row.NextAttemptAt != null && row.IdempotencyKey.StartsWith(keys))
            .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task InOrderAsync(IEnumerable<OutboxRow> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
        {
            clock.Part(ReplayJobs.RunAfter(message.NextAttemptAt!.Value));
            await sender.SendAsync(message, cancellationToken);
        }
    }
}
