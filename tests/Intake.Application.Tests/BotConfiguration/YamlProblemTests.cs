using Intake.Application.BotConfiguration;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

public class YamlProblemTests
{
    [Fact]
    public void A_syntax_error_is_named_with_its_line_and_the_other_files_are_still_checked()
    {
        using var copy = new BrokenCopy();
        copy.Change("places.yaml", "aliases: [星南, 南湖街道", "aliases: [星南, 南湖街道]]").Change("retention.yaml", "ticketMonths: 24", "ticketMonths: many");

        var problems = copy.Load().Problems;

        Assert.Equal(2, problems.Count);
        Assert.Equal(("places.yaml", copy.LineOf("places.yaml", "]]")), (problems[0].File, problems[0].Line));
        Assert.StartsWith("not valid YAML: ", problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("retention.yaml", problems[1].File);
    }

    [Fact]
    public void All_duplicate_keys_are_named_not_only_the_first()
    {
        using var copy = new BrokenCopy();
        copy.Append("retention.yaml", "incomingDays: 30\nattachmentMonths: 12\n");

        copy.Says("retention.yaml", copy.LineOf("retention.yaml", "incomingDays: 30"), $"the key \"incomingDays\" is there twice; the first is on line {copy.LineOf("retention.yaml", "incomingDays: 90")}");
        copy.Says("retention.yaml", copy.LineOf("retention.yaml", "attachmentMonths: 12"), $"the key \"attachmentMonths\" is there twice; the first is on line {copy.LineOf("retention.yaml", "attachmentMonths: 24")}");
        Assert.Equal(2, copy.Load().Problems.Count);
    }

    [Fact]
    public void An_unknown_key_comes_with_the_word_that_was_probably_meant()
    {
        using var copy = new BrokenCopy();
        copy.Change("units.yaml", "    calendar: service-hall\n    phone:", "    calendar: service-hall\n    phon:");
        copy.SaysOnly("units.yaml", "phon:", "unknown key \"phon\"; did you mean \"phone\"?");
    }

    [Fact]
    public void An_unknown_key_that_is_near_nothing_is_named_alone()
    {
        using var copy = new BrokenCopy();
        copy.Append("retention.yaml", "colour: blue\n");
        copy.SaysOnly("retention.yaml", "colour", "unknown key \"colour\"");
    }

    [Fact]
    public void A_missing_key_is_named_on_the_line_of_what_lacks_it()
    {
        using var copy = new BrokenCopy();
        copy.Change("places.yaml", "  - code: tech-zone\n    name: { zh-CN: 高新区, en: High-Tech Zone }\n", "  - code: tech-zone\n");
        var line = copy.LineOf("places.yaml", "code: tech-zone");
        copy.Says("places.yaml", line, "missing key \"name\"");
    }

    [Fact]
    public void A_key_without_a_value_is_a_problem_of_its_own()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "timeZone: Asia/Shanghai", "timeZone:");
        copy.SaysOnly("authority.yaml", "timeZone:", "\"timeZone\" has no value");
    }

    [Theory]
    [InlineData("services.yaml", "expressLane: true", "expressLane: yes", "\"expressLane\" must be true or false, not \"yes\"")]
    [InlineData("services.yaml", "kinds: [complaint, help, inquiry, report, suggestion, praise]", "kinds: complaint", "\"kinds\" must be a list")]
    [InlineData("authority.yaml", "name: { zh-CN: 星河市人民政府, en: Xinghe City Government }", "name: Xinghe", "\"name\" must have keys with values")]
    [InlineData("retention.yaml", "incomingDays: 90", "incomingDays: 0", "\"incomingDays\" must be a whole number from 1 to 3650, not \"0\"")]
    [InlineData("retention.yaml", "incomingDays: 90", "incomingDays: ninety", "\"incomingDays\" must be a whole number from 1 to 3650, not \"ninety\"")]
    [InlineData("demo-staff.yaml", "user: auditor", "user: [auditor]", "\"user\" must be a text")]
    [InlineData("demo-staff.yaml", "user: auditor", "user: \" \"", "\"user\" must be a text, not empty")]
    [InlineData("places.yaml", "  - code: xingnan\n", "  - xingnan\n  - code: xingnan\n", "each item of \"places\" must have keys with values")]
    public void A_value_of_the_wrong_type_is_named(string file, string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change(file, from, to);
        copy.SaysOnly(file, to.Split('\n')[0], message);
    }

    [Theory]
    [InlineData("Xing Nan")]
    [InlineData("xing_nan")]
    [InlineData("xing--nan")]
    [InlineData("7star")]
    public void A_bad_code_is_named(string code)
    {
        using var copy = new BrokenCopy();
        copy.Change("demo-staff.yaml", "unit: xingnan-government", "unit: housing").Change("places.yaml", "code: xingnan", $"code: {code}");
        copy.Says("places.yaml", copy.LineOf("places.yaml", $"code: {code}"), $"\"{code}\" is not a code: small letters, digits and single hyphens, beginning with a letter");
    }

    [Fact]
    public void A_missing_file_is_named_on_its_first_line()
    {
        using var copy = new BrokenCopy();
        copy.Remove("retention.yaml");
        Assert.Equal(["retention.yaml:1: this file is missing"], copy.Load().Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void An_empty_file_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Write("retention.yaml", "");
        Assert.Equal(["retention.yaml:1: expected keys with values (\"key: value\")"], copy.Load().Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_file_that_nothing_reads_is_named_with_the_name_that_was_probably_meant()
    {
        using var copy = new BrokenCopy();
        copy.Write("limit.yaml", "classes: []\n");
        Assert.Equal(["limit.yaml:1: nothing reads this file; did you mean \"limits.yaml\"?"], copy.Load().Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_second_document_in_a_file_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Append("retention.yaml", "---\nticketMonths: 1\n");
        copy.SaysOnly("retention.yaml", "---", "only one YAML document is read from a file; remove the \"---\" and what follows, or put it into the first");
    }

    [Fact]
    public void A_reference_to_a_part_that_is_not_above_it_is_named()
    {
        using var copy = new BrokenCopy();
        copy.Change("dispatch.yaml", "legalBasis: *streets", "legalBasis: *street");
        copy.Says("dispatch.yaml", copy.LineOf("dispatch.yaml", "*street }"), "*street names no &street above it");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_problem_not_a_fault()
    {
        using var copy = new BrokenCopy();
        var folder = Path.Combine(copy.Folder, "nowhere");
        var result = BotConfigurationLoader.Load(folder, ExampleAuthority.At);
        Assert.Equal([$"{folder}:1: there is no such folder"], result.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Problems_of_many_files_come_at_once_in_the_order_of_files_and_lines()
    {
        using var copy = new BrokenCopy();
        copy.Change("units.yaml", "calendar: long-day", "calendar: longday")
            .Change("authority.yaml", "jurisdiction: XH", "jurisdiction: xh")
            .Change("limits.yaml", "resolution: 24 hours", "resolution: -24 hours")
            .Change("authority.yaml", "contestDays: 30", "contestDays: 0")
            .Change("texts/en.yaml", "{number}", "{nummer}");

        Assert.Equal(
            ["authority.yaml", "authority.yaml", "limits.yaml", "texts/en.yaml", "units.yaml"],
            copy.Load().Problems.Select(problem => problem.File));
        Assert.Equal(copy.Load().Problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line), copy.Load().Problems);
    }
}
