using Intake.Testing;

namespace Intake.Web.Tests.Architecture;

public sealed class SourceTests
{
    public static TheoryData<string> Rules => [.. SourceRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_line_breaks_the_rule_against(string rule)
    {
        var broken = SourceRules.All.Single(one => one.Name == rule).Broken().ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("Regions", "#region Fields")]
    [InlineData("async void", "private async void Go()")]
    [InlineData("Names that say nothing", "internal sealed class TicketManager")]
    [InlineData("Text for people in code", "var text = \"已受理\";")]
    [InlineData("EF Core outside the use cases and the migrations", "using Microsoft.EntityFrameworkCore;")]
    [InlineData("Inline scripts", "<button onclick=\"go()\">")]
    [InlineData("Inline scripts", "<script>go()</script>")]
    [InlineData("Inline styles", "<p style=\"color: red\">")]
    public void The_rule_finds_what_it_is_against(string rule, string line)
        => Assert.Matches(SourceRules.All.Single(one => one.Name == rule).Forbidden, line);

    [Theory]
    [InlineData("var a = 1; // 工单", "var a = 1; ")]
    [InlineData("var a = \"https://a\";", "var a = \"https://a\";")]
    [InlineData("/// <summary>工单</summary>", "")]
    public void Comments_are_not_code(string line, string code) => Assert.Equal(code, SourceRule.WithoutComment(line));

    [Fact]
    public void Files_stay_short()
    {
        var tooLong = new[] { ("src", 300), ("tests", 400) }
            .SelectMany(limit => Repository.Sources(limit.Item1, "*.cs").Concat(Repository.Sources(limit.Item1, "*.ts")).Concat(Repository.Sources(limit.Item1, "*.cshtml"))
                .Where(file => file.Lines.Length - 1 > limit.Item2)
                .Select(file => $"{file.Path}: {file.Lines.Length - 1} lines"));
        Assert.Empty(tooLong);
    }
}
