using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Staff;

public sealed class LedgerGroupTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_count_of_the_overview_leads_to_the_lines_that_it_counts()
    {
        for (var i = 0; i < 60; i++)
            await application.DispatchedAsync($"第 {i} 件");
        application.Clock.Advance(TimeSpan.FromDays(16));
        await application.SubmitAsync("今天要受理的");
        application.Clock.Advance(TimeSpan.FromHours(20));
        await application.ResolvedAsync("办结的");

        using var administrator = await application.SignedInAsync("administrator");
        var overview = await administrator.PageAsync("/admin");
        Assert.Equal((62, 60, 1), (await FollowAsync("在办"), await FollowAsync("已超期"), await FollowAsync("今日到期")));

        async Task<int> FollowAsync(string words)
        {
            var tile = overview.QuerySelectorAll(".counts li").Single(one => one.QuerySelector("a")!.TextContent == words);
            var address = tile.QuerySelector("a")!.GetAttribute("href")!;
            var page = await administrator.PageAsync(address);
            var count = page.QuerySelector("[data-found]")!.GetAttribute("data-found")!;
            Assert.Equal(tile.QuerySelector(".number")!.TextContent, count);
            var csv = page.QuerySelector("a[download]")!.GetAttribute("href")!;
            Assert.Equal(address.Replace("ledger?", "ledger.csv?", StringComparison.Ordinal), csv);
            Assert.Equal(count, (Numbers(await administrator.GetStringAsync(csv, Cancel)) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    // Every line begins with its number; a matter may have lines of its own.
    private static int Numbers(string csv) => csv.TrimEnd().Split("\r\n").Length;
}
