using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>The clock against the slow oracle.</summary>
public class OracleTests
{
    [Theory]
    [InlineData(TimeUnit.WorkingDay)]
    [InlineData(TimeUnit.CalendarDay)]
    public void Every_day_from_2019_to_2026_and_every_number_of_days_up_to_20(TimeUnit unit)
    {
        var oracle = new SlowOracle(Given.Office, []);
        for (var start = Given.At("2019-01-01 00:00"); start.Year < 2027; start = start.AddHours(31))
        {
            for (var days = 0; days <= 20; days++)
            {
                var limit = new TimeLimit(days, unit);
                var (expected, actual) = (oracle.DueAt(start, limit, 0), WorkingClock.DueAt(Given.Office, start, limit));
                Assert.True(expected == actual, $"{start:u} {days} {unit}: oracle {expected:u}, clock {actual:u}");
            }
        }
    }

    [Fact]
    public void The_real_calendar_with_pauses() => Agree(RandomClocks.Real, 400);

    [Fact]
    public void Odd_calendars_in_many_zones_with_pauses() => Agree(RandomClocks.Quiet, 400);

    [Fact]
    public void Elapsed_time_on_the_real_calendar() => Elapsed(RandomClocks.Real);

    [Fact]
    public void Elapsed_time_on_odd_calendars() => Elapsed(RandomClocks.Quiet);

    private static void Agree(Arbitrary<RandomClock> clocks, int times) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true),
        Prop.ForAll(clocks, clock =>
        {
            // A desk open for a quarter of an hour a week would have the oracle walk for years.
            var amount = clock.Unit == TimeUnit.WorkingHour && clock.Calendar.Code == "random" ? clock.A % 20 : clock.A;
            var expected = new SlowOracle(clock.Calendar, clock.Pauses).DueAt(clock.Start, clock.Limit(amount), RandomClock.MinutesOf(amount));
            return clock.Due(clock.Start, amount) == expected;
        }));

    private static void Elapsed(Arbitrary<RandomClock> clocks) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true),
        Prop.ForAll(clocks, clock =>
        {
            var oracle = new SlowOracle(clock.Calendar, clock.Pauses);
            return WorkingClock.WorkingTimeBetween(clock.Calendar, clock.Start, clock.Later, clock.Pauses).TotalMinutes == oracle.Minutes(clock.Start, clock.Later, working: true)
                && WorkingClock.Elapsed(clock.Calendar, clock.Start, clock.Later, TimeUnit.Hour, clock.Pauses) == oracle.Minutes(clock.Start, clock.Later, working: false) / 60m;
        }));
}
