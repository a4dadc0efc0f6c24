using Intake.Domain.Tickets;

namespace Intake.Application.Replays.Seeding;

/// <summary>Where a made-up ticket is at the end.</summary>
internal enum SeedFate
{
    /// <summary>Closed in one way or another.</summary>
    Closed,

    /// <summary>Open, with everything done that the clock has to do by now.</summary>
    Open,

    /// <summary>Open, and the clock has something to do now.</summary>
    Due,
}

/// <summary>A ticket to be made.</summary>
/// <param name="Place">Its place among all, from 0: where its random numbers and the keys of its texts come from.</param>
/// <param name="Id">Its key.</param>
/// <param name="At">When it comes in.</param>
/// <param name="Fate">Where it is at the end.</param>
internal readonly record struct SeedEntry(int Place, TicketId Id, DateTimeOffset At, SeedFate Fate);

/// <summary>Which tickets there will be: when they come in, as people write (on weekdays, by day, more in the evening than at night), and which stay open.</summary>
internal static class SeedPlan
{
    /// <summary>How far back the tickets go.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(730);

    /// <summary>A ticket that is to be due now is at least this old, so that under any limits and over any holiday something has come due.</summary>
    public static readonly TimeSpan DueAge = TimeSpan.FromDays(25);

    private static readonly int[] ByWeekday = [50, 125, 115, 110, 105, 100, 60]; // Sunday first
    private static readonly int[] ByHour = [5, 3, 2, 2, 3, 6, 18, 40, 78, 100, 98, 84, 60, 62, 86, 92, 88, 76, 58, 56, 60, 48, 28, 12];

    /// <summary>The tickets in the order in which they come in.</summary>
    /// <param name="options">How many.</param>
    /// <param name="now">The product's clock.</param>
    /// <param name="zone">The authority's zone.</param>
    /// <param name="firstOf">The first free sequence of a day.</param>
    public static SeedEntry[] Make(SeedOptions options, DateTimeOffset now, TimeZoneInfo zone, Func<DateOnly, long> firstOf)
    {
        var random = new Random(options.Random);
        var instants = Instants(options.Tickets, now, zone, random);
        var fates = Fates(instants, options, now, random);
        var entries = new SeedEntry[instants.Length];
        var (day, sequence) = (default(DateOnly), 0L);
        for (var i = 0; i < instants.Length; i++)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instants[i], zone).DateTime);
            if (today != day)
                (day, sequence) = (today, firstOf(today));
            entries[i] = new(i, TicketId.Of(day, (int)sequence++), instants[i], fates[i]);
        }

        return entries;
    }

    private static DateTimeOffset[] Instants(int count, DateTimeOffset now, TimeZoneInfo zone, Random random)
    {
        // A minute is left, so that even the last one has time for what its fate asks.
        var end = now.AddMinutes(-1);
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now - Span, zone).DateTime);
        var days = Enumerable.Range(0, Span.Days + 1).Select(first.AddDays).ToArray();
        // Later days weigh up to twice as much: more people know of the service.
        var byDay = new Weights([.. days.Select((day, i) => ByWeekday[(int)day.DayOfWeek] * (days.Length + i))]);
        var byHour = new Weights(ByHour);
        var instants = new DateTimeOffset[count];
        for (var i = 0; i < count; i++)
        {
            do
            {
                var local = days[byDay.Pick(random)].ToDateTime(new TimeOnly(byHour.Pick(random), random.Next(60), random.Next(60), random.Next(1000)));
                instants[i] = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
            }
            while (instants[i] >= end);
        }

        Array.Sort(instants);
        return instants;
    }

    private static SeedFate[] Fates(DateTimeOffset[] instants, SeedOptions options, DateTimeOffset now, Random random)
    {
        var fates = new SeedFate[instants.Length];
        var old = Enumerable.Range(0, instants.Length).TakeWhile(i => now - instants[i] >= DueAge).ToArray();
        if (options.Due > options.OpenTickets || options.Due > old.Length)
            throw new ArgumentException($"At most {Math.Min(options.OpenTickets, old.Length)} of these tickets can be due.", nameof(options));
        random.Shuffle(old);
        foreach (var i in old.Take(options.Due))
            fates[i] = SeedFate.Due;
        foreach (var i in Enumerable.Range(0, instants.Length).Where(i => fates[i] == SeedFate.Closed).OrderByDescending(i => Openness(now - instants[i], random)).Take(options.OpenTickets - options.Due))
            fates[i] = SeedFate.Open;
        return fates;
    }

    // The younger, the likelier to be open still: a draw without replacement with weights, by keys u^(1/w).
    private static double Openness(TimeSpan age, Random random) => Math.Pow(random.NextDouble(), 0.05 + (age.TotalDays / 60));

    /// <summary>Picks places in proportion to weights.</summary>
    private sealed class Weights
    {
        private readonly long[] _sums;

        public Weights(IReadOnlyList<int> weights)
        {
            _sums = new long[weights.Count];
            var sum = 0L;
            for (var i = 0; i < weights.Count; i++)
                _sums[i] = sum += weights[i];
        }

        public int Pick(Random random)
        {
            var found = Array.BinarySearch(_sums, random.NextInt64(_sums[^1]));
            // A draw equal to a sum lies in the next place, for places are half-open.
            return found >= 0 ? found + 1 : ~found;
        }
    }
}
