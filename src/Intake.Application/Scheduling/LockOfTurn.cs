using Quartz.Impl.AdoJobStore;

namespace Intake.Application.Scheduling;

/// <summary>
/// The scheduler's locks on SQLite: whoever of it has begun a transaction has the turn of all who write, and with it every
/// lock. A lock beside the turn would be taken by some before it and by others after it, and two of them would wait for
/// each other for ever.
/// </summary>
internal sealed class LockOfTurn : ILockHandler
{
    /// <inheritdoc/>
    public bool RequiresConnection => true;

    /// <inheritdoc/>
    public ValueTask<bool> AcquireLock(Guid requestorId, ConnectionAndTransactionHolder? conn, SchedulerLock lockName, CancellationToken cancellationToken = default) => ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask ReleaseLock(Guid requestorId, SchedulerLock lockName, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
