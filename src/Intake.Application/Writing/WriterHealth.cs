namespace Intake.Application.Writing;

/// <summary>Whether the last transaction could be saved: what <c>/health/ready</c> says of the database.</summary>
public sealed class WriterHealth
{
    private volatile string? _fault;

    /// <summary>Why the last transaction failed, in the database's words; null when it was saved.</summary>
    public string? Fault => _fault;

    internal void Saved() => _fault = null;

    // What a command itself did wrong says nothing of the database.
    internal void Failed(Exception fault)
    {
        if (CannotBeSavedException.IsOne(fault))
            _fault = (fault.InnerException ?? fault).Message;
    }
}

/// <summary>Rings when something was written for the outbox, so that it leaves at once and not at the next sweep.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Lock _lock = new();

    /// <summary>Rings; ringing twice before somebody listens is ringing once.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }
    }

    /// <summary>Whether it has rung; the next ring is another one.</summary>
    public bool HasRung() => _bell.Wait(0, CancellationToken.None);

    /// <summary>Waits for the next ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _bell.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();
}
