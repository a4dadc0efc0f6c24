using Intake.Application.Tickets;

namespace Intake.Application.Tests.Tickets;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("夜间施工", "夜间 间施 施工 工 ")]
    [InlineData("吵", "吵 ")]
    [InlineData("吵！吵死了。", "吵 吵死 死了 了 ")]
    [InlineData("住在A区3号楼", "住在 在 a 区 3 号楼 楼 ")]
    [InlineData("ＡＢＣ１２", "abc12 ")]
    [InlineData("Night noise, again", "night noise again ")]
    [InlineData("𠮷野家", "𠮷野 野家 家 ")]
    [InlineData(" \n。、", "")]
    [InlineData("\ud800坏", "坏 ")]
    public void A_text_becomes_pairs_and_words(string text, string terms) => Assert.Equal(terms, SearchTerms.ForIndex(text));

    [Theory]
    [InlineData("施工噪声", "{texts} : (\"施工 工噪 噪声\")")]
    [InlineData("吵", "{texts} : (\"吵\" *)")]
    [InlineData("夜间 noise", "{texts} : (\"夜间\" AND \"noise\" *)")]
    [InlineData("a", "{texts} : (\"a\")")]
    [InlineData("\" OR named:*", "{texts} : (\"or\" * AND \"named\" *)")]
    public void A_question_becomes_phrases(string question, string expression) => Assert.Equal(expression, SearchTerms.ForQuery(question, SearchColumns.Texts));

    [Theory]
    [InlineData("")]
    [InlineData("  ？！ \"'")]
    public void What_holds_no_word_cannot_be_looked_for(string question) => Assert.Null(SearchTerms.ForQuery(question, SearchColumns.Texts));

    [Fact]
    public void Names_are_columns_of_their_own() =>
        Assert.Equal("{texts named centre} : (\"王小\")", SearchTerms.ForQuery("王小", SearchColumns.Texts | SearchColumns.Named | SearchColumns.CentreOnly));

    [Fact]
    public void A_question_has_an_end() =>
        Assert.True(SearchTerms.ForQuery(string.Concat(Enumerable.Repeat("字x", 5_000)), SearchColumns.Texts)!.Length < 200);

    [Fact]
    public void An_excerpt_shows_why_the_text_was_found()
    {
        var pieces = Excerpts.Around(new string('前', 100) + "夜间施工\n很吵" + new string('后', 200), ["施工", "吵"]);
        Assert.Equal(["施工", "吵"], pieces.Where(piece => piece.IsFound).Select(piece => piece.Text));
        Assert.Equal("…", pieces[0].Text);
        Assert.Equal("…", pieces[^1].Text);
        Assert.Equal("夜间施工 很吵", string.Concat(pieces.Select(piece => piece.Text)).Trim('…').Trim('前').Trim('后'));
    }

    [Fact]
    public void An_excerpt_of_a_text_without_the_words_is_its_beginning() =>
        Assert.Equal("短文", Assert.Single(Excerpts.Around("短文", ["王"])).Text);
}
