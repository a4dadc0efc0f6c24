using Intake.Application.Writing;

namespace Intake.Application.Replays;

/// <summary>
/// The product's clock during a replay: it stands where it was put, and is put on from one thing that happened to the next,
/// never back. What happens beside other things has a time of its own: years lie between the messages of a file and seconds
/// between its runs, so that tickets live next to each other and not one after the other.
/// </summary>
public sealed class ReplayClock : SenderClock
{
    private readonly Hand _common = new();
    private readonly AsyncLocal<Hand?> _own = new();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (_own.Value ?? _common).At;

    /// <summary>Puts the clock on; an instant that has passed leaves it where it is.</summary>
    public void PutOnTo(DateTimeOffset instant) => (_own.Value ?? _common).PutOnTo(instant);

    /// <summary>Gives the asynchronous method that calls this, and all that it calls, a time of its own from an instant on. It ends with the method.</summary>
    internal void Part(DateTimeOffset at)
    {
        var own = new Hand();
        own.PutOnTo(at);
        _own.Value = own;
    }

    private sealed class Hand
    {
        private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

        public DateTimeOffset At => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void PutOnTo(DateTimeOffset instant)
        {
            if (instant.UtcTicks > Interlocked.Read(ref _ticks))
                Interlocked.Exchange(ref _ticks, instant.UtcTicks);
        }
    }
}
