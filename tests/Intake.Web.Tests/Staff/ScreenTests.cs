using Intake.Application.Tickets;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Browser;

namespace Intake.Web.Tests.Staff;

/// <summary>Every page of the desks at both widths in both languages: fits, calm, usable by everyone; and a picture of each to look at.</summary>
public sealed class ScreenTests(DeskApplication application, BrowserFixture browser) : IClassFixture<DeskApplication>
{
    private static bool filled;

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task Pages_fit_are_calm_and_can_be_used_by_everyone(string language, int width, bool dark)
    {
        var tickets = await FillAsync();
        foreach (var (user, paths) in new (string, string[])[]
        {
            ("housing-head", ["/staff", "/staff/inbox", "/staff/notices", "/staff/ledger", DeskApplication.PageOf(tickets[0]), DeskApplication.PageOf(tickets[1])]),
            ("dispatcher", ["/staff", "/staff/dispatch", "/staff/dispatch?tab=Returns", "/staff/search?q=电梯", DeskApplication.PageOf(tickets[2]), DeskApplication.PageOf(tickets[3])]),
            ("supervisor", ["/staff/verification", DeskApplication.PageOf(tickets[4])]),
            ("administrator", ["/staff"]),
        })
        {
            await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
            await visitor.SignInAsync(user);
            foreach (var path in paths)
            {
                await visitor.OpenAsync(path);
                var name = path.Contains("tickets", StringComparison.Ordinal) ? $"ticket{tickets.FindIndex(ticket => path.EndsWith(DeskApplication.Number(ticket), StringComparison.Ordinal))}" : path.Trim('/').Replace('/', '-').Split('?')[0] + (path.Contains("tab", StringComparison.Ordinal) ? "-tab" : "");
                await visitor.PictureAsync($"desk-{user}-{name}-{language}-{width}");
                await visitor.CheckAccessibleAsync();
            }

            Assert.Empty(application.Log);
            visitor.CheckCalm();
        }
    }

    private static readonly List<Ticket> Made = [];

    private async Task<List<Ticket>> FillAsync()
    {
        if (filled)
            return Made;
        filled = true;
        var answering = await application.InHandAsync("我们小区三号楼的电梯从上周五开始一直停在七楼不动，物业说在等配件。楼上有好几位老人，上下楼非常不方便，请尽快处理。");
        var waiting = await application.InHandAsync("楼道灯坏了半个月，晚上回家什么也看不见。");
        await application.DoAsync(new AskRequester(waiting.Id, DeskApplication.Handler, "请问是几号楼几单元？"));
        application.Clock.Advance(TimeSpan.FromDays(3));
        await application.DispatchedAsync("电梯里贴满小广告，物业不清理。", anonymity: Anonymity.Named, contact: new("王小明", "13800000000", null));
        var unsure = await application.SubmitAsync("晚上十一点以后工地还在打桩，孩子睡不着，希望管一管。<b>谢谢</b>", service: null, contact: new("李女士", "13900000000", "li@example.com"));
        await application.SubmitAsync("Construction noise in Xingbei every night until two o'clock, nobody answers the telephone.", "building-site-noise");
        var returned = await application.DispatchedAsync("门口的违法建筑占了半条路。", "illegal-building");
        await application.DoAsync(new RequestReturn(returned.Id, DeskApplication.Handler, "illegal-building", "违法建设由城管部门查处，不属于我局职责。"));
        var longer = await application.InHandAsync("外墙瓷砖往下掉，砸坏了一辆车。");
        await application.DoAsync(new RequestExtension(longer.Id, DeskApplication.Handler, new(5, TimeUnit.WorkingDay), "需要搭脚手架，五个工作日。"));
        var claimed = await application.ResolvedAsync("单元门的门禁坏了，谁都能进。");
        application.Clock.Advance(TimeSpan.FromHours(5));
        await application.TickAsync();
        Made.AddRange([answering, waiting, unsure, returned, claimed]);
        return Made;
    }
}
