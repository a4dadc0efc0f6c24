using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>A calendar, two instants, two amounts and some pauses. On whole minutes, so that a walk by minutes can follow.</summary>
internal sealed record RandomClock(WorkingCalendar Calendar, DateTimeOffset Start, DateTimeOffset Later, int A, int B, TimeUnit Unit, IReadOnlyList<Pause> Pauses)
{
    public bool InDays => Unit is TimeUnit.CalendarDay or TimeUnit.WorkingDay;

    /// <summary>An amount as a limit: days as they are, hours in twentieths (three minutes), so that decimals are exact.</summary>
    public TimeLimit Limit(int amount) => new(InDays ? amount : amount / 20m, Unit);

    public static int MinutesOf(int amount) => amount * 3;

    public DateTimeOffset Due(DateTimeOffset start, int amount) => WorkingClock.DueAt(Calendar, start, Limit(amount), Pauses);

    public override string ToString()
    {
        var week = string.Join(" ", Calendar.Week.Select(day => $"{day.Key}[{string.Join(' ', day.Value.Select(window => $"{window.From}-{window.To}"))}]"));
        var days = string.Join(" ", Calendar.Days.Values.Select(day => $"{(day.IsWorking ? '+' : '-')}{day.Date:O}"));
        var makeUp = string.Join(" ", Calendar.MakeUpWindows.Select(window => $"{window.From}-{window.To}"));
        var pauses = string.Join(" ", Pauses.Select(pause => $"{pause.From:u}..{pause.To:u}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Calendar.Zone.Id} {week} make-up[{makeUp}] {days}\n start {Start:u} later {Later:u} a {A} b {B} {Unit} pauses {pauses}");
    }
}

/// <summary>Makes odd calendars and odd instants.</summary>
internal static class RandomClocks
{
    private static readonly string[] QuietZones = ["Asia/Shanghai", "UTC", "Asia/Kathmandu", "America/New_York", "Europe/London", "Australia/Lord_Howe"];

