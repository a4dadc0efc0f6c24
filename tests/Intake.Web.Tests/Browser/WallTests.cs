using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>The wall board as it hangs; the pictures are for people.</summary>
public sealed class WallTests(DeskApplication application, BrowserFixture browser) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_board_goes_on_by_itself_and_says_when_it_cannot(string language)
    {
        await FillAsync();
        await using var visitor = await browser.VisitAsync(application.Address, language, 1920);
        await visitor.Page.SetViewportSizeAsync(1920, 1080);
        await visitor.OpenAsync("/wall");
        await visitor.CheckAccessibleAsync();
        var key = (await application.Services.GetRequiredService<ApiKeys>().MakeAsync($"hall {language}", [ApiScope.ReadWall], Cancel)).Value;
        await visitor.Page.FillAsync("#Key", key!);
        await visitor.Page.PressAsync("#Key", "Enter");
        await visitor.Page.WaitForSelectorAsync(".board");
        await visitor.CheckAccessibleAsync();
        await CheckFitsAsync(visitor);
        await visitor.PictureAsync($"wall-1-{language}");
        await visitor.Page.WaitForSelectorAsync(".plans", new() { State = WaitForSelectorState.Visible, Timeout = 60_000 }); // by itself
        await CheckFitsAsync(visitor);
        // What is late looks other than what is not.
        Assert.Equal(2, await visitor.Page.EvaluateAsync<int>("new Set([...document.querySelectorAll('.plans .left')].map(one => getComputedStyle(one).fill)).size"));
        await visitor.PictureAsync($"wall-2-plans-{language}");

        // What is new comes without a reload.
        await visitor.Page.EvaluateAsync("window.sameLife = true");
        var open = await visitor.Page.Locator(".tiles .count").First.TextContentAsync();
        await application.DispatchedAsync("又来一件");
        application.Clock.Advance(WallQueries.Kept);
        await visitor.Page.WaitForFunctionAsync("before => document.querySelector('.tiles .count').textContent !== before", open, new() { Timeout = 60_000 });

        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Page.WaitForSelectorAsync(".lost:not(:empty)", new() { Timeout = 60_000 });
        Assert.Equal(1, await visitor.Page.Locator(".board").CountAsync());
        await visitor.PictureAsync($"wall-3-lost-{language}");
        await visitor.Page.Context.SetOfflineAsync(false);
        await visitor.Page.WaitForSelectorAsync(".lost:empty", new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.sameLife === true"));
    }

    [Fact]
    public async Task On_a_phone_and_without_script_everything_lies_below_each_other()
    {
        await FillAsync();
        await using var visitor = await browser.VisitAsync(application.Address, "zh-CN", 360, script: false);
        await visitor.SignInAsync("supervisor");
        await visitor.OpenAsync("/wall");
        await visitor.CheckWidthAsync();
        Assert.True((await visitor.Page.Locator(".plan-table").BoundingBoxAsync())!.Width > 300);
        Assert.True(await visitor.Page.Locator(".units").IsVisibleAsync());
        await visitor.PictureAsync("wall-360");
    }

    private async Task FillAsync()
    {
        var today = DateOnly.FromDateTime(application.Clock.GetUtcNow().AddHours(8).DateTime);
        string[] services = ["property-management", "building-site-noise"];
        foreach (var i in Enumerable.Range(0, 13))
        {
            var ticket = await application.InHandAsync($"{services[i % 2]} {i}");
            if (i < 7)
                await application.DoAsync(new PlanTicket(ticket.Id, DeskApplication.Handler, [new("一", today.AddDays(6 + i)), new("二", today.AddDays(20 + (i * 9)))], today.AddDays(20 + (i * 9))));
        }

        application.Clock.Advance(TimeSpan.FromDays(24));
        await application.DispatchedAsync("今天来的");
    }

    private static async Task CheckFitsAsync(Visitor visitor)
    {
        Assert.True(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth"), "A board is not scrolled.");
        // At five metres: no words smaller than a fiftieth of the screen's height.
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.board *')]
              .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && one.checkVisibility() && !one.closest('.unseen'))
              .filter(one => one.getBoundingClientRect().height > 0 && Number.parseFloat(getComputedStyle(one).fontSize) * (one.ownerSVGElement ? one.ownerSVGElement.getScreenCTM().a : 1) < innerHeight / 50)
              .map(one => one.textContent)
            """));
    }
}
