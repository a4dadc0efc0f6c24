using System.Net;
using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Web.Tests.Hosting;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Publication;

/// <summary>Making a bulletin by its pages, without script, from the first draft to what readers see.</summary>
public sealed class BulletinPagesTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task A_bulletin_goes_from_draft_to_readers_by_two_people()
    {
        var ticket = await application.TicketAsync("张小明先生反映：3栋2单元门口路灯不亮，电话13812345678。", "已更换灯泡。");
        using var editor = await application.SignedInAsync("publisher");
        using var second = await application.SignedInAsync("publisher-2");

        var draft = await editor.FollowAsync(await editor.SubmitAsync(await editor.PageAsync("/admin/bulletins/new"), ("Series", Series), ("From", "2026-03-01"), ("To", "2026-03-10"), ("TitleOfIssue", "三月上旬")));
        Assert.Contains("还没有选入任何条目", draft.Read(), StringComparison.Ordinal);

        var choose = await editor.PageAsync(draft.BaseUrl!.Path is var path ? $"/{path}/choose" : "");
        Assert.Contains("张小明先生反映", choose.Read(), StringComparison.Ordinal);
        var chosen = await editor.FollowAsync(await editor.PressButtonAsync(choose, ".list-actions button", ("Tickets", $"{ticket.Id.Value}")));
        Assert.Contains("3 处待核对", chosen.Read(), StringComparison.Ordinal);

        var item = await editor.PageAsync($"/{path}/items/{ticket.Id.Value}");
        Assert.Equal(["张小明", "3栋2单元", "13812345678"], item.QuerySelectorAll("a.mask").Select(mask => mask.TextContent));
        item = await editor.FollowAsync(await editor.PressButtonAsync(item, "[data-keys=c]"));
        item = await editor.FollowAsync(await editor.PressButtonAsync(item, "[data-keys=l]", ("Why", "Official")));
        Assert.Equal(["confirmed", "lifted", "open"], item.QuerySelectorAll("a.mask").Select(mask => mask.GetAttribute("data-ruling")));
        Assert.Equal("13812345678", item.QuerySelector("[aria-current].mask")!.TextContent);

        var early = await second.PageAsync($"/{path}/sign");
        Assert.Contains("还有 1 处个人信息没有核对", early.Read(), StringComparison.Ordinal);
        Assert.Null(early.QuerySelector(".sign-form"));

        item = await editor.FollowAsync(await editor.PressButtonAsync(item, "[data-keys=c]"));
        Assert.Contains("这一条已经核对完", item.Read(), StringComparison.Ordinal);
        Assert.Contains("参与过编辑的人不能签发", (await editor.PageAsync($"/{path}/sign")).Read(), StringComparison.Ordinal);

        var sign = await second.PageAsync($"/{path}/sign");
        Assert.Contains("文字没有改动", sign.Read(), StringComparison.Ordinal);
        Assert.Equal("3栋2单元 门牌、房号 · 属于公务信息 · 建筑工地噪音", sign.QuerySelector(".lifted li")!.TextContent);
        var signed = await second.FollowAsync(await second.PressButtonAsync(sign, ".sign-form button"));
        Assert.Contains("已发布", signed.Read(), StringComparison.Ordinal);

        using var reader = application.Visitor();
        var list = await reader.PageAsync("/bulletins");
        Assert.Contains("三月上旬", list.Read(), StringComparison.Ordinal);
        var issue = await reader.PageAsync(list.QuerySelector(".issues a")!.GetAttribute("href")!);
        Assert.Contains("张**先生反映：3栋2单元门口路灯不亮，电话138****5678。", issue.Read(), StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", issue.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_are_changed_and_the_signer_sees_how()
    {
        var ticket = await application.TicketAsync("路灯坏了三天", "已修");
        var id = await application.DraftAsync(Series, ticket);
        using var editor = await application.SignedInAsync("publisher");
        var words = await editor.PageAsync($"/admin/bulletins/{id}/items/{ticket.Id.Value}/words");
        var item = await editor.FollowAsync(await editor.SubmitAsync(words, ("Heading", "学府路路灯"), ("Matter", "路灯坏了两天"), ("Reply", "已修")));
        Assert.Equal("学府路路灯", item.QuerySelector("h1")!.TextContent);

        using var second = await application.SignedInAsync("publisher-2");
        var sign = await second.PageAsync($"/admin/bulletins/{id}/sign");
        Assert.Equal(("三", "两"), (sign.QuerySelector("del")!.TextContent, sign.QuerySelector("ins")!.TextContent));
        Assert.Equal("路灯坏了三两天", sign.QuerySelector(".compared p")!.TextContent);
    }

    [Fact]
    public async Task Words_are_hidden_by_hand()
    {
        var ticket = await application.TicketAsync("老王家的狗叫，老王不管", "已劝导");
        var id = await application.DraftAsync(Series, ticket);
        using var editor = await application.SignedInAsync("publisher");
        var page = await editor.PageAsync($"/admin/bulletins/{id}/items/{ticket.Id.Value}");
        page = await editor.FollowAsync(await editor.PressButtonAsync(page, "[data-keys=h]", ("Words", "老王"), ("Start", "7")));
        Assert.Single(page.QuerySelectorAll("a.mask"));
        page = await editor.FollowAsync(await editor.PressButtonAsync(page, "[data-keys=h]", ("Words", "老王"), ("Start", "")));
        Assert.Contains("**家的狗叫，**不管", (await editor.PageAsync($"/admin/bulletins/{id}/preview")).Read(), StringComparison.Ordinal);
        using var nothing = await editor.PressButtonAsync(page, "[data-keys=h]", ("Words", "老李"));
        Assert.Contains("选中的文字不在正文里", (await SignInSteps.ParseAsync(nothing)).Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_are_moved_and_taken_out_and_drafts_deleted()
    {
        var (first, second) = (await application.TicketAsync("甲事"), await application.TicketAsync("乙事"));
        var id = await application.DraftAsync(Series, first, second);
        using var editor = await application.SignedInAsync("publisher");
        var page = await editor.FollowAsync(await editor.PressButtonAsync(await editor.PageAsync($"/admin/bulletins/{id}"), "[formaction*=Down]"));
        Assert.Equal(["乙事", "甲事"], page.QuerySelectorAll(".clamp").Select(words => words.TextContent));
        page = await editor.FollowAsync(await editor.PressButtonAsync(page, "form[action*=Remove] button"));
        Assert.Equal(["甲事"], page.QuerySelectorAll(".clamp").Select(words => words.TextContent));
        using var discarded = await editor.PressButtonAsync(page, "form[action*=Discard] button");
        Assert.Equal("/admin/bulletins", discarded.Headers.Location!.OriginalString);
        using var gone = await editor.GetAsync($"/admin/bulletins/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_said()
    {
        var id = await application.DraftAsync(Series, await application.TicketAsync("丙事"));
        using var editor = await application.SignedInAsync("publisher");
        var page = await editor.PageAsync($"/admin/bulletins/{id}");
        await application.DoAsync(new DescribeBulletin(id, Second, Today, Today, "别人改的", ""));
        using var answer = await editor.SubmitAsync(page, ("Input.Title", "我改的"));
        var again = await SignInSteps.ParseAsync(answer);
        Assert.Contains("刚刚被别人改动过", again.Read(), StringComparison.Ordinal);
        Assert.Equal("我改的", again.QuerySelector("#Input_Title")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_time_to_come_is_kept_and_can_be_taken_back()
    {
        var ticket = await application.TicketAsync("丁事");
        var id = await application.DraftAsync(Series, ticket);
        using var second = await application.SignedInAsync("publisher-2");
        var page = await second.FollowAsync(await second.PressButtonAsync(await second.PageAsync($"/admin/bulletins/{id}/sign"), ".sign-form button", ("At", "2026-03-11T09:00")));
        Assert.Contains("将于 2026年3月11日 09:00 发布", page.Read(), StringComparison.Ordinal);
        var issue = TestIntakeIssue(await BulletinOf(id));
        using var reader = application.Visitor();
        using var notYet = await reader.GetAsync($"/bulletins/{Series}/{issue}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, notYet.StatusCode);
        page = await second.FollowAsync(await second.PressButtonAsync(page, "form[action*=TakeBack] button"));
        Assert.Contains("草稿", page.Read(), StringComparison.Ordinal);
        await application.DoAsync(new WithdrawBulletin(id, Editor, "不再发布"));
    }

    [Fact]
    public async Task A_correction_and_a_withdrawal_are_told_to_readers()
    {
        var ticket = await application.TicketAsync("戊事");
        var bulletin = await application.PublishedAsync(Series, ticket);
        using var editor = await application.SignedInAsync("publisher");
        using var second = await application.SignedInAsync("publisher-2");
        var page = await editor.FollowAsync(await editor.PressButtonAsync(await editor.PageAsync($"/admin/bulletins/{bulletin.Id}"), "form[action*='handler=Correct'] button", ("Note", "路名有误")));
        Assert.Contains("读者看到的仍是原文", page.Read(), StringComparison.Ordinal);
        await application.DoAsync(new EditItemText(bulletin.Id, Editor, ticket.Id, new("", "戊事（更正）", "已经修好。")));
        await second.FollowAsync(await second.PressButtonAsync(await second.PageAsync($"/admin/bulletins/{bulletin.Id}/sign"), ".sign-form button"));

        using var reader = application.Visitor("en");
        var read = (await reader.PageAsync($"/bulletins/{Series}/{bulletin.Issue}")).Read();
        Assert.Contains("Corrected on 10 Mar 2026:", read, StringComparison.Ordinal);
        Assert.Contains("路名有误", read, StringComparison.Ordinal);
        Assert.Contains("戊事（更正）", read, StringComparison.Ordinal);

        await editor.FollowAsync(await editor.PressButtonAsync(await editor.PageAsync($"/admin/bulletins/{bulletin.Id}"), "form[action*=Withdraw] button", ("Note", "内容有误")));
        read = (await reader.PageAsync($"/bulletins/{Series}/{bulletin.Issue}")).Read();
        Assert.Contains("内容有误", read, StringComparison.Ordinal);
        Assert.DoesNotContain("戊事", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_page_is_ticked_without_script_and_ticks_outlast_a_refusal()
    {
        var (first, second) = (await application.TicketAsync("庚事"), await application.TicketAsync("辛事"));
        var id = await application.DraftAsync(Series, await application.TicketAsync("己事"));
        using var editor = await application.SignedInAsync("publisher");
        var choose = await editor.PageAsync($"/admin/bulletins/{id}/choose?taken=true");
        Assert.Empty(choose.QuerySelectorAll("[name=Tickets][checked]"));
        choose = await editor.PageAsync(choose.QuerySelector("[data-tick-all]")!.GetAttribute("href")!);
        var ticked = choose.QuerySelectorAll("[name=Tickets][checked]").Select(box => box.GetAttribute("value")).ToList();
        Assert.Contains($"{first.Id.Value}", ticked);
        Assert.Contains($"{second.Id.Value}", ticked);
        Assert.NotEmpty(choose.QuerySelectorAll("[name=Tickets][disabled]"));
        Assert.All(choose.QuerySelectorAll("[name=Tickets][disabled]"), box => Assert.False(box.HasAttribute("checked")));

        await application.DoAsync(new DescribeBulletin(id, Second, Today, Today, "", ""));
        using var answer = await editor.PressButtonAsync(choose, ".list-actions button", ("Tickets", $"{first.Id.Value}"));
        var refused = await SignInSteps.ParseAsync(answer);
        Assert.Contains("刚刚被别人改动过", refused.Read(), StringComparison.Ordinal);
        Assert.Contains($"{first.Id.Value}", refused.QuerySelectorAll("[name=Tickets][checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task A_time_that_cannot_be_read_is_refused_and_nothing_is_published()
    {
        var id = await application.DraftAsync(Series, await application.TicketAsync("壬事"));
        using var second = await application.SignedInAsync("publisher-2");
        using var answer = await second.PressButtonAsync(await second.PageAsync($"/admin/bulletins/{id}/sign"), ".sign-form button", ("At", "明天早上"));
        Assert.Contains("有的内容填写得不对", (await SignInSteps.ParseAsync(answer)).Read(), StringComparison.Ordinal);
        Assert.Equal(BulletinStatus.Draft, (await BulletinOf(id)).Status);
    }

    [Theory]
    [InlineData("/admin/bulletins/9999")]
    [InlineData("/admin/bulletins/9999/choose")]
    [InlineData("/admin/bulletins/9999/sign")]
    [InlineData("/admin/bulletins/9999/items/1")]
    [InlineData("/admin/bulletins/x")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var editor = await application.SignedInAsync("publisher");
        using var answer = await editor.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<Bulletin> BulletinOf(long id) =>
        (await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<BulletinQueries>(application.Services).FindAsync(id, TestContext.Current.CancellationToken))!.Bulletin;

    private static int TestIntakeIssue(Bulletin bulletin) => bulletin.Issue > 0 ? bulletin.Issue : throw new InvalidOperationException("It has no number.");
}
