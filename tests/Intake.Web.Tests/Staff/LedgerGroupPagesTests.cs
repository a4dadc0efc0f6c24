using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Staff;

public sealed class LedgerGroupPagesTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    [Fact]
    public async Task A_group_stays_chosen_on_the_next_page_and_beside_other_conditions()
    {
        for (var i = 0; i < 51; i++)
            await application.DispatchedAsync($"第 {i} 件");
        using var head = await application.SignedInAsync("housing-head");
        var page = await head.PageAsync("/staff/ledger?group=Open&kind=Complaint");
        Assert.Equal("Open", page.QuerySelector("#group option[selected]")!.GetAttribute("value"));
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") is { } next && next.StartsWith("/staff/ledger?group=Open&kind=Complaint&before=", StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector("[data-found]"));
        Assert.Equal("0", (await head.PageAsync("/staff/ledger?group=EndedOtherwise&kind=Praise")).QuerySelector("[data-found]")!.GetAttribute("data-found"));
    }
}
