namespace Intake.Application.Replays;

/// <summary>The product's clock during a replay: it stands where it was put, and is put on from one thing that happened to the next, never back.</summary>
public sealed class ReplayClock : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Puts the clock on; an instant that has passed leaves it where it is.</summary>
    public void PutOnTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks > Interlocked.Read(ref _ticks))
            Interlocked.Exchange(ref _ticks, instant.UtcTicks);
    }
}
