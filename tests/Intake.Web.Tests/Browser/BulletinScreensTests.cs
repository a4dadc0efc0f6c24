using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Publication;
using Microsoft.Playwright;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Browser;

/// <summary>Bulletins in a browser: what people see on a desk and on a phone, and what the keyboard does.</summary>
public sealed class BulletinScreensTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private const string Matter = "我叫张小明，住学府路3栋2单元501室。楼下工地夜里两点还在施工，老人孩子都睡不着。\n请尽快处理，我的电话是13812345678，微信：zhang_xm88。";
    private const string Reply = "张小明先生：您好。经现场核查，已责令施工单位停止夜间施工，并安排专人值守。";

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, true)]
    public async Task Pages_fit_the_window(string language, int width, bool dark)
    {
        var tickets = new[] { await application.TicketAsync(Matter, Reply), await application.TicketAsync("A lamp outside 12 Renmin Road has been dark for a week. Please call me at +1 415 555 2671.", "Replaced the same day.", "en") };
        var id = await application.DraftAsync(Series, tickets);
        var candidate = await application.TicketAsync("井盖松动，车辆经过时声音很大，影响周边居民休息。", "已更换防沉降井盖。");
        await application.DoAsync(new DescribeBulletin(id, Editor, Today.AddDays(-9), Today, "三月上旬整改情况", "本期公开两件群众反映较多的事项。"));
        var published = await application.PublishedAsync(Series, candidate);
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("publisher");
        var name = $"{language}-{width}{(dark ? "-dark" : "")}";
        foreach (var (path, picture) in new[]
        {
            ("/admin/bulletins", "list"), ("/admin/bulletins/new", "new"), ($"/admin/bulletins/{id}", "work"), ($"/admin/bulletins/{id}/choose?filtered=true&taken=true", "choose"),
            ($"/admin/bulletins/{id}/items/{tickets[0].Id.Value}", "item"), ($"/admin/bulletins/{id}/items/{tickets[0].Id.Value}/words", "words"),
            ($"/admin/bulletins/{id}/preview", "preview"), ($"/admin/bulletins/{id}/sign", "sign"), ($"/admin/bulletins/{published.Id}", "published"),
            ("/bulletins", "readers"), ($"/bulletins/{Series}/{published.Issue}", "issue"),
        })
        {
            await visitor.OpenAsync(path);
            await visitor.CheckAccessibleAsync();
            await visitor.PictureAsync($"bulletins-{picture}-{name}");
        }

        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("zh-CN", 1280, true)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("en", 1280, false)]
    [InlineData("en", 360, true)]
    public async Task Every_moment_of_a_bulletin_fits_the_window(string language, int width, bool dark)
    {
        var tickets = new List<Ticket>();
        for (var i = 0; i < 5; i++)
            tickets.Add(await application.TicketAsync(Matter, Reply, language));
        var ready = await application.DraftAsync(Series, tickets[0]);
        var lifted = new TextPlace(TextPart.Matter, tickets[0].Id);
        await application.DoAsync(new LiftMask(ready, Editor, lifted, 1, null, LiftReason.Official));
        await application.DoAsync(new ConfirmMasks(ready, Editor, lifted));
        await application.DoAsync(new EditItemText(ready, Editor, tickets[0].Id, new("学府路工地夜间施工", Matter.Replace("夜里两点", "深夜", StringComparison.Ordinal), Reply)));
        await application.DoAsync(new ConfirmMasks(ready, Editor, lifted with { Part = TextPart.Reply }));
        var waiting = await application.DraftAsync(Series, tickets[1]);
        foreach (var part in new[] { TextPart.Matter, TextPart.Reply })
            await application.DoAsync(new ConfirmMasks(waiting, Editor, new(part, tickets[1].Id)));
        await application.DoAsync(new SignOffBulletin(waiting, Second, application.Clock.GetUtcNow().AddDays(1)));
        var correcting = await application.PublishedAsync(Series, tickets[2]);
        await application.DoAsync(new CorrectBulletin(correcting.Id, Editor, "路名写错了，予以更正。"));
        await application.DoAsync(new RemoveItem(correcting.Id, Editor, tickets[2].Id));
        var corrected = await application.PublishedAsync(Series, tickets[3]);
        await application.DoAsync(new CorrectBulletin(corrected.Id, Editor, "停工日期应为三月九日。"));
        await application.DoAsync(new SignOffBulletin(corrected.Id, Second));
        var withdrawn = await application.PublishedAsync(Series, tickets[4]);
        await application.DoAsync(new WithdrawBulletin(withdrawn.Id, Editor, "内容有误，重新核实后另行公布。"));

        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("publisher-2");
        var name = $"{language}-{width}{(dark ? "-dark" : "")}";
        foreach (var (path, picture) in new[]
        {
            ($"/admin/bulletins/{ready}/sign", "sign-ready"), ($"/admin/bulletins/{ready}/items/{tickets[0].Id.Value}?mask=Matter-1", "item-lifted"), ($"/admin/bulletins/{waiting}", "waiting"),
            ($"/admin/bulletins/{correcting.Id}", "correcting"), ($"/admin/bulletins/{ready}/choose?from=2020-01-01&to=2020-01-02", "choose-empty"),
            ($"/bulletins/{Series}/{corrected.Issue}", "issue-corrected"), ($"/bulletins/{Series}/{withdrawn.Issue}", "issue-withdrawn"), ("/bulletins", "readers-many"),
        })
        {
            await visitor.OpenAsync(path);
            await visitor.CheckAccessibleAsync();
            await visitor.PictureAsync($"bulletins-{picture}-{name}");
        }

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.OpenAsync($"/bulletins/{Series}/{corrected.Issue}");
        await visitor.PictureAsync($"bulletins-issue-print-{name}");
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Masks_are_judged_by_the_keyboard_alone()
    {
        var ticket = await application.TicketAsync(Matter, Reply);
        var id = await application.DraftAsync(Series, ticket);
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.SignInAsync("publisher");
        await visitor.OpenAsync($"/admin/bulletins/{id}/items/{ticket.Id.Value}");
        foreach (var (key, open) in new[] { ("c", 4), ("l", 3), ("c", 2), ("c", 1), ("c", 0) })
        {
            await visitor.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(visitor.Page.Locator("a.mask[data-ruling=open]")).ToHaveCountAsync(open);
        }

        await Assertions.Expect(visitor.Page.Locator("[role=status].callout")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.Locator("a.mask[data-ruling=lifted]")).ToHaveTextAsync("3栋2单元501室");
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_selection_is_hidden_where_it_stands()
    {
        var ticket = await application.TicketAsync("老王家的狗叫。\n老王不管。", "已劝导");
        var id = await application.DraftAsync(Series, ticket);
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.SignInAsync("publisher");
        await visitor.OpenAsync($"/admin/bulletins/{id}/items/{ticket.Id.Value}");
        await visitor.Page.EvaluateAsync("() => { const t = document.querySelector('[data-masking=Matter]').firstChild; getSelection().setBaseAndExtent(t, 8, t, 10); }");
        await Assertions.Expect(visitor.Page.Locator("[data-hide-words]")).ToHaveValueAsync("老王");
        await visitor.Page.ClickAsync("[data-hide-form] button");
        await Assertions.Expect(visitor.Page.Locator("a.mask")).ToHaveCountAsync(1);
        await visitor.OpenAsync($"/admin/bulletins/{id}/preview");
        Assert.Contains("老王家的狗叫。\n**不管。", await visitor.Page.TextContentAsync(".issue-items .words"), StringComparison.Ordinal);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task What_cannot_be_undone_is_asked_first()
    {
        var ticket = await application.TicketAsync(Matter, Reply);
        var id = await application.DraftAsync(Series, ticket);
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.SignInAsync("publisher");
        await visitor.OpenAsync($"/admin/bulletins/{id}");
        await visitor.Page.ClickAsync("form[action*=Remove] button");
        await visitor.Page.ClickAsync("#ask button[value=no]");
        Assert.Equal(1, await visitor.Page.Locator("#items tbody tr").CountAsync());
        await visitor.Page.ClickAsync("form[action*=Remove] button");
        await visitor.Page.ClickAsync("#ask button[value=yes]");
        await Assertions.Expect(visitor.Page.Locator("#items .empty-part")).ToBeVisibleAsync();
        visitor.CheckCalm();
    }
}
