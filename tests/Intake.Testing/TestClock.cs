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

    /// <summary>
    /// Lets time pass until an instant; never back. Each timer rings at most once, however many of its periods lie
    /// between, as after a machine's sleep: ten days are not a million beats of every one-second timer of the host.
    /// </summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        foreach (var due in TakeDue(instant))
            due.RingAt(instant);
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

    private List<Alarm> TakeDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var due = alarms.Where(alarm => alarm.DueAt <= until).OrderBy(alarm => alarm.DueAt).ToList();
            alarms.RemoveAll(due.Contains);
            return due;
        }
    }

    // At the instant at which it is due. It is set anew before it rings, so that what it does may change or stop it.
    private void Ring(Alarm alarm, DateTimeOffset until, Action ring)
    {
        lock (gate)
        {
            if (alarm.IsStopped)
                return; // by one that rang before it
            now = alarm.DueAt > now ? alarm.DueAt : now;
            if (alarm.Period > TimeSpan.Zero && !alarms.Contains(alarm))
            {
                alarm.DueAt += (Math.Floor((until - alarm.DueAt) / alarm.Period) + 1) * alarm.Period;
                alarms.Add(alarm);
            }
        }

        ring();
    }

    private void Set(Alarm alarm, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            alarms.Remove(alarm);
            alarm.IsStopped = dueTime < TimeSpan.Zero; // Timeout.InfiniteTimeSpan
            if (alarm.IsStopped)
                return;
            (alarm.DueAt, alarm.Period) = (now + dueTime, period);
            alarms.Add(alarm);
        }
    }

    private sealed class Alarm(TestClock clock, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsStopped { get; set; }

        public void RingAt(DateTimeOffset until) => clock.Ring(this, until, ring);

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
