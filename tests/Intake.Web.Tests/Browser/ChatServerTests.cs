using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>The conversation page with the program's own Direct Line.</summary>
public sealed class ChatServerTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task What_was_chosen_is_still_marked_after_a_reload()
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "帮助", Exact = true }).ClickAsync();
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await Expect(visitor, ".choice.is-chosen").ToHaveTextAsync(["帮助"]);
        await visitor.Page.ReloadAsync();
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("帮助");
        await Expect(visitor, ".choice.is-chosen").ToHaveTextAsync(["帮助"]);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_draft_is_a_card_and_nothing_of_it_is_said_twice()
    {
        await using var visitor = await OpenAsync();
        await SayAsync(visitor, "星北区学府路12号旁边的工地每天夜里施工到两三点，打桩声音特别大，家里老人和孩子都睡不着。");
        await Expect(visitor, ".chat-card dt").ToHaveTextAsync(["类型", "事项", "内容", "地点", "谁能看到", "联系方式"]);
        var beside = await visitor.Page.Locator(".said:has(.chat-card) > p").AllInnerTextsAsync();
        Assert.DoesNotContain(beside, words => words.Contains("工地", StringComparison.Ordinal) || words.Contains("类型", StringComparison.Ordinal));
        Assert.Contains(beside, words => words.Contains("提交", StringComparison.Ordinal));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_file_of_a_forbidden_kind_is_refused_in_words_and_the_rest_is_kept()
    {
        await using var visitor = await OpenAsync();
        await visitor.Page.SetInputFilesAsync("input[type=file]",
        [
            new FilePayload { Name = "说明.txt", MimeType = "text/plain", Buffer = "路灯坏了"u8.ToArray() },
            new FilePayload { Name = "照片.jpg", MimeType = "image/jpeg", Buffer = [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0] },
        ]);
        await SayAsync(visitor, "楼下的路灯坏了三天");
        await Expect(visitor, ".from-bot .said >> nth=1").ToContainTextAsync("“照片.jpg”没有收下");
        await Expect(visitor, ".sent-files li").ToHaveTextAsync(["说明.txt"]);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_text_beyond_the_limit_is_answered_in_words()
    {
        await using var visitor = await OpenAsync();
        await SayAsync(visitor, string.Concat(Enumerable.Repeat("工地噪音很大，", 1_500)));
        await Expect(visitor, ".from-bot .said >> nth=1").ToContainTextAsync("这段话有 10500 个字");
        await visitor.CheckWidthAsync();
        visitor.CheckCalm();
    }

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector));

    private static async Task SayAsync(Visitor visitor, string text)
    {
        await visitor.Page.FillAsync("textarea", text);
        await visitor.Page.PressAsync("textarea", "Enter");
    }

    private async Task<Visitor> OpenAsync()
    {
        var visitor = await browser.VisitAsync(application.Address, width: 360);
        await visitor.OpenAsync("/");
        await visitor.Page.WaitForSelectorAsync(".from-bot");
        return visitor;
    }
}
