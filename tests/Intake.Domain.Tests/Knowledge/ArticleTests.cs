using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;

namespace Intake.Domain.Tests.Knowledge;

public class ArticleTests
{
    private static readonly Article Whole = new()
    {
        Code = "water-meter",
        Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["zh-CN"] = new("水表坏了怎么办？", "请打供水热线。", null), ["en"] = new("My water meter is broken", "Call the water company.", "Regulations") },
    };

    [Fact]
    public void An_article_that_is_whole_has_no_problem_and_one_language_is_enough()
    {
        Assert.Empty(ArticleRules.Problems(Whole));
        Assert.Empty(ArticleRules.Problems(Whole with { Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["zh-CN"] = Whole.Words["zh-CN"] } }));
    }

    [Theory]
    [InlineData("", "t", "x", "Code - ArticleNeedsCode")]
    [InlineData("Water", "t", "x", "Code - ArticleNeedsCode")]
    [InlineData("water--meter", "t", "x", "Code - ArticleNeedsCode")]
    [InlineData("water", "", "x", "Title en ArticleNeedsTitle")]
    [InlineData("water", "t", " ", "Text en ArticleNeedsText")]
    [InlineData("water", "", "", "Title en ArticleNeedsTitle|Text en ArticleNeedsText")]
    public void What_is_missing_is_told_with_its_field(string code, string title, string text, string problems)
    {
        var article = new Article { Code = code, Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["en"] = new(title, text, "paper") } };
        Assert.Equal(problems.Split('|'), ArticleRules.Problems(article).Select(problem => $"{problem.Field} {problem.Language ?? "-"} {problem.Why.Code}"));
    }

    [Fact]
    public void What_is_too_long_is_told_with_how_long_it_may_be()
    {
        var article = Whole with { Code = "a" + new string('b', 60), Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["en"] = new(new('t', 121), new('x', 4_001), new('s', 301)) } };
        Assert.Equal(["60", "120", "4000", "300"], ArticleRules.Problems(article).Select(problem => problem.Why.Values["most"]));
        Assert.Equal("ArticleNeedsWords", Assert.Single(ArticleRules.Problems(Whole with { Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) })).Why.Code);
    }

    [Fact]
    public void It_is_offered_up_to_its_last_day_and_not_when_it_is_retired()
    {
        var article = Whole with { ValidUntil = new(2026, 3, 10) };
        Assert.True(article.IsOffered(new(2026, 3, 10)));
        Assert.False(article.IsOffered(new(2026, 3, 11)));
        Assert.True(Whole.IsOffered(DateOnly.MaxValue));
        Assert.False((Whole with { IsRetired = true }).IsOffered(DateOnly.MinValue));
    }

    [Fact]
    public void What_it_does_not_say_in_a_language_it_says_in_another()
    {
        Assert.Equal("My water meter is broken", Whole.In(Language.English).Title);
        Assert.Equal("水表坏了怎么办？", Whole.In(new Language("fr")).Title);
    }
}
