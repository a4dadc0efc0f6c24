using Intake.Application.Publication;
using Intake.Bot.Channels.WeChat;

namespace Intake.Bot.Tests.Channels.WeChat;

public sealed class ArticleToDraftTests
{
    private static readonly Uri Source = new("https://intake.example/bulletins/rectification/3");

    [Fact]
    public void What_was_written_stays_words_and_is_never_markup()
    {
        var draft = ArticleToDraft.Convert(Of("整改进行时 第3期", new(true, "路灯 <b>"), new(false, "第一行\n<script>alert(1)</script> & \"更多\"")), "cover");
        Assert.Equal("<h3>路灯 &lt;b&gt;</h3><p>第一行<br/>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;更多&quot;</p>", draft.Content);
        Assert.Equal(("整改进行时 第3期", "cover", $"{Source}?v=17"), (draft.Title, draft.ThumbMediaId, draft.ContentSourceUrl));
        Assert.StartsWith("第一行 <script>", draft.Digest, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_cut_between_paragraphs_and_says_where_the_rest_is()
    {
        var draft = ArticleToDraft.Convert(Of(new string('题', 80), [.. Enumerable.Repeat(new ArticleParagraph(false, new string('长', 900)), 40)]), "cover");
        Assert.InRange(draft.Content.Length, 15_000, 20_000);
        Assert.EndsWith("<p>全文见原文</p>", draft.Content, StringComparison.Ordinal);
        Assert.Equal((32, 120), (draft.Title.Length, draft.Digest.Length));
    }

    [Fact]
    public void A_cover_is_painted_the_same_every_time()
    {
        var picture = CoverPicture.Paint();
        Assert.Equal(picture, CoverPicture.Paint());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        Assert.InRange(picture.Length, 500, 60_000);
    }

    private static Article Of(string title, params IReadOnlyList<ArticleParagraph> paragraphs) => new("rectification", 3, 17, title, "星河市人民政府", Source, "全文见原文", paragraphs);
}
