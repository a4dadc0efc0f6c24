using System.Threading.Channels;

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

    /// <summary>It rings. Who listens by this must not wait in it.</summary>
    public event EventHandler? Rung;

    /// <summary>Rings; ringing twice before somebody listens is ringing once.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            if (_bell.CurrentCount == 0)
                _bell.Release();
        }

        Rung?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Whether it has rung; the next ring is another one.</summary>
    public bool HasRung() => _bell.Wait(0, CancellationToken.None);

    /// <summary>Waits for the next ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _bell.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();
}

/// <summary>A bell of one's own that rings when something was written for the outbox; ringing twice before somebody listens is ringing once.</summary>
internal sealed class OutboxBell : IDisposable
{
    private readonly OutboxSignal _signal;
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public OutboxBell(OutboxSignal signal)
    {
        _signal = signal;
        _signal.Rung += Ring;
    }

    /// <summary>Waits for the next ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rung.Reader.ReadAsync(cancellationToken).AsTask();

    public void Dispose() => _signal.Rung -= Ring;

    private void Ring(object? sender, EventArgs e) => _rung.Writer.TryWrite(true);
}
