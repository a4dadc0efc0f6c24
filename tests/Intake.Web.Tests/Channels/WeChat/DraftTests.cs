using Intake.Application.Notifications;
using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Publication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>A published bulletin becomes a draft article by one button.</summary>
public sealed class DraftTests(WeChatApplication application) : IClassFixture<WeChatApplication>
{
    private const string Button = "form[action*=Article] button";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publisher_presses_one_button_and_the_draft_is_there_once()
    {
        var bulletin = await PublishedAsync("路灯坏了三天，我叫张小明。", "已经更换灯具 <3 盏>。");
        using var publisher = await application.SignedInAsync("publisher");
        var page = await publisher.PageAsync($"/admin/bulletins/{bulletin.Id}");
        page = await publisher.FollowAsync(await publisher.PressButtonAsync(page, Button));
        Assert.Contains("正在放入草稿箱", page.Body!.TextContent, StringComparison.Ordinal);
        await application.UntilAsync(() => DraftsOf(bulletin).Count == 1 && Row(bulletin)?.Status == OutboxStatus.Sent);

        var article = DraftsOf(bulletin)[0].Article;
        Assert.Equal($"整改进行时 第 {bulletin.Issue} 期", (string)article["title"]!);
        Assert.Contains("已经更换灯具 &lt;3 盏&gt;。", (string)article["content"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("张小明", article.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.StartsWith($"{application.Address}bulletins/{Series}/{bulletin.Issue}?v=", (string)article["content_source_url"]!, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P'], application.WeChat.Pictures[(string)article["thumb_media_id"]!][..2]);

        page = await publisher.PageAsync($"/admin/bulletins/{bulletin.Id}");
        Assert.Contains("已在草稿箱", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(Button));
        // Pressed on a page of before.
        Assert.Equal(BulletinRefusals.IsDraftedAlready, await application.DoAsync(new DraftArticle(new("wechat"), ArticleOf(bulletin), Second)));
    }

    [Fact]
    public async Task What_was_corrected_may_be_drafted_anew_and_the_cover_is_uploaded_once()
    {
        var bulletin = await PublishedAsync("井盖松动。", "已经更换。");
        await DraftedAsync(bulletin);
        await application.UntilAsync(() => DraftsOf(bulletin).Count == 1);
        application.Clock.Advance(TimeSpan.FromMinutes(1));
        await application.DoAsync(new CorrectBulletin(bulletin.Id, Editor, "日期写错了，予以更正。"));
        var corrected = TestIntake.Held(await application.DoAsync(new SignOffBulletin(bulletin.Id, Second)));
        using var publisher = await application.SignedInAsync("publisher");
        Assert.NotNull((await publisher.PageAsync($"/admin/bulletins/{bulletin.Id}")).QuerySelector(Button));
        await DraftedAsync(corrected);
        await application.UntilAsync(() => DraftsOf(bulletin).Count == 2);
        Assert.Single(application.WeChat.Pictures);
    }

    [Fact]
    public async Task A_draft_whose_answer_was_lost_is_not_made_twice()
    {
        var bulletin = await PublishedAsync("下水道堵了。", "已经疏通。");
        var isLost = 0;
        application.WeChat.Instead = async (path, body) =>
        {
            if (path != "draft/add" || Interlocked.Exchange(ref isLost, 1) == 1)
                return null;
            application.WeChat.Keep(body!);
            await Task.Yield();
            return Results.StatusCode(502);
        };
        await DraftedAsync(bulletin);
        await application.UntilAsync(() => Row(bulletin)?.Status == OutboxStatus.Sent);
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);
        Assert.Single(DraftsOf(bulletin));
    }

    [Fact]
    public async Task What_WeChat_refuses_is_said_in_words_and_may_be_tried_again()
    {
        var bulletin = await PublishedAsync("公交站牌歪了。", "已经扶正。");
        application.WeChat.Instead = (path, _) => Task.FromResult(path == "draft/add" ? FakeWeChat.Error(48001) : null);
        await DraftedAsync(bulletin);
        await application.UntilAsync(() => Row(bulletin)?.Status == OutboxStatus.Dead);
        using var publisher = await application.SignedInAsync("publisher");
        var page = await publisher.PageAsync($"/admin/bulletins/{bulletin.Id}");
        Assert.Contains("没有成功", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("公众号没有这项权限", page.Body!.TextContent, StringComparison.Ordinal);
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);
        await publisher.PressButtonAsync(page, Button);
        await application.UntilAsync(() => DraftsOf(bulletin).Count == 1);
    }

    [Fact]
    public async Task What_is_for_a_limited_circle_or_withdrawn_goes_nowhere()
    {
        var limited = await application.PublishedAsync(Limited, await application.TicketAsync("内部事项。"));
        using var publisher = await application.SignedInAsync("publisher");
        Assert.Null((await publisher.PageAsync($"/admin/bulletins/{limited.Id}")).QuerySelector(Button));
        Assert.Equal(BulletinRefusals.CircleIsLimited, await application.DoAsync(new DraftArticle(new("wechat"), ArticleOf(limited), Second)));
        Assert.Equal(BulletinRefusals.MayNotSignBulletins, await application.DoAsync(new DraftArticle(new("wechat"), ArticleOf(limited), Domain.Access.Actor.Staff("administrator", "centre", Domain.Access.Role.Administrator))));

        var bulletin = await PublishedAsync("路面塌陷。", "已经修补。");
        application.WeChat.Instead = (path, _) => Task.FromResult(path == "draft/batchget" ? FakeWeChat.Error(-1) : null);
        await DraftedAsync(bulletin);
        await application.UntilAsync(() => Row(bulletin)?.Attempts > 0);
        await application.DoAsync(new WithdrawBulletin(bulletin.Id, Editor, "内容有误，重新核实。"));
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);
        await application.UntilAsync(() => Row(bulletin)?.Status == OutboxStatus.Dead);
        Assert.Equal("bulletin-changed", Row(bulletin)!.Failure);
        Assert.Empty(DraftsOf(bulletin));
    }

    private async Task<Bulletin> PublishedAsync(string matter, string reply) => await application.PublishedAsync(Series, await application.TicketAsync(matter, reply));

    private async Task DraftedAsync(Bulletin bulletin) => Assert.Null(await application.DoAsync(new DraftArticle(new("wechat"), ArticleOf(bulletin), Second)));

    private Article ArticleOf(Bulletin bulletin)
    {
        using var db = application.Open();
        var version = db.Bulletins.Where(row => row.Id == bulletin.Id).Select(row => row.ChangedAt).Single()!.Value.ToUnixTimeMilliseconds();
        return new(bulletin.Series, bulletin.Issue, version, "整改进行时", "星河市人民政府", new(application.Address, $"bulletins/{bulletin.Series}/{bulletin.Issue}"), "全文见原文", [new(false, "正文")]);
    }

    private List<KeptDraft> DraftsOf(Bulletin bulletin) => [.. application.WeChat.Drafts.Where(draft => ((string)draft.Article["content_source_url"]!).Contains($"/{bulletin.Series}/{bulletin.Issue}?", StringComparison.Ordinal))];

    private OutboxRow? Row(Bulletin bulletin)
    {
        using var db = application.Open();
        var address = bulletin.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return db.Outbox.AsNoTracking().Where(row => row.Kind == "wechat-draft" && row.Address == address).OrderByDescending(row => row.Id).FirstOrDefault();
    }
}
