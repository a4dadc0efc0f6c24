using Intake.Application.BotConfiguration;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

public class ExampleTests
{
    private static readonly Authority Example = ExampleAuthority.Load();

    [Fact]
    public void The_example_has_no_problem_and_no_warning()
    {
        var result = BotConfigurationLoader.Load(ExampleAuthority.Folder, ExampleAuthority.At);

        Assert.Empty(result.Problems);
        Assert.NotNull(result.Snapshot);
        Assert.Equal(ExampleAuthority.At, result.Snapshot.LoadedAt);
    }

    [Fact]
    public void It_is_a_whole_working_city()
    {
        Assert.Equal(("XH", "xinghe.example", "Asia/Shanghai"), (Example.Jurisdiction, Example.JurisdictionId, Example.TimeZone.Id));
        Assert.Equal([Language.Chinese, Language.English], Example.Languages);
        Assert.True(Example.Services.Count >= 45);
        Assert.InRange(Example.Groups.Count, 8, 12);
        Assert.True(Example.Units.Count >= 13);
        Assert.True(Example.Places.Count >= 6);
        Assert.Equal("centre", Example.Centre.Code);
        Assert.True(Example.Services.Values.Count(service => service.ExpressLane) >= 2);
        Assert.Contains(Example.Services.Values, service => service.LimitClass == "same-day");
        Assert.All(Enum.GetValues<TicketKind>(), kind => Assert.Contains(Example.Services.Values, service => service.Kinds.Contains(kind)));
    }

    [Fact]
    public void Every_service_has_ten_keywords_or_more_in_each_language_but_the_one_for_the_rest()
        => Assert.All(Example.Services.Values.Where(service => service.Code != "other"), service =>
        {
            var chinese = service.Keywords.Count(word => word.Any(character => character > '\u2E80'));
            Assert.True(chinese >= 10 && service.Keywords.Count - chinese >= 10, $"{service.Code}: {chinese} and {service.Keywords.Count - chinese}");
        });

    [Fact]
    public void Its_bulletins_have_a_public_series_and_one_for_a_circle()
    {
        Assert.Equal("整改进行时", Example.Bulletins["rectification"].Name[Language.Chinese]);
        Assert.Equal(BulletinCircle.Public, Example.Bulletins["rectification"].Circle);
        Assert.Contains(Example.Bulletins.Values, series => series.Circle == BulletinCircle.Units && series.Units.Count > 1);
    }

    [Fact]
    public void Its_ordinary_class_is_the_profile_of_the_field()
    {
        var ordinary = Example.Limits["ordinary"];

        Assert.Equal(new TimeLimit(1, TimeUnit.WorkingDay), ordinary.Acknowledgement);
        Assert.Equal(new TimeLimit(5, TimeUnit.WorkingDay), ordinary.Resolution);
        Assert.Equal(new TimeLimit(10, TimeUnit.WorkingDay), ordinary.ExtensionCap);
        Assert.Equal(new TimeLimit(0.5m, TimeUnit.Hour), Example.Limits["emergency"].Acknowledgement);
        Assert.Equal(new TimeLimit(15, TimeUnit.CalendarDay), Example.Limits["hard"].Resolution);
        Assert.Equal(new TimeLimit(0, TimeUnit.WorkingDay), Example.Limits["same-day"].Resolution);
        Assert.Null(Example.Limits["inquiry"].FirstContact);
    }

    [Fact]
    public void Its_calendar_has_every_year_from_2019_to_2026_with_the_paper_of_each_day()
    {
        var calendar = Example.Calendar;
        var makeUp = calendar.Days.Values.Where(day => day.IsWorking && day.Date.Year == 2019).Select(day => (day.Date.Month, day.Date.Day)).Order();

        Assert.Equal(Enumerable.Range(2019, 8), calendar.PublishedYears.Order());
        Assert.Equal([(2, 2), (2, 3), (4, 28), (5, 5), (9, 29), (10, 12)], makeUp);
        Assert.Equal("春节", calendar.WhyNot(new DateOnly(2026, 2, 17)));
        Assert.Contains("国办发明电〔2020〕1号", calendar.Days[new DateOnly(2020, 1, 31)].Source, StringComparison.Ordinal);
        Assert.All(calendar.Days.Values, day => Assert.Contains("gov.cn/", day.Source, StringComparison.Ordinal));
        Assert.Equal("Spring Festival", Example.DayName("春节", Language.English));
    }

    [Fact]
    public void Its_other_calendars_take_the_days_off_or_work_through_them()
    {
        var springFestival = new DateOnly(2026, 2, 17);

        Assert.True(Example.CalendarOf("water-company").IsWorkingDay(springFestival));
        Assert.False(Example.CalendarOf("government-services").IsWorkingDay(springFestival));
        Assert.True(Example.CalendarOf("government-services").IsWorkingDay(new DateOnly(2026, 3, 7)));
        Assert.False(Example.Calendar.IsWorkingDay(new DateOnly(2026, 3, 7)));
    }

    [Fact]
    public void Everybody_needed_is_among_the_demo_staff()
    {
        var staff = ExampleAuthority.Snapshot().DemoStaff;

        Assert.All(Enum.GetValues<Role>(), role => Assert.Contains(staff, member => member.Roles.Contains(role)));
        Assert.Equal(2, staff.Count(member => member.Roles.Contains(Role.Publisher)));
        Assert.True(staff.Where(member => member.Roles.Contains(Role.UnitStaff)).Select(member => member.Unit).Distinct().Count() >= 5);
    }

    [Theory]
    [InlineData("refuse", "xingnan", "xingnan-government")]
    [InlineData("refuse", null, "city-management")]
    [InlineData("heating", "guihu", "heating-company")]
    [InlineData("road-damage", "shidu", "shidu-government")]
    [InlineData("wages-owed", "xingbei", "human-resources")]
    public void Matters_go_where_one_expects(string service, string? place, string lead)
        => Assert.Equal(lead, Example.Dispatch.Find(Example.Services[service], place)?.Lead);
}
