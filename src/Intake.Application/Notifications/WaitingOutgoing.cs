using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Notifications;

/// <summary>What is done to the messages that wait for one address.</summary>
public static class WaitingOutgoing
{
    /// <summary>Gives up everything that waits for an address, since nothing reaches it any more. Answers how many messages that were.</summary>
    /// <param name="session">The running command.</param>
    /// <param name="kind">Kind of the messages.</param>
    /// <param name="address">The address.</param>
    /// <param name="reason">Why: a code, never content.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async ValueTask<int> GiveUpAsync(WriteSession session, string kind, string address, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.Db.Outbox.Where(row => row.NextAttemptAt != null && row.Kind == kind && row.Address == address)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, OutboxStatus.Dead).SetProperty(row => row.Failure, reason).SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null), cancellationToken);
    }
}

/// <summary>Tries again now what waits for a person to speak. Answers how many messages that were.</summary>
/// <param name="wait">What waits.</param>
/// <param name="address">The person's address.</param>
public sealed class TryAgainNow(WaitsForWord wait, string address) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var now = session.Now;
        var woken = await session.Db.Outbox.Where(row => row.NextAttemptAt > now && row.Kind == wait.Kind && row.Address == address && row.Failure == wait.Failure)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now), cancellationToken);
        if (woken > 0)
            session.RingOutbox();
        return woken;
    }
}
