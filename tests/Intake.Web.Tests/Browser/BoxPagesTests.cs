using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

/// <summary>The suggestion box and its posters at the sizes that people use; the pictures are for people.</summary>
public sealed class BoxPagesTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, false)]
    public async Task Somebody_who_scanned_a_poster_writes_and_gets_a_receipt(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.OpenAsync("/box/box-17");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"box-1-form-{language}-{width}");
        await visitor.Page.FillAsync("#Input_Text", "城关镇卫生院夜里没有急诊，老人发烧要坐一个小时的车。");
        await visitor.Page.ClickAsync("main button.btn-primary");
        await visitor.Page.WaitForSelectorAsync(".receipt-number");
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"box-2-receipt-{language}-{width}");
        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task Posters_can_be_looked_at_before_they_are_printed(string language, int width)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync("administrator");
        await visitor.OpenAsync("/admin/boxes");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"box-3-posters-{language}-{width}");
        visitor.CheckCalm();
    }
}
