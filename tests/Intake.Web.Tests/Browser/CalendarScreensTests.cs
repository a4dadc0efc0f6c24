using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

/// <summary>The working calendars at the sizes that people use; the pictures are for people.</summary>
public sealed class CalendarScreensTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task A_day_off_is_looked_at_before_it_is_saved(string language, int width)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync("administrator");
        await visitor.OpenAsync("/admin/calendars");
        await LookAsync(visitor, $"calendar-1-{language}-{width}");
        await visitor.Page.ClickAsync("details.action summary");
        await visitor.Page.FillAsync("#Day_Date", width == 360 ? "2026-03-13" : "2026-03-12");
        await visitor.Page.FillAsync("#Day_Name", "防汛演练");
        await visitor.Page.FillAsync("#Day_Paper", "市办发〔2026〕1号");
        await visitor.Page.PressAsync("#Day_Paper", "Enter");
        await visitor.Page.WaitForSelectorAsync("#preview");
        await LookAsync(visitor, $"calendar-2-preview-{language}-{width}");
        await visitor.Page.ClickAsync("section[aria-labelledby='preview'] .btn-primary");
        await visitor.Page.WaitForSelectorAsync("button[formaction*='handler=Look']");
        await LookAsync(visitor, $"calendar-3-saved-{language}-{width}");
        visitor.CheckCalm();
    }

    private static async Task LookAsync(Visitor visitor, string picture)
    {
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync(picture);
    }
}
