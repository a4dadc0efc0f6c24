using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>A box opened and its sheets typed by keyboard alone; the pictures are for people.</summary>
public sealed class OpeningScreensTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task A_box_is_opened_and_typed_by_keyboard(string language, int width)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        var page = visitor.Page;
        await visitor.SignInAsync("call-taker");
        await visitor.OpenAsync("/staff/openings");
        await LookAsync(visitor, $"opening-1-list-{language}-{width}");
        await visitor.OpenAsync("/staff/openings/new");
        await page.SelectOptionAsync("#Input_Box", width == 360 ? "box-1" : "box-17");
        await page.FillAsync("#Input_Sheets", "3");
        await page.PressAsync("#Input_Sheets", "Enter");
        await page.WaitForSelectorAsync(".problems");
        await LookAsync(visitor, $"opening-2-refused-{language}-{width}");
        await page.FillAsync("#Input_SecondUser", "dispatcher");
        await page.PressAsync("#Input_SecondUser", "Enter");
        await page.WaitForURLAsync(url => !url.EndsWith("/new", StringComparison.Ordinal));
        var address = new Uri(page.Url).AbsolutePath;
        await LookAsync(visitor, $"opening-3-one-{language}-{width}");

        await visitor.OpenAsync($"{address}/sheets");
        await TypeAsync(page, "东大街的路灯全不亮");
        await page.WaitForSelectorAsync("#kept time");
        // The browser closes, and what was typed is there again.
        await visitor.OpenAsync($"{address}/sheets");
        Assert.Equal("东大街的路灯全不亮", await page.InputValueAsync("#Input_Text"));
        await page.RunAndWaitForResponseAsync(() => page.SetInputFilesAsync("#uploads", new FilePayload { Name = "sheet-1.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\nscan"u8.ToArray() }), IsKept);
        await page.WaitForSelectorAsync("#scans .scans-taken");
        await LookAsync(visitor, $"opening-4-typing-{language}-{width}");
        await page.FocusAsync("#Input_Text");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.WaitForSelectorAsync(".aloud");
        Assert.Equal("2", await page.InputValueAsync("#Input_Number"));
        await LookAsync(visitor, $"opening-5-next-{language}-{width}");
        await TypeAsync(page, "公交车站没有座椅，老人等车很累");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("#Input_Number[value='3']").WaitForAsync();
        await page.ClickAsync("details.action summary");
        await page.FillAsync("#Aside_Reason", language == "en" ? "Nothing on either side" : "正反面都没有字");
        await LookAsync(visitor, $"opening-6-aside-{language}-{width}");
        await page.PressAsync("#Aside_Reason", "Enter");
        await page.WaitForSelectorAsync(".empty-part");
        await visitor.OpenAsync(address);
        await LookAsync(visitor, $"opening-7-entered-{language}-{width}");

        await using var other = await browser.VisitAsync(application.Address, language, width);
        await other.SignInAsync("dispatcher");
        await other.OpenAsync("/staff");
        await LookAsync(other, $"opening-8-waits-{language}-{width}");
        await other.OpenAsync($"{address}/witness");
        await LookAsync(other, $"opening-9-witness-{language}-{width}");
        await other.Page.ClickAsync("main .btn-primary");
        await other.Page.WaitForURLAsync(url => !url.EndsWith("/witness", StringComparison.Ordinal));
        await visitor.OpenAsync($"{address}/protocol");
        await LookAsync(visitor, $"opening-10-protocol-{language}-{width}");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.PictureAsync($"opening-11-printed-{language}-{width}");
        visitor.CheckCalm();
        other.CheckCalm();
    }

    // The words' field has the keyboard as soon as the page is there; what is typed is kept a moment later.
    private static async Task TypeAsync(IPage page, string words)
    {
        await page.WaitForFunctionAsync("document.activeElement.id === 'Input_Text'");
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.InsertTextAsync(words), IsKept);
    }

    private static bool IsKept(IResponse answer) => answer.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && answer.Ok;

    private static async Task LookAsync(Visitor visitor, string picture)
    {
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync(picture);
    }
}
