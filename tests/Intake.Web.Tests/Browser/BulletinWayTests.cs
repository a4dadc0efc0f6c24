using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Publication;
using Microsoft.Playwright;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Browser;

/// <summary>The way of a bulletin in browsers: one publisher makes it, another signs it off, a stranger reads it.</summary>
public sealed class BulletinWayTests(BrowserFixture browser) : IAsyncLifetime
{
    private readonly IntakeApplication application = new();

    [Theory]
    [InlineData("zh-CN", "工地夜里两点还在施工，请打13812345678。", "已责令停止夜间施工。", "工地夜里两点还在施工，请打138****5678。", "已勾选 2 条", "已勾选 1 条")]
    [InlineData("en", "They build at two in the night. Please call +1 415 555 2671.", "Work at night was stopped.", "They build at two in the night. Please call +1 4** *** **71.", "Ticked: 2", "Ticked: 1")]
    public async Task One_makes_it_another_signs_it_and_readers_see_no_number(string language, string matter, string reply, string shown, string both, string one)
    {
        await application.TicketAsync(matter, reply, language);
        var other = await application.TicketAsync("路灯不亮。", "已修好。");
        await using var editor = await browser.VisitAsync(application.Address, language);
        await editor.SignInAsync("publisher");
        await editor.OpenAsync("/admin/bulletins/new");
        await editor.Page.FillAsync("#From", "2026-03-01");
        await editor.Page.FillAsync("#To", "2026-03-10");
        await editor.Page.ClickAsync("main form .btn-primary");
        var work = new Uri(editor.Page.Url).AbsolutePath;

        await editor.OpenAsync($"{work}/choose");
        await editor.Page.ClickAsync("[data-tick-all]");
        await Assertions.Expect(editor.Page.Locator("[data-ticked]")).ToHaveTextAsync(both);
        await editor.Page.UncheckAsync($"#chosen-{other.Id.Value}");
        await Assertions.Expect(editor.Page.Locator("[data-ticked]")).ToHaveTextAsync(one);
        await editor.Page.ClickAsync(".list-actions .btn-primary");
        await editor.Page.ClickAsync("#items .main-cell a");
        await editor.Page.ClickAsync("[data-keys=c]");
        await Assertions.Expect(editor.Page.Locator("a.mask[data-ruling=open]")).ToHaveCountAsync(0);

        await using var second = await browser.VisitAsync(application.Address, language);
        await second.SignInAsync("publisher-2");
        await second.OpenAsync($"{work}/sign");
        await second.Page.ClickAsync(".sign-form .btn-primary");
        await second.Page.ClickAsync("#ask button[value=yes]");
        await second.Page.WaitForURLAsync($"**{work}");

        await using var reader = await browser.VisitAsync(application.Address, language, 360);
        await reader.OpenAsync("/bulletins");
        await reader.Page.ClickAsync(".issues a >> nth=0");
        await Assertions.Expect(reader.Page.Locator(".issue-items .words").First).ToHaveTextAsync(shown);
        Assert.DoesNotContain("13812345678", await reader.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("555", await reader.Page.TextContentAsync("main"), StringComparison.Ordinal);
        editor.CheckCalm();
        second.CheckCalm();
        reader.CheckCalm();
    }

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
