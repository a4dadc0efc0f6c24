using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Replays;

/// <summary>
/// Empties the outbox in a replay as its job does, each message when the job next runs after it was written. Those who ask
/// while a run is under way share the next one.
/// </summary>
public sealed class ReplayNews(IDbContextFactory<IntakeDbContext> contexts, OutboxSender sender, ReplayClock clock)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Sends what was written before this was called, and what was written since by others.</summary>
    internal Task SendAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _next ??= AfterAsync(_running, cancellationToken);
    }

    private async Task AfterAsync(Task before, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
            (_running, _next) = (_next!, null);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Outbox.AsNoTracking().Where(row => row.NextAttemptAt != null).OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        await Task.WhenAll(waiting.GroupBy(message => message.Address, StringComparer.Ordinal).Select(some => InOrderAsync(some, cancellationToken)));
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
