namespace Intake.Testing;

/// <summary>
/// A clock that stands still until it is told to go on. Timers (and so <c>Task.Delay</c> with this clock) come due in
/// their order while it is advanced, on the caller's thread.
/// </summary>
/// <param name="now">The instant at which it begins.</param>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = now.ToUniversalTime();

    /// <summary>A working Tuesday morning in the example authority: 2026-03-10 09:30 in China.</summary>
    public static DateTimeOffset TuesdayMorning { get; } = new(2026, 3, 10, 1, 30, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Lets time pass.</summary>
    /// <param name="time">How much; not negative.</param>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        AdvanceTo(GetUtcNow() + time);
    }

    /// <summary>Lets time pass until an instant; never back.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        while (TakeDue(instant) is { } due)
            due.Ring();
        lock (gate)
            now = instant > now ? instant : now;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = alarms.Where(alarm => alarm.DueAt <= until).MinBy(alarm => alarm.DueAt);
            if (next is null)
                return null;
            now = next.DueAt > now ? next.DueAt : now;
            alarms.Remove(next);
            if (next.Period > TimeSpan.Zero)
                Set(next, next.Period, next.Period);
            return next;
        }
    }

    private void Set(Alarm alarm, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            if (dueTime < TimeSpan.Zero)
                return; // Timeout.InfiniteTimeSpan: stopped
            (alarm.DueAt, alarm.Period) = (now + dueTime, period);
            alarms.Add(alarm);
        }
    }

    private sealed class Alarm(TestClock clock, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
