using BenchmarkDotNet.Attributes;
using Intake.Domain.Deadlines;

namespace Intake.Benchmarks;

/// <summary>The working clock over the autumn holiday of 2025, the longest detour a year has.</summary>
[MemoryDiagnoser]
public class ClockBenchmarks
{
    private static readonly DateTimeOffset Start = new(2025, 9, 22, 2, 30, 0, TimeSpan.Zero);
    private static readonly IReadOnlyList<WorkingWindow> Windows = [new(TimeSpan.FromHours(9), TimeSpan.FromHours(12)), new(TimeSpan.FromHours(14), TimeSpan.FromHours(17))];
    private static readonly IReadOnlyList<Pause> Pauses = [new(Start.AddDays(2), Start.AddDays(3)), new(Start.AddDays(20), Start.AddDays(22))];
    private readonly WorkingCalendar _calendar = Office();

    [Benchmark]
    public DateTimeOffset Due_in_5_working_days() => WorkingClock.DueAt(_calendar, Start, new TimeLimit(5, TimeUnit.WorkingDay));

    [Benchmark]
    public DateTimeOffset Due_in_15_working_days() => WorkingClock.DueAt(_calendar, Start, new TimeLimit(15, TimeUnit.WorkingDay));

    [Benchmark]
    public DateTimeOffset Due_in_15_working_days_with_2_pauses() => WorkingClock.DueAt(_calendar, Start, new TimeLimit(15, TimeUnit.WorkingDay), Pauses);

    [Benchmark]
    public DateTimeOffset Due_in_7_calendar_days() => WorkingClock.DueAt(_calendar, Start, new TimeLimit(7, TimeUnit.CalendarDay));

    [Benchmark]
    public DateTimeOffset Due_in_20_working_hours() => WorkingClock.DueAt(_calendar, Start, new TimeLimit(20, TimeUnit.WorkingHour));

    [Benchmark]
    public DueExplanation Explain_15_working_days() => WorkingClock.Explain(_calendar, Start, new TimeLimit(15, TimeUnit.WorkingDay));

    [Benchmark]
    public DateTimeOffset? Next_change_of_the_card() => Cards.NextChangeAt(_calendar, Start, Start.AddDays(20), Start.AddDays(2), 0.5, 0.8, TimeUnit.WorkingDay);

    /// <summary>What the first question to a new calendar costs: a year is laid out once and kept.</summary>
    [Benchmark]
    public DateTimeOffset Lay_out_a_year() => WorkingClock.DueAt(Office(), Start, new TimeLimit(5, TimeUnit.WorkingDay));

    private static WorkingCalendar Office() => new()
    {
        Code = "benchmark",
        Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        Week = Enumerable.Range(1, 5).ToDictionary(day => (DayOfWeek)day, _ => Windows),
        Days = Autumn2025().ToDictionary(day => day.Date),
        MakeUpWindows = Windows,
        PublishedYears = new HashSet<int> { 2025 },
    };

    private static IEnumerable<CalendarDay> Autumn2025()
    {
        const string paper = "https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm";
        yield return new CalendarDay(new DateOnly(2025, 9, 28), IsWorking: true, "国庆节、中秋节", paper);
        for (var day = 1; day <= 8; day++)
            yield return new CalendarDay(new DateOnly(2025, 10, day), IsWorking: false, "国庆节、中秋节", paper);
        yield return new CalendarDay(new DateOnly(2025, 10, 11), IsWorking: true, "国庆节、中秋节", paper);
    }
}
