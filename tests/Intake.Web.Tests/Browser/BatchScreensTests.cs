using System.Text;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Browser;

/// <summary>Batches at the sizes that people use; the pictures are for people.</summary>
public sealed class BatchScreensTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task A_list_is_looked_at_and_taken_in(string language, int width)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync("dispatcher");
        await visitor.OpenAsync("/staff/batches");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"batch-1-form-{language}-{width}");

        await SendAsync(visitor, "内容,类型,事项,电话\n滨江路的路灯坏了,投诉,路灯,12\n,发牢骚,,\n");
        await visitor.Page.WaitForSelectorAsync("#problems");
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"batch-2-problems-{language}-{width}");

        await SendAsync(visitor, $"内容,类型,地点,编号\n滨江路的路灯坏了，夜里看不见路,投诉,滨江路,甲-{width}\n小区电梯停了三天，老人下不了楼,求助,南湖街道,乙-{width}\n");
        await visitor.Page.WaitForSelectorAsync("#preview");
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"batch-3-preview-{language}-{width}");

        await visitor.Page.ClickAsync("main button.btn-primary");
        await visitor.Page.WaitForSelectorAsync("main a[href^='/staff/tickets/']");
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"batch-4-tickets-{language}-{width}");
        visitor.CheckCalm();
    }

    private static async Task SendAsync(Visitor visitor, string list)
    {
        await visitor.Page.SetInputFilesAsync("#upload", new Microsoft.Playwright.FilePayload { Name = "走访.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await visitor.Page.ClickAsync("main button.btn-primary");
    }
}
