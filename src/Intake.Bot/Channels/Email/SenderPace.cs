namespace Intake.Bot.Channels.Email;

/// <summary>
/// How many letters of one sender are answered by themselves: 10 within an hour and 30 within a day. A broken program that
/// answers every answer comes to its end here; what it writes then waits for a person. Kept in memory. Used by one thread.
/// </summary>
internal sealed class SenderPace(TimeProvider clock)
{
    private const int MostInHour = 10;
    private const int MostInDay = 30;
    private const int MostSenders = 20_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Dictionary<string, Queue<DateTimeOffset>> _answered = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a letter of this sender may be answered now.</summary>
    public bool MayAnswer(string sender)
    {
        if (!_answered.TryGetValue(sender, out var times))
            return true;
        var now = clock.GetUtcNow();
        Forget(times, now);
        return times.Count < MostInDay && times.Count(at => at > now - Hour) < MostInHour;
    }

    /// <summary>A letter of this sender is answered.</summary>
    public void Answered(string sender)
    {
        var now = clock.GetUtcNow();
        if (_answered.Count >= MostSenders)
            Sweep(now);
        if (!_answered.TryGetValue(sender, out var times))
            _answered[sender] = times = new();
        times.Enqueue(now);
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (sender, times) in _answered)
        {
            Forget(times, now);
            if (times.Count == 0)
                _answered.Remove(sender);
        }
    }

    private static void Forget(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.Count > 0 && times.Peek() <= now - Day)
            times.Dequeue();
    }
}
