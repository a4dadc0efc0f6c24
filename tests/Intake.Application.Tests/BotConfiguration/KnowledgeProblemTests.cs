namespace Intake.Application.Tests.BotConfiguration;

public class KnowledgeProblemTests
{
    private const string File = "knowledge.yaml";

    [Fact]
    public void The_example_has_articles_and_one_that_speaks_one_language_only()
    {
        using var copy = new BrokenCopy();
        var result = copy.Load();
        Assert.Empty(result.Errors);
        var articles = result.Snapshot!.Authority.Articles;
        Assert.Equal(["zh-CN"], articles["bus-card-elderly"].Words.Keys);
        Assert.Null(articles["dog-registration"].Words["en"].Source);
        Assert.Equal(new DateOnly(2027, 8, 31), articles["school-place-documents"].ValidUntil);
        Assert.All(articles.Values, article => Assert.Matches("^[0-9a-f]{8}$", article.Version));
    }

    [Fact]
    public void Without_the_file_there_are_none()
    {
        using var copy = new BrokenCopy();
        Assert.Empty(copy.Remove(File).Load().Snapshot!.Authority.Articles);
    }

    [Fact]
    public void The_version_follows_from_what_it_says_alone()
    {
        using var copy = new BrokenCopy();
        var before = copy.Load().Snapshot!.Authority.Articles;
        copy.Change(File, "一户限养一只", "一户限养两只");
        var after = copy.Load().Snapshot!.Authority.Articles;
        Assert.NotEqual(before["dog-registration"].Version, after["dog-registration"].Version);
        Assert.Equal(before["heating-season"].Version, after["heating-season"].Version);
    }

    [Theory]
    [InlineData("services: [dogs]", "services: [dog]", "there is no service \"dog\" in services.yaml; did you mean \"dogs\"?")]
    [InlineData("code: heating-season", "code: Heating", "\"Heating\" is not a code: small letters, digits and single hyphens, beginning with a letter")]
    [InlineData("code: heating-season", "code: dog-registration", "the article \"dog-registration\" is there twice", 2)]
    [InlineData("validUntil: 2027-08-31", "validUntil: 31.8.2027", "\"validUntil\" must be a day such as 2026-12-31, not \"31.8.2027\"")]
    [InlineData("title: { zh-CN: 老年人免费乘车卡在哪里办？ }", "title: { zh-CN: 老年人免费乘车卡在哪里办？, en: Bus cards }", "\"text\" has no text in en; leave out en in \"title\", \"text\" and \"source\", or write all that belongs to it", 0)]
    [InlineData("validUntil: 2027-08-31", "validTill: 2027-08-31", "unknown key \"validTill\"; did you mean \"validUntil\"?")]
    public void What_is_wrong_is_named_with_its_line(string from, string to, string message, int nth = 1)
    {
        using var copy = new BrokenCopy();
        copy.Change(File, from, to);
        if (nth == 1)
            copy.Says(File, copy.LineOf(File, to), message);
        else
            Assert.Contains(copy.Load().Problems, problem => problem.File == File && problem.Message.StartsWith(message, StringComparison.Ordinal));
    }
}
