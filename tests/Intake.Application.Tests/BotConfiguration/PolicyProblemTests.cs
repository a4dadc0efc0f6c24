namespace Intake.Application.Tests.BotConfiguration;

public class PolicyProblemTests
{
    [Theory]
    [InlineData("blueShare: 0.5", "blueShare: 0", "\"blueShare\" must be a share between 0 and 1 (both left out), not \"0\"")]
    [InlineData("blueShare: 0.5", "blueShare: 0.8", "\"blueShare\" must be less than \"yellowShare\": the blue card comes first")]
    [InlineData("yellowShare: 0.8", "yellowShare: 1", "\"yellowShare\" must be a share between 0 and 1 (both left out), not \"1\"")]
    [InlineData("sureOfService: 0.5", "sureOfService: surely", "\"sureOfService\" must be a share between 0 and 1 (both left out), not \"surely\"")]
    [InlineData("returnsInAll: 2", "returnsInAll: 0", "\"returnsInAll\" must not be less than \"returnsForEachUnit\"")]
    [InlineData("lookBackDays: [30, 90]", "lookBackDays: [90, 30]", "\"30\" in \"lookBackDays\" must be a whole number of days, more than the one before it")]
    [InlineData("messageCharacters: 4000", "messageCharacters: 10", "\"messageCharacters\" must be a whole number from 100 to 20000, not \"10\"")]
    [InlineData("jurisdiction: XH", "jurisdiction: Xinghe", "\"jurisdiction\" must be two to eight capital letters, not \"Xinghe\"")]
    [InlineData("jurisdictionId: xinghe.example", "jurisdictionId: https://xinghe.example", "\"jurisdictionId\" must be a host name in small letters, without \"www\", not \"https://xinghe.example\"")]
    [InlineData("timeZone: Asia/Shanghai", "timeZone: Asia/Xinghe", "there is no time zone \"Asia/Xinghe\"; use an IANA name such as Asia/Shanghai")]
    [InlineData("email: privacy@xinghe.example", "email: privacy", "\"privacy\" is not an e-mail address")]
    [InlineData("website: https://www.xinghe.example/", "website: www.xinghe.example", "\"www.xinghe.example\" is not an address that begins with https:// or http://")]
    [InlineData("circle: public", "circle: everybody", "\"everybody\" is not one of public, units")]
    [InlineData("circle: public", "circle: units", "a series for a circle of units must name its \"units\"")]
    [InlineData("languages: [zh-CN, en]", "languages: [zh-CN, en, en]", "the language \"en\" is there twice")]
    public void A_setting_that_cannot_be_is_named(string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", from, to);
        copy.SaysOnly("authority.yaml", to, message);
    }

    [Fact]
    public void A_public_series_names_no_units()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "circle: units", "circle: public");
        copy.SaysOnly("authority.yaml", "units: [centre", "a public series names no units");
    }

    [Theory]
    [InlineData("{ id: xinghe.example, place: xingbei }", "the jurisdiction \"xinghe.example\" is there twice")]
    [InlineData("{ id: www.xingbei.example, place: xingbei }", "\"id\" must be a host name in small letters, without \"www\", not \"www.xingbei.example\"")]
    [InlineData("{ id: xingbei.example, place: xingbay }", "there is no place \"xingbay\" in places.yaml; did you mean \"xingbei\"?")]
    public void A_jurisdiction_of_a_place_that_cannot_be_is_named(string jurisdiction, string message)
    {
        using var copy = new BrokenCopy();
        copy.Append("authority.yaml", $"\nplaceJurisdictions:\n  - {jurisdiction}\n");
        copy.SaysOnly("authority.yaml", jurisdiction, message);
    }

    [Fact]
    public void Places_have_jurisdictions_of_their_own_where_they_are_given_any()
    {
        using var copy = new BrokenCopy();
        Assert.Empty(copy.Load().Snapshot!.Authority.PlaceJurisdictions);
        copy.Append("authority.yaml", "\nplaceJurisdictions:\n  - { id: xingbei.xinghe.example, place: xingbei }\n");
        Assert.Equal([new Domain.Catalogue.Jurisdiction("xingbei.xinghe.example", "xingbei")], copy.Load().Snapshot!.Authority.PlaceJurisdictions);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "  contestDays: 30\n", "").Change("authority.yaml", "  lookBackDays: [30, 90]\n", "").Change("retention.yaml", "ticketMonths: 24\n", "");

        var authority = copy.Load().Snapshot!.Authority;

        Assert.Equal(30, authority.Policy.ContestDays);
        Assert.Equal([30, 90], authority.Policy.LookBackDays);
        Assert.Equal(24, authority.Policy.RetentionMonths);
    }

    [Fact]
    public void Retention_is_the_service_s_then_the_kind_s_then_the_default()
    {
        var authority = Testing.ExampleAuthority.Load();
        var (wages, refuse) = (authority.Services["wages-owed"], authority.Services["refuse"]);

        Assert.Equal(36, authority.Retention.MonthsFor(wages, Domain.Tickets.TicketKind.Report));
        Assert.Equal(60, authority.Retention.MonthsFor(refuse, Domain.Tickets.TicketKind.Report));
        Assert.Equal(24, authority.Retention.MonthsFor(refuse, Domain.Tickets.TicketKind.Complaint));
    }
}
