namespace Intake.Application.Tests.BotConfiguration;

public class ReferenceProblemTests
{
    [Theory]
    [InlineData("services.yaml", "limit: same-day", "limit: sameday", "there is no limit class \"sameday\" in limits.yaml; did you mean \"same-day\"?")]
    [InlineData("units.yaml", "calendar: service-hall", "calendar: service-halls", "there is no calendar \"service-halls\" in calendars/; did you mean \"service-hall\"?")]
    [InlineData("dispatch.yaml", "lead: taxation", "lead: taxes", "there is no unit \"taxes\" in units.yaml")]
    [InlineData("dispatch.yaml", "coHandlers: [market-regulation]", "coHandlers: [market-regulations]", "there is no unit \"market-regulations\" in units.yaml; did you mean \"market-regulation\"?")]
    [InlineData("dispatch.yaml", "services: [tourism]", "services: [tourism, turism]", "there is no service or group \"turism\" in services.yaml; did you mean \"tourism\"?")]
    [InlineData("dispatch.yaml", "services: [tourism]", "services: [tourism]\n    places: [moon]", "there is no place \"moon\" in places.yaml")]
    [InlineData("demo-staff.yaml", "roles: [auditor], unit: centre", "roles: [auditor], unit: center", "there is no unit \"center\" in units.yaml; did you mean \"centre\"?")]
    [InlineData("demo-staff.yaml", "roles: [auditor]", "roles: [auditer]", "\"auditer\" is not one of call-taker, dispatcher, unit-staff, unit-head, supervisor, publisher, administrator, auditor; did you mean \"auditor\"?")]
    [InlineData("authority.yaml", "units: [centre, housing,", "units: [centre, hosing,", "there is no unit \"hosing\" in units.yaml; did you mean \"housing\"?")]
    [InlineData("authority.yaml", "defaultLimitClass: ordinary", "defaultLimitClass: usual", "there is no limit class \"usual\" in limits.yaml")]
    [InlineData("calendars/long-day.yaml", "daysFrom: default", "daysFrom: standard", "there is no calendar \"standard\" in calendars/")]
    public void A_reference_that_leads_nowhere_is_named(string file, string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change(file, from, to);
        var line = copy.LineOf(file, to.Split('\n')[^1]);
        copy.Says(file, line, message);
    }

    [Fact]
    public void References_into_a_file_that_cannot_be_read_are_not_called_wrong_as_well()
    {
        using var copy = new BrokenCopy();
        copy.Change("units.yaml", "units:", "units: [");
        Assert.Equal("units.yaml", Assert.Single(copy.Load().Problems).File);
    }

    [Fact]
    public void No_centre_is_a_problem()
    {
        using var copy = new BrokenCopy();
        copy.Change("units.yaml", "    centre: true\n", "");
        copy.SaysOnly("units.yaml", "units:\n", "no unit is the centre; one needs \"centre: true\"");
    }

    [Fact]
    public void Two_centres_are_a_problem_on_the_line_of_the_second()
    {
        using var copy = new BrokenCopy();
        copy.Change("units.yaml", "phone: 0999-6600115", "centre: true");
        var first = copy.LineOf("units.yaml", "code: centre");
        copy.Says("units.yaml", copy.LineOf("units.yaml", "centre: true", nth: 2), $"there can be only one centre, and \"centre\" on line {first} is one already");
    }

    [Fact]
    public void A_service_that_no_rule_sends_anywhere_for_some_place_is_named_with_the_places()
    {
        using var copy = new BrokenCopy();
        copy.Change("dispatch.yaml", "services: [taxes]", "services: [taxes]\n    places: [shidu, xingbei]").Change("dispatch.yaml", "services: [public-services]", "services: [window-attitude, other]");
        copy.SaysOnly(
            "services.yaml",
            "code: taxes",
            "no rule in dispatch.yaml sends \"taxes\" anywhere for: xingnan, yingyue, guihu, tech-zone, a place that is not known");
    }

    [Fact]
    public void The_centre_cannot_lead()
    {
        using var copy = new BrokenCopy();
        copy.Change("dispatch.yaml", "lead: taxation", "lead: centre");
        copy.SaysOnly("dispatch.yaml", "lead: centre", "the centre dispatches and verifies; it cannot be the lead unit");
    }

    [Fact]
    public void A_unit_cannot_lead_and_assist_in_the_same_matter()
    {
        using var copy = new BrokenCopy();
        copy.Change("dispatch.yaml", "lead: taxation", "lead: taxation\n    coHandlers: [taxation]");
        copy.SaysOnly("dispatch.yaml", "coHandlers: [taxation]", "\"taxation\" is the lead unit and cannot be a co-handling unit as well");
    }

    [Fact]
    public void A_rule_that_others_always_go_before_is_a_warning()
    {
        using var copy = new BrokenCopy();
        copy.Append("dispatch.yaml", "  - { code: too-late, services: [taxes], lead: planning, legalBasis: { zh-CN: 某某条例, en: Some Regulations } }\n");

        var result = copy.Load();

        Assert.NotNull(result.Snapshot);
        Assert.Equal(
            $"dispatch.yaml:{copy.LineOf("dispatch.yaml", "code: too-late")}: warning: the rule \"too-late\" is never used: for all that it names, others go before it",
            Assert.Single(result.Problems).ToString());
    }

    [Theory]
    [InlineData("places.yaml", "code: xingnan", "code: xingbei", "place", "code: xingbei")]
    [InlineData("limits.yaml", "code: inquiry", "code: ordinary", "limit class", "code: ordinary")]
    [InlineData("authority.yaml", "code: fire", "code: police", "right door", "code: police")]
    [InlineData("authority.yaml", "code: supervision-monthly", "code: rectification", "bulletin series", "code: rectification")]
    [InlineData("dispatch.yaml", "code: taxes", "code: farming", "rule", "code: farming")]
    public void A_code_that_is_there_twice_is_named(string file, string from, string to, string noun, string code)
    {
        using var copy = new BrokenCopy();
        copy.Change(file, from, to);
        var (first, second) = (copy.LineOf(file, code), copy.LineOf(file, code, nth: 2));
        copy.Says(file, second, $"the {noun} \"{code[6..]}\" is there twice; the first is on line {first}");
    }

    [Fact]
    public void A_name_that_means_two_places_is_a_problem()
    {
        using var copy = new BrokenCopy();
        copy.Change("places.yaml", "aliases: [星南,", "aliases: [老城区, 星南,");
        copy.SaysOnly("places.yaml", "aliases: [老城区", "\"老城区\" already means the place \"xingbei\"");
    }
}
