namespace Intake.Application.Tests.BotConfiguration;

public class CalendarProblemTests
{
    private const string Default = "calendars/default.yaml";

    [Theory]
    [InlineData("monday: [\"08:30-12:00\", \"13:30-18:00\"]", "monday: [\"08:30-12:00\", \"11:30-18:00\"]", "the window 11:30-18:00 overlaps the one before it, or comes before it")]
    [InlineData("monday: [\"08:30-12:00\", \"13:30-18:00\"]", "monday: [\"13:30-18:00\", \"08:30-12:00\"]", "the window 08:30-12:00 overlaps the one before it, or comes before it")]
    [InlineData("monday: [\"08:30-12:00\", \"13:30-18:00\"]", "monday: [\"12:00-08:30\"]", "\"12:00-08:30\" is not a window such as 08:30-12:00, from 00:00 to 24:00, the end after the start")]
    [InlineData("monday: [\"08:30-12:00\", \"13:30-18:00\"]", "monday: [\"08:30-24:30\"]", "\"08:30-24:30\" is not a window such as 08:30-12:00, from 00:00 to 24:00, the end after the start")]
    [InlineData("monday:", "munday:", "unknown key \"munday\"; did you mean \"monday\"?")]
    [InlineData("{ name: 清明节, date: 2019-04-05 }", "{ name: 清明节, date: 2019-02-05 }", "2019-02-05 is there twice; the first is on line {first}")]
    [InlineData("{ name: 清明节, date: 2019-04-05 }", "{ name: 清明节, date: 2021-04-05 }", "2021-04-05 is not in the year 2019")]
    [InlineData("{ name: 清明节, date: 2019-04-05 }", "{ name: 清明节, date: 2019-04-31 }", "\"2019-04-31\" is not a date such as 2026-01-31")]
    [InlineData("from: 2019-10-01, to: 2019-10-07", "from: 2019-10-07, to: 2019-10-01", "\"to\" must be after \"from\"; a single day is written \"date: DATE\"")]
    [InlineData("from: 2019-10-01, to: 2019-10-07", "from: 2019-10-01, to: 2019-11-07", "more than 31 days in one row")]
    [InlineData("from: 2019-10-01, to: 2019-10-07", "from: 2019-10-01", "missing key \"to\"")]
    [InlineData("source: \"2025-7\"", "source: \"2025-77\"", "there is no source \"2025-77\" in \"sources\"; did you mean \"2025-7\"?")]
    [InlineData("zone: Asia/Shanghai", "zone: Shanghai", "there is no time zone \"Shanghai\"; use an IANA name such as Asia/Shanghai")]
    public void What_is_wrong_in_a_calendar_is_named(string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change(Default, from, to);
        var first = copy.LineOf(Default, "{ name: 春节, from: 2019-02-04");
        copy.Says(Default, copy.LineOf(Default, to), message.Replace("{first}", $"{first}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_year_that_is_there_twice_is_named_on_its_second_line()
    {
        using var copy = new BrokenCopy();
        copy.Append(Default, "  - { year: 2019, source: \"2018-15\" }\n");
        copy.SaysOnly(Default, "year: 2019, source", "the year 2019 is there twice");
    }

    [Fact]
    public void A_year_without_its_days_is_a_warning_and_the_configuration_is_used()
    {
        using var copy = new BrokenCopy();

        var result = copy.Load(new DateTimeOffset(2027, 5, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.NotNull(result.Snapshot);
        Assert.Equal(
            $"{Default}:{copy.LineOf(Default, "years:")}: warning: the days off of 2027 are not in this calendar: due dates in it are provisional",
            Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void In_December_the_next_year_is_missed_by_the_authority_s_own_clock()
    {
        using var copy = new BrokenCopy();
        var beforeMidnight = new DateTimeOffset(2026, 11, 30, 15, 59, 0, TimeSpan.Zero);

        Assert.Empty(copy.Load(beforeMidnight).Problems);
        Assert.Equal(
            "the days off of 2027 are not in this calendar yet: due dates after New Year are provisional",
            Assert.Single(copy.Load(beforeMidnight.AddMinutes(1)).Warnings).Message);
    }

    [Fact]
    public void A_calendar_that_the_clock_refuses_is_a_problem()
    {
        using var copy = new BrokenCopy();
        copy.Change(Default, "makeUp: [\"08:30-12:00\", \"13:30-18:00\"]", "makeUp: []");
        copy.Says(Default, copy.LineOf(Default, "makeUp: []"), "MakeUpDayHasNoWindows: date 2018-12-29");
    }

    [Fact]
    public void A_week_without_working_time_is_a_problem()
    {
        using var copy = new BrokenCopy();
        copy.Write("calendars/never.yaml", "week: {}\nworksOnHolidays: true\n");
        copy.SaysOnly("calendars/never.yaml", "week: {}", "CalendarHasNoWorkingTime: calendar never");
    }

    [Theory]
    [InlineData("daysFrom: default", "")]
    [InlineData("daysFrom: default", "daysFrom: default\nworksOnHolidays: true")]
    public void A_calendar_says_exactly_once_where_its_days_come_from(string from, string to)
    {
        using var copy = new BrokenCopy();
        copy.Change("calendars/long-day.yaml", from, to);
        copy.Says("calendars/long-day.yaml", copy.LineOf("calendars/long-day.yaml", "week:"), "a calendar says exactly one of \"years\" (its own), \"daysFrom\" (another calendar's) and \"worksOnHolidays: true\"");
    }

    [Fact]
    public void Days_cannot_be_taken_from_a_calendar_that_takes_them_itself()
    {
        using var copy = new BrokenCopy();
        copy.Change("calendars/long-day.yaml", "daysFrom: default", "daysFrom: service-hall");
        copy.SaysOnly("calendars/long-day.yaml", "daysFrom: service-hall", "the calendar \"service-hall\" has no \"years\" of its own");
    }

    [Fact]
    public void The_default_calendar_must_be_there()
    {
        using var copy = new BrokenCopy();
        copy.Remove(Default).Remove("calendars/long-day.yaml").Remove("calendars/service-hall.yaml").ChangeAll("units.yaml", "calendar: default", "calendar: round-the-clock")
            .ChangeAll("units.yaml", "calendar: long-day", "calendar: round-the-clock").ChangeAll("units.yaml", "calendar: service-hall", "calendar: round-the-clock");
        Assert.Equal(["calendars/default.yaml:1: this file is missing: it is the authority's own calendar"], copy.Load().Problems.Select(problem => problem.ToString()));
    }
}
