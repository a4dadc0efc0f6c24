using Intake.Application.Notifications;
using Intake.Web.Tests.Channels.WeChat;
using Intake.Web.Tests.Publication;
using Microsoft.EntityFrameworkCore;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Browser;

/// <summary>What administrators and publishers see of the official account.</summary>
public sealed class WeChatScreensTests(WeChatApplication application, BrowserFixture browser) : IClassFixture<WeChatApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task Pages_fit_the_window(string language, int width, bool dark)
    {
        var fresh = await application.PublishedAsync(Series, await application.TicketAsync("路灯坏了三天。", "已经更换。"));
        var failed = await application.PublishedAsync(Series, await application.TicketAsync("井盖松动。", "已经更换。"));
        application.WeChat.Instead = (path, _) => Task.FromResult(path == "draft/add" ? FakeWeChat.Error(48001) : null);
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("publisher");
        await visitor.OpenAsync($"/admin/bulletins/{failed.Id}");
        await visitor.Page.ClickAsync("form[action*=Article] button");
        await application.UntilAsync(() => IsDead(failed.Id));
        var name = $"{language}-{width}{(dark ? "-dark" : "")}";
        foreach (var (path, picture) in new[] { ($"/admin/bulletins/{fresh.Id}", "draft"), ($"/admin/bulletins/{failed.Id}", "draft-failed") })
        {
            await visitor.OpenAsync(path);
            await visitor.CheckAccessibleAsync();
            await visitor.PictureAsync($"wechat-{picture}-{name}");
        }

        visitor.CheckCalm();
        await using var administrator = await browser.VisitAsync(application.Address, language, width, dark);
        await administrator.SignInAsync("administrator");
        foreach (var (path, picture) in new[] { ("/admin/channels", "channels"), ("/admin/outbox", "outbox") })
        {
            await administrator.OpenAsync(path);
            await administrator.CheckAccessibleAsync();
            await administrator.PictureAsync($"wechat-{picture}-{name}");
        }

        administrator.CheckCalm();
    }

    private bool IsDead(long bulletin)
    {
        using var db = application.Open();
        var address = bulletin.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return db.Outbox.AsNoTracking().Any(row => row.Address == address && row.Status == OutboxStatus.Dead);
    }
}
