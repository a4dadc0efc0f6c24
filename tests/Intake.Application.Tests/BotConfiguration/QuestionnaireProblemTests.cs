namespace Intake.Application.Tests.BotConfiguration;

public class QuestionnaireProblemTests
{
    private const string File = "questionnaires.yaml";

    [Theory]
    [InlineData("then: permit-trouble }", "then: permit-truble }", "there is no question \"permit-truble\" in this questionnaire; did you mean \"permit-trouble\"?")]
    [InlineData("then: hiring\n", "then: sector\n", "the question \"sector\" leads back to itself: whoever answers would never come to the end")]
    [InlineData("then: permit-trouble }", "then: end }", "the question \"permit-trouble\" is never asked: no answer leads to it")]
    [InlineData("is: [foreign-trade]", "is: [foreign-trad]", "\"foreign-trad\" is no answer to \"sector\"; did you mean \"foreign-trade\"?")]
    [InlineData("kind: several", "kind: sevral", "\"sevral\" is not one of one, several, scale, yes-no, text, number; did you mean \"several\"?")]
    [InlineData("- { key: none, name", "- { key: payment, name", "the option \"payment\" is there twice")]
    [InlineData("least: 1\n        most: 5", "least: 1\n        most: 50", "\"most\" must be a whole number from 2 to 10, not \"50\"")]
    [InlineData("classes: [10, 50, 300]", "classes: [10, 5]", "\"classes\" must grow: each number begins the next class")]
    [InlineData("from: 2026-01-01", "from: 2027-01-01", "\"until\" is before \"from\"")]
    [InlineData("until: 2026-12-31", "until: soon", "\"until\" must be a day such as 2026-03-01")]
    [InlineData("service: employment", "service: employmnt", "there is no service \"employmnt\" in services.yaml; did you mean \"employment\"?")]
    [InlineData("service: employment\n        kind: help", "service: employment\n        kind: report", "the service \"employment\" takes no tickets of this kind")]
    [InlineData("（评分 {permits}", "（评分 {permit}", "there is no question \"permit\" in this questionnaire; did you mean \"permits\"?")]
    [InlineData("没有办成：{missing}", "没有办成（{waiting}）：{missing}", "the item of an anonymous questionnaire holds free words only, and \"waiting\" asks for something else")]
    [InlineData("- { question: permits, to: 2 }", "- { question: permits }", "say after which answer: \"is\" with a list, \"from\" or \"to\" with a number, or \"given: true\"")]
    [InlineData("- { question: permits, to: 2 }", "- { question: sector, to: 2 }", "\"sector\" asks for no number")]
    [InlineData("code: service-hall", "code: firms", "the questionnaire \"firms\" is there twice; the first is on line {first}")]
    [InlineData("anonymity: centre-only", "anonymity: secret", "\"secret\" is not one of named, centre-only, anonymous")]
    public void A_questionnaire_that_does_not_hold_together_is_named(string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        var first = copy.LineOf(File, "code: firms");
        copy.Change(File, from, to);
        var problems = copy.Load().Problems;
        Assert.Contains(problems, problem => problem.File == File && problem.Line > 1 && problem.Message == message.Replace("{first}", $"{first}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_that_leads_nowhere_is_named_on_its_line()
    {
        using var copy = new BrokenCopy();
        copy.Change(File, "then: permit-trouble }", "then: nowhere }");
        copy.Says(File, copy.LineOf(File, "then: nowhere"), "there is no question \"nowhere\" in this questionnaire");
    }

    [Fact]
    public void An_authority_without_questionnaires_leaves_the_file_out()
    {
        using var copy = new BrokenCopy();
        var loaded = copy.Remove(File).Load();
        Assert.DoesNotContain(loaded.Problems, problem => !problem.IsWarning);
        Assert.Empty(loaded.Snapshot!.Authority.Questionnaires);
    }
}