    // Midnights that do not exist or come twice, and a date left out.
    private static readonly string[] WildZones = [.. QuietZones, "America/Sao_Paulo", "America/Havana", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"];

    /// <summary>Any zone, windows at any quarter of an hour.</summary>
    public static Arbitrary<RandomClock> Wild { get; } = Arb.From(Clocks(WildZones, Enumerable.Range(0, 97).Select(quarter => quarter * 15), 2008));

    /// <summary>Windows that keep clear of the hours in which clocks change, so that the oracle can follow.</summary>
    public static Arbitrary<RandomClock> Quiet { get; } = Arb.From(Clocks(QuietZones, Enumerable.Range(17, 80).Select(quarter => quarter * 15).Prepend(0), 2018));

    /// <summary>The mainland's real calendar.</summary>
    public static Arbitrary<RandomClock> Real { get; } = Arb.From(
        from start in Minutes(2019, 2026)
        from clock in With(Given.Office, start)
        select clock);

    /// <summary>Works every day, closes before midnight: where calendar days never move.</summary>
    public static Arbitrary<RandomClock> EveryDay { get; } = Arb.From(
        from start in Minutes(2019, 2026)
        from clock in With(Given.Calendar("Sun-Sat 09:00-17:00"), start)
        select clock with { Unit = TimeUnit.CalendarDay, Pauses = [] });

    private static Gen<RandomClock> Clocks(string[] zones, IEnumerable<int> boundaries, int firstYear) =>
        from start in Minutes(firstYear, 2027)
        from calendar in Calendars(zones, [.. boundaries], DateOnly.FromDateTime(start.UtcDateTime))
        from clock in With(calendar, start)
        select clock;

    private static Gen<RandomClock> With(WorkingCalendar calendar, DateTimeOffset start) =>
        from unit in Gen.Elements(Enum.GetValues<TimeUnit>())
        from a in Gen.Choose(0, unit is TimeUnit.Hour or TimeUnit.WorkingHour ? 400 : 20)
        from b in Gen.Choose(0, unit is TimeUnit.Hour or TimeUnit.WorkingHour ? 400 : 20)
        from snap in Gen.Choose(0, 3)
        let at = snap == 0 ? Snapped(calendar, start) : start
        from step in Gen.Frequency((3, Gen.Choose(0, 300)), (1, Gen.Choose(0, 20_000)))
        from count in Gen.Choose(0, 3)
        from pauses in PauseFrom(calendar, at).ListOf(count)
        select new RandomClock(calendar, at, at.AddMinutes(step), a, b, unit, [.. pauses]);

    // Most bugs of clocks live at an opening or a close, where a plain random minute hardly ever falls.
    private static DateTimeOffset Snapped(WorkingCalendar calendar, DateTimeOffset instant) =>
        instant.Minute % 2 == 0 ? WorkingClock.NextWorkingTime(calendar, instant) : WorkingClock.CloseOfDay(calendar, instant);

    private static Gen<DateTimeOffset> Minutes(int fromYear, int toYear)
    {
        var first = new DateTimeOffset(fromYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return Gen.Choose(0, (int)(new DateTimeOffset(toYear, 1, 1, 0, 0, 0, TimeSpan.Zero) - first).TotalMinutes).Select(minute => first.AddMinutes(minute));
    }

    private static Gen<Pause> PauseFrom(WorkingCalendar calendar, DateTimeOffset start) =>
        from begin in Gen.Choose(-3_000, 15_000)
        from length in Gen.Frequency((4, Gen.Choose(0, 600)), (3, Gen.Choose(0, 10_000)))
        from ends in Gen.Choose(0, 15)
        from snap in Gen.Choose(0, 5)
        let begins = snap == 0 ? Snapped(calendar, start.AddMinutes(begin)) : start.AddMinutes(begin)
        let over = snap == 1 ? Snapped(calendar, begins.AddMinutes(length)) : begins.AddMinutes(length)
        select new Pause(begins, ends == 0 ? null : over);

    private static Gen<WorkingCalendar> Calendars(string[] zones, int[] boundaries, DateOnly around) =>
        from zone in Gen.Elements(zones)
        from sure in Windows(boundaries, atLeast: 1)
        from sureOn in Gen.Elements(Enum.GetValues<DayOfWeek>())
        from others in Windows(boundaries, atLeast: 0).ListOf(7)
        from makeUp in Windows(boundaries, atLeast: 1)
        from days in DayNear(around).ListOf(12)
        select new WorkingCalendar
        {
            Code = "random",
            Zone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, day => day == sureOn ? sure : others[(int)day]),
            Days = days.GroupBy(day => day.Date).ToDictionary(same => same.Key, same => same.First()),
            MakeUpWindows = makeUp,
            PublishedYears = new HashSet<int>(),
        };

    private static Gen<CalendarDay> DayNear(DateOnly date) =>
        from distance in Gen.Choose(-5, 40)
        from working in Gen.Choose(0, 2)
        select new CalendarDay(date.AddDays(distance), working == 0, "某日", "测试");

    private static Gen<IReadOnlyList<WorkingWindow>> Windows(int[] boundaries, int atLeast) =>
        from count in Gen.Frequency((1, Gen.Constant(atLeast)), (3, Gen.Choose(1, 3)))
        from ends in Gen.Elements(boundaries).ArrayOf(count * 2).Where(ends => ends.Distinct().Count() == ends.Length)
        from touching in Gen.Choose(0, 3)
        select (IReadOnlyList<WorkingWindow>)Cut([.. ends.Order()], touching == 0);

    private static List<WorkingWindow> Cut(int[] ends, bool touching)
    {
        var windows = new List<WorkingWindow>();
        for (var i = 0; i + 1 < ends.Length; i += touching ? 1 : 2)
            windows.Add(new WorkingWindow(TimeSpan.FromMinutes(ends[i]), TimeSpan.FromMinutes(ends[i + 1])));
        return windows;
    }
}
