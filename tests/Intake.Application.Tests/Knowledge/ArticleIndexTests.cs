using Intake.Application.Knowledge;
using Intake.Domain.Knowledge;

namespace Intake.Application.Tests.Knowledge;

public class ArticleIndexTests
{
    [Fact]
    public void A_title_counts_more_than_a_text_and_a_rare_word_more_than_a_common_one()
    {
        var index = new ArticleIndex();
        index.Put(Of("title", "暖气不热怎么办", "请报修。"));
        index.Put(Of("text", "报修电话", "暖气不热也可以打这个电话。"));
        for (var number = 0; number < 20; number++)
            index.Put(Of($"other-{number}", "怎么办理证件", "怎么办都写在这里。"));
        var found = Codes(index, "我家暖气不热怎么办");
        Assert.Equal(["title", "text"], found.Take(2));
    }

    [Fact]
    public void Words_of_letters_are_found_while_they_are_typed_and_with_an_ending()
    {
        var index = new ArticleIndex();
        index.Put(Of("lamp", "Street lamps are dark", "Tell us the number on the post."));
        index.Put(Of("bin", "A full bin", "Tell us the street."));
        Assert.Equal(["lamp"], Codes(index, "lam"));
        Assert.Equal(["lamp"], Codes(index, "LAMPS"));
        Assert.Equal("lamp", Codes(index, "the street lamp is dark")[0]);
        Assert.Empty(Codes(index, "xylophone"));
        Assert.Empty(Codes(index, " ，。 "));
    }

    [Fact]
    public void One_ideograph_finds_what_begins_with_it()
    {
        var index = new ArticleIndex();
        index.Put(Of("water", "水费怎么交", "到营业厅。"));
        Assert.Equal(["water"], Codes(index, "水"));
    }

    [Fact]
    public void What_is_changed_or_taken_out_leaves_nothing_behind()
    {
        var index = new ArticleIndex();
        index.Put(Of("one", "暖气", "旧的说法"));
        index.Put(Of("one", "供水", "新的说法"));
        Assert.Empty(Codes(index, "暖气"));
        Assert.Equal(["one"], Codes(index, "供水"));
        index.Remove("one");
        index.Remove("one");
        Assert.Equal(0, index.Count);
        Assert.Empty(Codes(index, "供水"));
    }

    [Fact]
    public void Five_thousand_articles_are_searched_while_somebody_types()
    {
        var index = new ArticleIndex();
        var random = new Random(5);
        string[] words = ["暖气", "供水", "物业费", "停车位", "公积金", "入学", "路灯", "噪音", "垃圾", "医保", "社保", "电梯", "宽带", "快递", "公交", "户口", "养犬", "工资", "油烟", "积水"];
        for (var number = 0; number < 5_000; number++)
            index.Put(Of($"article-{number}", $"{words[random.Next(words.Length)]}{words[random.Next(words.Length)]}怎么办理？第{number}问", string.Concat(Enumerable.Range(0, 60).Select(_ => words[random.Next(words.Length)] + (char)random.Next(0x4E00, 0x9FA5)))));
        var began = TimeProvider.System.GetTimestamp();
        const int Runs = 50;
        for (var run = 0; run < Runs; run++)
            Assert.NotEmpty(Codes(index, "您好我想问一下我家的暖气一直不热物业费却照收，电梯也坏了好几天，找谁办理 第17问"));
        var each = TimeProvider.System.GetElapsedTime(began) / Runs;
        TestContext.Current.SendDiagnosticMessage("5,000 articles: {0:0.0} ms for a question", each.TotalMilliseconds);
        Assert.True(each < TimeSpan.FromSeconds(2), $"{each}");
    }

    private static List<string> Codes(ArticleIndex index, string words) => [.. index.Find(words, _ => true).Select(one => one.Article.Code)];

    private static Article Of(string code, string title, string text) =>
        new() { Code = code, Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["zh-CN"] = new(title, text, null) } };
}
