using Intake.Web.Tests.Citizens;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

/// <summary>The page that a receipt opens, in each of its states; the pictures are for people.</summary>
public sealed class TrackPagesTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task A_ticket_reads_well_in_every_state(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        var ticket = await TicketSteps.ReceivedAsync(application, "三单元电梯坏了一周，老人上下楼很不方便，物业一直说在等配件。\n请尽快修好。");
        await visitor.OpenAsync("/track");
        await LookAsync(visitor, "1-form", language, width);
        await TypeAsync(visitor, ticket.Number, "0000000000");
        await visitor.Page.WaitForSelectorAsync(".problems");
        await LookAsync(visitor, "2-wrong", language, width);
        await TypeAsync(visitor, ticket.Number, ticket.Secret);
        await visitor.Page.WaitForSelectorAsync(".course");
        await LookAsync(visitor, "3-received", language, width);
        await ticket.InHandAsync();
        await ticket.AskedAsync("请问是哪个小区、几单元？方便的话请拍一张电梯里告示的照片。");
        await visitor.OpenAsync("/track");
        await LookAsync(visitor, "4-question", language, width);
        await visitor.Page.FillAsync("#answer", "星河花园三单元");
        await visitor.Page.ClickAsync(".asks button");
        await visitor.Page.WaitForSelectorAsync(".toasts :is(p, div, span)");
        await ticket.ResolvedAsync("电梯已于今天上午修好并恢复运行，更换了主板。\n我们已要求物业每月检修并公示。");
        await visitor.OpenAsync("/track");
        await visitor.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(one => one.open = true)");
        await LookAsync(visitor, "5-resolved", language, width);
        await visitor.Page.CheckAsync("[name='Input.Stars'][value='5']");
        await visitor.Page.ClickAsync("[formaction*='Rate']");
        await visitor.Page.Locator("dd", new() { HasText = language == "en" ? "Very satisfied" : "非常满意" }).WaitForAsync();
        await LookAsync(visitor, "6-rated", language, width);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task By_keyboard_alone_a_receipt_is_opened_added_to_and_withdrawn()
    {
        await using var visitor = await browser.VisitAsync(application.Address, width: 360);
        var ticket = await TicketSteps.ReceivedAsync(application);
        await visitor.OpenAsync("/track");
        Assert.Equal("Input_Number", await FocusAsync(visitor));
        await visitor.Page.Keyboard.TypeAsync(ticket.Number);
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Keyboard.TypeAsync(ticket.Secret);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForSelectorAsync(".course");

        await TabToAsync(visitor, "document.activeElement.id === 'words'");
        await visitor.Page.Keyboard.TypeAsync("四单元的电梯也坏了");
        await TabToAsync(visitor, "document.activeElement.matches('[formaction*=Add]')");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Locator(".course", new() { HasText = "四单元" }).WaitForAsync();

        await TabToAsync(visitor, "document.activeElement.matches('[formaction*=Withdraw]')");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForSelectorAsync("#ask[open]");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.Locator(".pill", new() { HasText = "已撤回" }).WaitForAsync();
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Without_script_everything_works_too()
    {
        await using var visitor = await browser.VisitAsync(application.Address, script: false);
        var ticket = await TicketSteps.ReceivedAsync(application);
        await ticket.InHandAsync();
        await visitor.OpenAsync("/track");
        await TypeAsync(visitor, ticket.Number, ticket.Secret);
        await visitor.Page.FillAsync("#words", "补充一张照片");
        await visitor.Page.SetInputFilesAsync("form:has(#words) input[type=file]", new Microsoft.Playwright.FilePayload { Name = "电梯告示.txt", MimeType = "text/plain", Buffer = "电梯维修中"u8.ToArray() });
        await visitor.Page.ClickAsync("[formaction*='Add']");
        Assert.Contains("补充一张照片", await visitor.Page.InnerTextAsync(".course"), StringComparison.Ordinal);
        await visitor.Page.ClickAsync("[formaction*='Urge']");
        Assert.Contains("催办", await visitor.Page.InnerTextAsync(".course"), StringComparison.Ordinal);
        await visitor.Page.ClickAsync("main summary");
        Assert.Contains("算在内", await visitor.Page.InnerTextAsync("main details"), StringComparison.Ordinal);
        await visitor.Page.ClickAsync("[formaction*='Leave']");
        Assert.True(await visitor.Page.IsVisibleAsync("#Input_Secret"));
    }

    private static async Task TypeAsync(Visitor visitor, string number, string secret)
    {
        await visitor.Page.FillAsync("#Input_Number", number);
        await visitor.Page.FillAsync("#Input_Secret", secret);
        await visitor.Page.ClickAsync("main .btn-primary");
    }

    private static Task<string> FocusAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("document.activeElement.id");

    private static async Task TabToAsync(Visitor visitor, string there)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            if (await visitor.Page.EvaluateAsync<bool>(there))
                return;
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not lead to: {there}");
    }

    private static async Task LookAsync(Visitor visitor, string name, string language, int width)
    {
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"track-{name}-{language}-{width}");
    }
}
