using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>A citizen's way through the official account, with the real program.</summary>
public sealed class WayThroughTests(WeChatApplication application) : IClassFixture<WeChatApplication>
{
    private const string Matter = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678";
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00, 0x01];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_citizen_scans_a_poster_reports_gets_a_receipt_and_hears_the_news_later()
    {
        var person = application.NewPerson();
        var greeting = await application.PostAsync(application.Event(person, "subscribe", "qrscene_box-17"));
        Assert.Contains("您好", greeting.Text, StringComparison.Ordinal);
        Assert.Contains("1. 我要反映", greeting.Text, StringComparison.Ordinal);

        var last = await SayAsync(person, Matter);
        for (var turn = 0; !last.Contains("查询码：", StringComparison.Ordinal); turn++)
        {
            Assert.True(turn < 8, last);
            last = await SayAsync(person, last.Contains("提交", StringComparison.Ordinal) ? "提交" : "跳过");
        }

        await using var db = application.Open();
        var conversation = await db.Conversations.SingleAsync(row => row.ExternalId == person, Cancel);
        var ticket = new TicketId(await db.Subscriptions.Where(row => row.Conversation == conversation.Id).Select(row => row.Ticket).SingleAsync(Cancel));
        var number = TicketNumber.Format("XH", ticket);
        Assert.Contains($"单号：{number}\n查询码：{application.Services.GetRequiredService<ReceiptSecret>().For(number)}", last, StringComparison.Ordinal);
        var particulars = await db.TicketTexts.SingleAsync(row => row.Ticket == ticket.Value && row.Role == TextRole.Particulars, Cancel);
        Assert.Equal("box-17", TicketParticulars.FromJson(particulars.Body).Answers["entry"]);
        Assert.Equal("wechat", (await db.Tickets.SingleAsync(row => row.Id == ticket.Value, Cancel)).Channel);

        var before = application.WeChat.To(person).Count;
        var accepted = await application.DoAsync(new AcceptTicket(ticket, Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null));
        Assert.True(accepted.Succeeded);
        await application.UntilAsync(() => application.WeChat.To(person).Count > before);
        Assert.Contains(number, application.WeChat.To(person)[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_is_set_once_from_the_configuration_and_what_it_presses_is_done()
    {
        await application.UntilAsync(() => application.WeChat.Count("menu/create") > 0);
        var menu = application.WeChat.Calls.Single(call => call.Path == "menu/create").Body!["button"]!.AsArray();
        Assert.Equal(["我要反映", "查进度", "更多"], menu.Select(entry => (string)entry!["name"]!));
        Assert.Equal("m|track", (string)menu[1]!["key"]!);
        Assert.Equal(["click", "click", "click", "click", "view"], menu[2]!["sub_button"]!.AsArray().Select(entry => (string)entry!["type"]!));

        var person = application.NewPerson();
        await application.PostAsync(application.Event(person, "subscribe"));
        var pressed = await application.PostAsync(application.Event(person, "CLICK", "m|track"));
        Assert.Contains("单号", pressed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_is_taken_at_once_and_what_is_said_meanwhile_waits_for_it()
    {
        var person = application.NewPerson();
        application.WeChat.Media["one"] = Photo;
        var arrives = new TaskCompletionSource();
        application.WeChat.Instead = async (path, _) =>
        {
            if (path == "media/get")
                await arrives.Task;
            return null;
        };
        var photo = application.Xml(person, ("MsgType", "image"), ("PicUrl", "http://mmbiz.qpic.cn/0"), ("MediaId", "one"), ("MsgId", application.NewMessage()));
        Assert.Equal("success", (await application.PostAsync(photo)).Body);
        Assert.Equal("success", (await application.PostAsync(photo)).Body);
        Assert.Equal("success", (await application.PostAsync(application.Text(person, "滨江路上的路灯坏了三天，晚上一片漆黑"))).Body);
        arrives.SetResult();
        await application.UntilAsync(() => application.WeChat.To(person).Count >= 2);
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);

        Assert.Equal(1, Files(person));
        await using var db = application.Open();
        var rows = await db.InboundMessages.Where(row => row.ExternalId.StartsWith(person)).OrderBy(row => row.Id).ToListAsync(Cancel);
        Assert.All(rows, row => Assert.Equal(InboundStatus.Handled, row.Status));
        Assert.Equal(2, rows.Count(row => row.ExternalId.Contains("/m", StringComparison.Ordinal)));
        Assert.Contains("MediaId", rows.First(row => row.ExternalId.Contains("/m", StringComparison.Ordinal)).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voice_brings_what_WeChat_has_understood_and_a_file_that_is_gone_is_refused_in_words()
    {
        var person = application.NewPerson();
        await application.PostAsync(application.Xml(person, ("MsgType", "voice"), ("MediaId", "gone"), ("Format", "amr"), ("Recognition", "滨江路上的路灯坏了三天，晚上一片漆黑"), ("MsgId", application.NewMessage())));
        await application.UntilAsync(() => application.WeChat.To(person).Any(text => text.Text.Contains("没能取到", StringComparison.Ordinal)));
        await using var db = application.Open();
        Assert.Contains("路灯", (await db.Conversations.SingleAsync(row => row.ExternalId == person, Cancel)).State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_burst_nothing_is_lost_and_nothing_is_answered_twice()
    {
        var people = Enumerable.Range(0, 150).Select(_ => application.NewPerson()).ToList();
        var given = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await Task.WhenAll(people.Select(async person =>
        {
            var message = application.Text(person, "帮助");
            foreach (var answer in await Task.WhenAll(application.PostAsync(message), application.PostAsync(message)))
            {
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                given.AddOrUpdate(person, answer.Text is null ? 0 : 1, (_, count) => count + (answer.Text is null ? 0 : 1));
            }
        }));

        await application.UntilAsync(() => Waiting() == 0);
        // Given in the answer, once more in the answer to the repeat, or sent: never given and sent.
        Assert.All(people, person => Assert.True((given[person] > 0) ^ (application.WeChat.To(person).Count == 1), $"{person}: given {given[person]}, sent {application.WeChat.To(person).Count}"));
        await using var db = application.Open();
        Assert.Equal(150, await db.InboundMessages.CountAsync(row => people.Contains(row.ExternalId.Substring(0, people[0].Length)), Cancel));
    }

    [Fact]
    public async Task Who_leaves_gets_nothing_more_and_may_come_back()
    {
        var person = application.NewPerson();
        var isAway = new TaskCompletionSource();
        application.WeChat.Instead = async (path, body) =>
        {
            if (path != "message/custom/send" || (string?)body!["touser"] != person)
                return null;
            await isAway.Task;
            return FakeWeChat.Error(43004);
        };
        application.WeChat.Media["two"] = Photo;
        await application.PostAsync(application.Xml(person, ("MsgType", "image"), ("MediaId", "two"), ("MsgId", application.NewMessage())));
        await application.UntilAsync(() => Waiting(person) > 0);
        Assert.Equal("success", (await application.PostAsync(application.Event(person, "unsubscribe"))).Body);
        Assert.Equal(0, Waiting(person));
        isAway.SetResult();
        await application.UntilAsync(() => Failures(person) is ["wechat-unfollowed"] or ["wechat-43004"]);
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);
        Assert.NotNull((await application.PostAsync(application.Event(person, "subscribe"))).Text);
    }

    private async Task<string> SayAsync(string person, string words)
    {
        var sent = application.WeChat.To(person).Count;
        var answer = await application.PostAsync(application.Text(person, words));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        if (answer.Text is { } text)
            return text;
        await application.UntilAsync(() => application.WeChat.To(person).Count > sent && Waiting(person) == 0);
        return string.Join('\n', application.WeChat.To(person).Skip(sent).Select(one => one.Text));
    }

    private int Files(string person)
    {
        using var db = application.Open();
        var state = db.Conversations.Where(row => row.ExternalId == person).Select(row => row.State).SingleOrDefault();
        return string.IsNullOrEmpty(state) ? 0 : JsonNode.Parse(state)!["draft"]?["files"]?.AsArray().Count ?? 0;
    }

    private int Waiting(string? person = null)
    {
        using var db = application.Open();
        return db.Outbox.Count(row => row.Kind == "wechat" && row.NextAttemptAt != null && (person == null || row.Address == person));
    }

    private List<string?> Failures(string person)
    {
        using var db = application.Open();
        return [.. db.Outbox.Where(row => row.Address == person && row.Status == OutboxStatus.Dead).Select(row => row.Failure)];
    }
}
