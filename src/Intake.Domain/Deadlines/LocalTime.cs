namespace Intake.Domain.Deadlines;

/// <summary>Turns local times into instants, all in ticks, so that a later local time never comes out earlier.</summary>
internal static class LocalTime
{
    /// <summary>
    /// The first instant at which the clocks of a zone show a local time. Shown twice (clocks set back): the first showing.
    /// Never shown (clocks set forward): the moment of the change. One rule for openings, closes and midnights, so that
    /// neighbouring windows neither overlap nor leave a hole on a day of 23 or 25 hours.
    /// </summary>
    public static long InstantOf(TimeZoneInfo zone, long local)
    {
        // A day to either side is surely before and after any change near this local time; two changes in two days do not occur.
        var before = OffsetAt(zone, local - TimeSpan.TicksPerDay);
        var after = OffsetAt(zone, local + TimeSpan.TicksPerDay);
        if (before == after || OffsetAt(zone, local - before) == before)
            return local - before;
        if (OffsetAt(zone, local - after) == after)
            return local - after;
        return MomentOfChange(zone, local - after, local - before, after);
    }

    private static long MomentOfChange(TimeZoneInfo zone, long earlier, long later, long newOffset)
    {
        while (later - earlier > 1)
        {
            var middle = earlier + ((later - earlier) / 2);
            if (OffsetAt(zone, middle) == newOffset)
                later = middle;
            else
                earlier = middle;
        }

        return later;
    }

    private static long OffsetAt(TimeZoneInfo zone, long instant) => zone.GetUtcOffset(new DateTime(instant, DateTimeKind.Utc)).Ticks;
}
