using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

/// <summary>The operator's desk, by keyboard alone; the pictures are for people.</summary>
public sealed class TakeInPagesTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("en", 360, true)]
    public async Task Somebody_on_the_line_is_taken_in_without_the_mouse(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("call-taker");
        await visitor.OpenAsync("/staff/take-in");
        await visitor.CheckAccessibleAsync();
        var number = await TakeInAsync(visitor, "13911112222", "东大街的路灯全不亮，晚上老人不敢出门");

        // The next one from the same number: what came before stands beside the form while the form is typed.
        await visitor.OpenAsync("/staff/take-in");
        Assert.Equal("Input_Phone", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        await visitor.Page.Keyboard.TypeAsync("13911112222");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await visitor.Page.Locator("#known .known", new() { HasText = number }).First.WaitForAsync();
        await visitor.Page.FocusAsync("#Input_What");
        await visitor.Page.Keyboard.TypeAsync("东大街的路灯还是不亮");
        await visitor.Page.Locator("#known [aria-labelledby=similar] .known", new() { HasText = number }).WaitForAsync();
        Assert.Equal("Input_What", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        await visitor.CheckWidthAsync();
        await visitor.PictureAsync($"take-in-1-known-{language}-{width}");
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await visitor.Page.WaitForSelectorAsync(".aloud");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"take-in-2-receipt-{language}-{width}");
        visitor.CheckCalm();
    }

    private static async Task<string> TakeInAsync(Visitor visitor, string phone, string words)
    {
        await visitor.Page.Keyboard.TypeAsync(phone);
        await visitor.Page.FocusAsync("#Input_What");
        await visitor.Page.Keyboard.TypeAsync(words);
        await visitor.Page.Keyboard.PressAsync("Control+Enter");
        await visitor.Page.WaitForSelectorAsync(".aloud");
        return (await visitor.Page.Locator(".aloud").First.TextContentAsync())!;
    }
}
