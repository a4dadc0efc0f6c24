using Intake.Domain;
using Intake.Domain.Tickets;

namespace Intake.Application.Tickets;

/// <summary>
/// Counts wrong receipts, so that nobody can try them out: 10 a minute for an address, 20 an hour for a number, each
/// over a sliding window. Kept in memory, for each node its own. Safe from any thread.
/// </summary>
public sealed class ReceiptGuard
{
    /// <summary>Most wrong receipts of one address within a minute.</summary>
    public const int MostOfAddress = 10;

    /// <summary>Most wrong receipts with one number within an hour.</summary>
    public const int MostOfNumber = 20;

    private const int MostKept = 50_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<DateTimeOffset>> _numbers = new(StringComparer.Ordinal);

    /// <summary>How long to wait before another try; null when one may be made now.</summary>
    /// <param name="address">Where the try comes from: a client's address, or a conversation where there is none.</param>
    /// <param name="number">The number tried, as <see cref="TicketNumber.Format"/> writes it; null when it is none.</param>
    /// <param name="now">The instant.</param>
    public TimeSpan? WaitFor(string address, string? number, DateTimeOffset now)
    {
        lock (_lock)
            return WaitOf(address, number, now);
    }

    /// <summary>A wrong receipt was shown. Null when it is counted; how long to wait when others that came at the same time have used up the tries, so that it must be answered as one too many.</summary>
    /// <inheritdoc cref="WaitFor" path="/param"/>
    public TimeSpan? Wrong(string address, string? number, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (WaitOf(address, number, now) is { } wait)
                return wait;
            Add(_addresses, address, Minute, now);
            if (number is not null)
                Add(_numbers, number, Hour, now);
            return null;
        }
    }

    /// <summary>The refusal that tells somebody to wait.</summary>
    public static Refusal TooMany(TimeSpan wait) =>
        new("TooManyWrongReceipts", "minutes", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private TimeSpan? WaitOf(string address, string? number, DateTimeOffset now)
    {
        var byAddress = Wait(_addresses, address, MostOfAddress, Minute, now);
        var byNumber = number is null ? null : Wait(_numbers, number, MostOfNumber, Hour, now);
        return byAddress > byNumber || byNumber is null ? byAddress : byNumber;
    }

    private static TimeSpan? Wait(Dictionary<string, Queue<DateTimeOffset>> tries, string key, int most, TimeSpan window, DateTimeOffset now)
    {
        if (!tries.TryGetValue(key, out var times))
            return null;
        Forget(times, window, now);
        return times.Count < most ? null : times.Peek() + window - now;
    }

    private static void Add(Dictionary<string, Queue<DateTimeOffset>> tries, string key, TimeSpan window, DateTimeOffset now)
    {
        if (!tries.TryGetValue(key, out var times))
        {
            if (tries.Count >= MostKept)
                Sweep(tries, window, now);
            tries[key] = times = new();
        }

        times.Enqueue(now);
    }

    private static void Sweep(Dictionary<string, Queue<DateTimeOffset>> tries, TimeSpan window, DateTimeOffset now)
    {
        foreach (var (key, times) in tries)
        {
            Forget(times, window, now);
            if (times.Count == 0)
                tries.Remove(key);
        }
    }

    private static void Forget(Queue<DateTimeOffset> times, TimeSpan window, DateTimeOffset now)
    {
        while (times.Count > 0 && times.Peek() + window <= now)
            times.Dequeue();
    }
}
