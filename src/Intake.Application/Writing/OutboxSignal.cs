using System.Threading.Channels;
using Intake.Application.Notifications;

namespace Intake.Application.Writing;

/// <summary>Rings when something was written for the outbox, so that it leaves at once and not at the next sweep.</summary>
/// <param name="inLanes">The kinds of which lanes take care: they ring for nobody else.</param>
public sealed class OutboxSignal(IEnumerable<LaneKind> inLanes) : IDisposable
{
    private readonly HashSet<string> _inLanes = inLanes.Select(one => one.Kind).ToHashSet(StringComparer.Ordinal);
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Lock _lock = new();
    private readonly List<OutboxBell> _bells = [];

    /// <summary>Waits for the next ring of what no lane takes care of.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _bell.WaitAsync(cancellationToken);

    /// <summary>Whether it has rung; the next ring is another one.</summary>
    public bool HasRung() => _bell.Wait(0, CancellationToken.None);

    /// <summary>Rings for everybody: something is due, and nobody knows of which kind.</summary>
    public void Ring() => Ring(_ => true, isForOthers: true);

    /// <inheritdoc/>
    public void Dispose() => _bell.Dispose();

    /// <summary>Rings for those whom it concerns that a transaction was saved; ringing twice before somebody listens is ringing once.</summary>
    internal void Ring(WriteSession saved)
    {
        if (saved.HasRung)
            Ring();
        else if (saved.OutgoingKinds.Count > 0)
            Ring(saved.OutgoingKinds.Contains, isForOthers: !saved.OutgoingKinds.IsSubsetOf(_inLanes));
    }

    internal void Add(OutboxBell bell)
    {
        lock (_lock)
            _bells.Add(bell);
    }

    internal void Remove(OutboxBell bell)
    {
        lock (_lock)
            _bells.Remove(bell);
    }

    private void Ring(Func<string, bool> concerns, bool isForOthers)
    {
        lock (_lock)
        {
            if (isForOthers && _bell.CurrentCount == 0)
                _bell.Release();
            foreach (var bell in _bells.Where(bell => concerns(bell.Kind)))
                bell.Ring();
        }
    }
}

/// <summary>A bell of one's own that rings when something of one kind was written for the outbox.</summary>
internal sealed class OutboxBell : IDisposable
{
    private readonly OutboxSignal _signal;
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public OutboxBell(OutboxSignal signal, string kind)
    {
        (_signal, Kind) = (signal, kind);
        _signal.Add(this);
    }

    /// <summary>The kind for which it rings.</summary>
    public string Kind { get; }

    /// <summary>Waits for the next ring.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rung.Reader.ReadAsync(cancellationToken).AsTask();

    public void Dispose() => _signal.Remove(this);

    internal void Ring() => _rung.Writer.TryWrite(true);
}
