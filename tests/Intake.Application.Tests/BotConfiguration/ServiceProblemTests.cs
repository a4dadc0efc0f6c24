namespace Intake.Application.Tests.BotConfiguration;

public class ServiceProblemTests
{
    [Theory]
    [InlineData("zh-CN: 垃圾清运, en: Refuse collection", "zh-CN: 垃圾清运", "\"name\" has no text in en")]
    [InlineData("zh-CN: 垃圾清运, en: Refuse collection", "zh-CN: 垃圾清运, en: Refuse collection, fr: Ordures", "unknown key \"fr\"")]
    [InlineData("kinds: [report, complaint]\n", "kinds: [complain]\n", "\"complain\" is not one of inquiry, help, complaint, report, suggestion, praise; did you mean \"complaint\"?")]
    [InlineData("kinds: [report, complaint]\n", "kinds: []\n", "\"kinds\" needs at least one of inquiry, help, complaint, report, suggestion, praise")]
    [InlineData("zh-CN: [垃圾, 垃圾桶,", "zh-CN: [垃, 垃圾桶,", "the keyword \"垃\" is too short to mean anything: two characters or more")]
    [InlineData("en: [refuse, garbage,", "en: [Garbage, garbage,", "the keyword \"garbage\" is there twice; the first is on line {line}")]
    [InlineData("type: number\n            required: false\n          - code: people", "type: numbr\n            required: false\n          - code: people", "\"numbr\" is not one of string, number, datetime, text, singlevaluelist, multivaluelist; did you mean \"number\"?")]
    [InlineData("type: multivaluelist", "type: string", "only the list types have \"values\"")]
    [InlineData("- { key: under-way, name: { zh-CN: 正在建, en: Being built } }\n", "\n", "a question of a list type needs two \"values\" or more")]
    [InlineData("- { key: under-way, name", "- { key: finished, name", "the value \"finished\" is there twice")]
    [InlineData("retentionMonths: 36", "retentionMonths: 0", "\"retentionMonths\" must be a whole number from 1 to 1200, not \"0\"")]
    [InlineData("code: refuse\n", "code: market\n", "\"market\" is already a service; the dispatch catalogue could not tell them apart")]
    [InlineData("public: false\n        retentionMonths", "public: false\n        descriptionPublic: true\n        retentionMonths", "a description cannot be public when its service is not")]
    public void A_service_that_does_not_hold_together_is_named(string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change("services.yaml", from, to);
        Assert.Contains(copy.Load().Problems, problem => problem.File == "services.yaml" && problem.Message == message.Replace("{line}", $"{problem.Line}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_translation_is_named_on_the_line_of_the_text()
    {
        using var copy = new BrokenCopy();
        copy.Change("services.yaml", "name: { zh-CN: 垃圾清运, en: Refuse collection }", "name: { zh-CN: 垃圾清运 }");
        copy.SaysOnly("services.yaml", "name: { zh-CN: 垃圾清运 }", "\"name\" has no text in en");
    }

    [Fact]
    public void Keywords_missing_in_a_language_are_named_on_their_line()
    {
        using var copy = new BrokenCopy();
        copy.Change("services.yaml", "          en: [public toilet, toilet,", "          fr: [public toilet, toilet,");
        var line = copy.LineOf("services.yaml", "fr: [public toilet");
        copy.Says("services.yaml", line, "unknown key \"fr\"");
        copy.Says("services.yaml", line - 1, "\"keywords\" has no words in en");
    }
}
