using System.Net;
using AngleSharp.Html.Dom;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Admin;

public sealed class KnowledgePagesTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Title = "Input.Words[zh-CN].Title";
    private const string Text = "Input.Words[zh-CN].Text";

    [Fact]
    public async Task An_article_is_written_found_changed_retired_and_brought_back()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/knowledge/new"), ("Input.Code", "meter-fee"), (Title, "水表换新要钱吗？"), (Text, "到期更换<b>不</b>收费。"), ("Input.Services", "water-supply"), ("Input.ValidUntil", "2026-12-31"));
        Assert.Equal("/admin/knowledge/articles/meter-fee", made.Headers.Location?.OriginalString);
        var found = await administrator.PageAsync("/admin/knowledge?q=水表换新");
        Assert.NotNull(found.QuerySelector("a[href='/admin/knowledge/articles/meter-fee']"));
        var page = await administrator.PageAsync("/admin/knowledge/articles/meter-fee");
        Assert.Equal("2026-12-31", page.QuerySelector("#Input_ValidUntil")!.GetAttribute("value"));
        Assert.Contains("&lt;b&gt;", page.Source.Text, StringComparison.Ordinal);
        using (var changed = await administrator.SubmitAsync(page, (Title, "水表换新要钱吗？"), (Text, "不收费。")))
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        page = await administrator.PageAsync("/admin/knowledge/articles/meter-fee");
        Assert.Equal(2, page.QuerySelectorAll(".course li").Length);
        Assert.NotNull(page.QuerySelector(".compared del"));
        using (var retired = await administrator.PressAsync(page, "Retire"))
            Assert.Equal(HttpStatusCode.Redirect, retired.StatusCode);
        page = await administrator.PageAsync("/admin/knowledge/articles/meter-fee");
        Assert.Contains("已停用", page.QuerySelector(".title-row")!.TextContent, StringComparison.Ordinal);
        using (var back = await administrator.PressAsync(page, "BringBack"))
            Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(4, (await administrator.PageAsync("/admin/knowledge/articles/meter-fee")).QuerySelectorAll(".course li").Length);
    }

    [Fact]
    public async Task Two_who_edit_at_once_see_both_texts_and_the_later_one_is_not_lost()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using (var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/knowledge/new"), ("Input.Code", "two-at-once"), (Title, "标题"), (Text, "原来的答复。")))
            Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var (mine, theirs) = (await administrator.PageAsync("/admin/knowledge/articles/two-at-once"), await administrator.PageAsync("/admin/knowledge/articles/two-at-once"));
        using (var first = await administrator.SubmitAsync(theirs, (Title, "标题"), (Text, "别人的答复。")))
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await administrator.SubmitAsync(mine, (Title, "标题"), (Text, "我的答复。"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var page = await second.ParseAsync();
        var both = page.QuerySelector("[aria-labelledby=meanwhile]")!.TextContent;
        Assert.Contains("别人的答复。", both, StringComparison.Ordinal);
        Assert.Contains("我的答复。", both, StringComparison.Ordinal);
        Assert.Equal("我的答复。", page.QuerySelector($"[name='{Text}']")!.TextContent);
        Assert.Equal("别人的答复。", (await administrator.PageAsync("/admin/knowledge/articles/two-at-once")).QuerySelector($"[name='{Text}']")!.TextContent);

        // Having seen both, saving means it.
        using (var decided = await administrator.SubmitAsync(page, (Title, "标题"), (Text, "两个人的答复。")))
            Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        Assert.Equal(3, (await administrator.PageAsync("/admin/knowledge/articles/two-at-once")).QuerySelectorAll(".course li").Length);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var refused = await administrator.SubmitAsync(await administrator.PageAsync("/admin/knowledge/new"), ("Input.Code", "Bad Code"), (Title, ""), (Text, "只有答复"), ("Input.ValidUntil", "someday"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.Equal("只有答复", page.QuerySelector($"[name='{Text}']")!.TextContent);
        Assert.NotEqual("", page.QuerySelector("[data-valmsg-for='Input.ValidUntil']")!.TextContent);
        using var again = await administrator.SubmitAsync(await administrator.PageAsync("/admin/knowledge/new"), ("Input.Code", "Bad Code"), (Title, ""), (Text, "只有答复"));
        page = await again.ParseAsync();
        Assert.NotEqual("", page.QuerySelector("[data-valmsg-for='Input.Code']")!.TextContent);
        Assert.NotEqual("", page.QuerySelector($"[data-valmsg-for='{Title}']")!.TextContent);
        using var taken = await administrator.SubmitAsync(await administrator.PageAsync("/admin/knowledge/new"), ("Input.Code", "heating-season"), (Title, "供暖"), (Text, "答复"));
        Assert.NotEqual("", (await taken.ParseAsync()).QuerySelector("[data-valmsg-for='Input.Code']")!.TextContent);
    }

    [Fact]
    public async Task What_stands_in_a_file_is_read_and_not_changed_here()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var page = await administrator.PageAsync("/admin/knowledge/articles/heating-season");
        Assert.Contains("knowledge.yaml", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        var other = (IHtmlFormElement)(await administrator.PageAsync("/admin/knowledge/new")).QuerySelector("main form")!;
        using var changed = await administrator.SubmitAsync(other, new Uri(new Uri(page.Url), "/admin/knowledge/articles/heating-season"), ("Input.Seen", "1"), (Title, "改"), (Text, "改"));
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        using var nobody = await administrator.GetAsync(new Uri("/admin/knowledge/articles/nothing", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }
}
