using System.Globalization;
using AngleSharp;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Web.Tests.Browser;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Pages;

public sealed class PrivacyTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task It_says_how_long_things_are_kept_as_the_configuration_does()
    {
        var kept = ExampleAuthority.Load().Retention;
        var rows = await RowsAsync();
        Assert.Equal(Archived(kept.TicketMonths), rows["诉求里的个人信息"]);
        Assert.Equal(Archived(kept.TicketMonthsByKind[TicketKind.Report]), rows["其中：举报"]);
        Assert.Equal(Archived(kept.AttachmentMonths), rows["照片和文件"]);
        Assert.Equal($"{kept.ConversationDays} 天", rows["没有提交的对话和草稿"]);
        Assert.Equal($"{kept.AccessLogMonths} 个月", rows["谁查看过联系方式的记录"]);
        var special = ExampleAuthority.Load().Services.Values.First(service => service.RetentionMonths is not null);
        Assert.Equal(Archived(special.RetentionMonths!.Value), rows["其中：" + special.Name[Language.Chinese]]);
    }

    [Fact]
    public async Task It_says_who_sees_what_by_the_three_levels()
    {
        var rows = await RowsAsync();
        Assert.Equal("能看到 看不到 看不到", rows["只让中心知道"]);
        Assert.Equal("能看到 能看到 看不到", rows["实名"]);
        Assert.Equal("没有留下 没有留下 没有留下", rows["匿名"]);
    }

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("en", 1280, false)]
    [InlineData("en", 360, true)]
    public async Task It_reads_well(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.OpenAsync("/privacy");
        await visitor.PictureAsync($"privacy-{language}-{width}{(dark ? "-dark" : "")}");
        await visitor.CheckAccessibleAsync();
        visitor.CheckCalm();
    }

    private static string Archived(int months) => string.Create(CultureInfo.InvariantCulture, $"归档后 {months} 个月");

    private async Task<Dictionary<string, string>> RowsAsync()
    {
        using var visitor = application.Visitor();
        var written = await visitor.GetStringAsync("/privacy");
        using var page = await BrowsingContext.New().OpenAsync(request => request.Content(written));
        return page.QuerySelectorAll("tbody tr").ToDictionary(
            row => row.QuerySelector("th")!.TextContent.Trim(),
            row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())),
            StringComparer.Ordinal);
    }
}
