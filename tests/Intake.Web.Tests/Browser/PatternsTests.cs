using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

public sealed class PatternsTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, true)]
    public async Task Pages_fit_the_window_are_accessible_and_keep_to_the_security_policy(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.OpenAsync("/patterns");
        await visitor.PictureAsync($"patterns-{language}-{width}{(dark ? "-dark" : "")}");
        await visitor.CheckAccessibleAsync();
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_form_changes_its_own_part_and_tells_the_result_once()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.FillAsync("#Input_Words", "已联系施工单位");
        await visitor.Page.EvaluateAsync("window.stayed = true");
        await visitor.Page.ClickAsync("#form button.btn-primary");
        await visitor.Page.WaitForSelectorAsync("#toasts .toast-note");
        Assert.Equal("已提交，共 7 个字。", await visitor.Page.TextContentAsync("#toasts [data-words]"));
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.stayed === true"));
        await visitor.Page.ReloadAsync();
        Assert.Equal(0, await visitor.Page.Locator("#toasts .toast-note").CountAsync());
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Without_script_the_same_form_works()
    {
        await using var visitor = await browser.VisitAsync(application.Address, script: false);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.ClickAsync("#form button.btn-primary");
        Assert.Contains("请填写办理意见", await visitor.Page.TextContentAsync(".problems"), StringComparison.Ordinal);
        await visitor.Page.FillAsync("#Input_Words", "好");
        await visitor.Page.ClickAsync("#form button.btn-primary");
        Assert.Equal("已提交，共 1 个字。", await visitor.Page.TextContentAsync("#toasts [data-words]"));
    }

    [Fact]
    public async Task A_mistake_takes_the_focus_to_the_list_of_problems()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.ClickAsync("#form button.btn-primary");
        await visitor.Page.WaitForSelectorAsync(".problems");
        await visitor.Page.WaitForFunctionAsync("document.activeElement.className === 'problems'");
        await visitor.Page.ClickAsync(".problems a");
        Assert.Equal("Input_Words", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_question_comes_before_what_cannot_be_undone()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.FillAsync("#Input_Words", "办结");
        await visitor.Page.ClickAsync("[data-confirm]");
        Assert.Equal("提交后不能修改，确定提交吗？", await visitor.Page.TextContentAsync("#ask p"));
        await visitor.Page.ClickAsync("#ask button[value=no]");
        Assert.Equal(0, await visitor.Page.Locator("#toasts .toast-note").CountAsync());
        await visitor.Page.ClickAsync("[data-confirm]");
        await visitor.Page.ClickAsync("#ask button[value=yes]");
        await visitor.Page.WaitForSelectorAsync("#toasts .toast-note");
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_fault_leaves_the_form_as_it_is_and_tells_the_reference()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.FillAsync("#Input_Words", "写了很久的一段话");
        await visitor.Page.ClickAsync("[formaction]");
        await visitor.Page.WaitForSelectorAsync("#toasts .toast-note");
        Assert.Matches("编号 [0-9A-F]{8}", await visitor.Page.TextContentAsync("#toasts [data-words]"));
        Assert.Equal("写了很久的一段话", await visitor.Page.InputValueAsync("#Input_Words"));
        visitor.CheckCalm("500 (Internal Server Error)");
    }

    [Fact]
    public async Task The_keyboard_walks_a_list_and_shows_its_keys()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/patterns");
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await visitor.Page.Keyboard.PressAsync("j");
        await visitor.Page.Keyboard.PressAsync("j");
        Assert.Equal(1, await visitor.Page.EvaluateAsync<int>("[...document.querySelectorAll('.rows .main-cell a')].indexOf(document.activeElement)"));
        await visitor.Page.Keyboard.PressAsync("?");
        Assert.True(await visitor.Page.Locator("#keys").IsVisibleAsync());
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Live_counts_are_written_where_they_belong()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.Page.RouteAsync("**/staff/counts", route => route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "event: counts\ndata: {\"inbox\": 3, \"dispatch\": 0}\n\n" }));
        await visitor.Page.RouteAsync("**/patterns", async route =>
        {
            var answer = await route.FetchAsync();
            var page = (await answer.TextAsync()).Replace("data-counts=\"\"", "data-counts=\"/staff/counts\"", StringComparison.Ordinal)
                .Replace("<h1>", "<h1><span data-count=\"inbox\"></span><span data-count=\"dispatch\">9</span>", StringComparison.Ordinal);
            await route.FulfillAsync(new() { Response = answer, Body = page });
        });
        await visitor.OpenAsync("/patterns");
        await visitor.Page.WaitForFunctionAsync("document.querySelector('[data-count=inbox]').textContent === '3'");
        Assert.Equal("", await visitor.Page.TextContentAsync("[data-count=dispatch]"));
    }

    [Fact]
    public async Task The_places_open_as_a_menu_on_a_phone()
    {
        await using var visitor = await browser.VisitAsync(application.Address, width: 360);
        await visitor.OpenAsync("/patterns");
        Assert.False(await visitor.Page.Locator("#places").IsVisibleAsync());
        await visitor.Page.ClickAsync("[popovertarget=places]");
        Assert.True(await visitor.Page.Locator("#places").IsVisibleAsync());
        await visitor.PictureAsync("places-zh-CN-360");
        await visitor.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visitor.Page.Locator("#places").IsVisibleAsync());
        visitor.CheckCalm();
    }
}
