using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>A citizen's way through Telegram, with the real program and long polling.</summary>
public sealed class WayThroughTests(TelegramApplication application) : IClassFixture<TelegramApplication>
{
    private const string Matter = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678";
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00, 0x01];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_citizen_scans_a_poster_reports_gets_a_receipt_and_hears_the_news_later()
    {
        var telegram = application.Telegram;
        var chat = application.NewChat();
        telegram.Say(chat, "/start box-17");
        var greeting = (await application.SentAsync(chat, 1))[^1];
        Assert.Contains("您好", greeting.Text, StringComparison.Ordinal);
        Assert.Contains("我要反映", greeting.Buttons.Select(button => button.Title));

        telegram.Say(chat, Matter);
        await application.UntilAsync(() => telegram.To(chat).Any(message => message.Buttons.Any(button => button.Title == "提交")));
        telegram.Press(telegram.To(chat).Last(message => message.Buttons.Any(button => button.Title == "提交")), "提交");
        await application.UntilAsync(() => telegram.To(chat)[^1].Text.Contains("查询码：", StringComparison.Ordinal));
        await using var db = application.Open();
        var conversation = await db.Conversations.SingleAsync(row => row.ExternalId == FakeTelegram.Written(chat), Cancel);
        var ticket = new TicketId(await db.Subscriptions.Where(row => row.Conversation == conversation.Id).Select(row => row.Ticket).SingleAsync(Cancel));
        var number = TicketNumber.Format("XH", ticket);
        Assert.Contains($"单号：{number}\n查询码：{application.Services.GetRequiredService<ReceiptSecret>().For(number)}", telegram.To(chat)[^1].Text, StringComparison.Ordinal);
        var particulars = await db.TicketTexts.SingleAsync(row => row.Ticket == ticket.Value && row.Role == TextRole.Particulars, Cancel);
        Assert.Equal("box-17", TicketParticulars.FromJson(particulars.Body).Answers["entry"]);
        Assert.Equal("telegram", (await db.Tickets.SingleAsync(row => row.Id == ticket.Value, Cancel)).Channel);

        await application.UntilAsync(() => telegram.Calls.Any(call => call.Method == "editMessageReplyMarkup" && (long)call.Body["chat_id"]! == chat));
        Assert.Contains(telegram.Calls, call => call.Method == "answerCallbackQuery");
        Assert.Contains("✓ 提交", telegram.Calls.First(call => call.Method == "editMessageReplyMarkup" && (long)call.Body["chat_id"]! == chat).Body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);

        var before = telegram.To(chat).Count;
        var accepted = await application.DoAsync(new AcceptTicket(ticket, Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null));
        Assert.True(accepted.Succeeded);
        var news = (await application.SentAsync(chat, before + 1))[^1];
        Assert.Contains(number, news.Text, StringComparison.Ordinal);
        await application.UntilAsync(() => telegram.Unconfirmed == 0);
    }

    [Fact]
    public async Task The_menu_of_commands_is_set_in_both_languages()
    {
        await application.UntilAsync(() => application.Telegram.Count("getUpdates") > 0);
        var menus = application.Telegram.Calls.Where(call => call.Method == "setMyCommands").Select(call => call.Body).ToList();
        Assert.Equal([null, "zh", "en"], menus.Select(menu => (string?)menu["language_code"]));
        Assert.Contains(menus[2]["commands"]!.AsArray(), command => (string)command!["command"]! == "track" && (string)command["description"]! == "Check progress");
        Assert.Contains(menus[1]["commands"]!.AsArray(), command => (string)command!["description"]! == "查办理进度");
    }

    [Fact]
    public async Task A_photo_and_an_album_come_with_the_request()
    {
        var telegram = application.Telegram;
        var chat = application.NewChat();
        foreach (var id in new[] { "one", "two", "three" })
            telegram.Files[id] = [.. Photo, .. System.Text.Encoding.UTF8.GetBytes(id)];
        telegram.Send(chat, Picture("one", null, "滨江路上的路灯坏了三天，晚上一片漆黑"));
        await application.SentAsync(chat, 1);
        telegram.Send(chat, Picture("two", "album", "还有两张"));
        telegram.Send(chat, Picture("three", "album", null));
        await application.UntilAsync(() => Files(chat) == 3);

        await using var db = application.Open();
        var rows = await db.InboundMessages.Where(row => row.Channel == "telegram" && row.ExternalId.StartsWith(FakeTelegram.Written(chat))).ToListAsync(Cancel);
        Assert.Single(rows, row => row.ExternalId.Contains("/gm", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Equal(InboundStatus.Handled, row.Status));
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_had_is_refused_in_words_and_what_was_said_is_heard()
    {
        var chat = application.NewChat();
        application.Telegram.Send(chat, Picture("gone", null, "滨江路上的路灯坏了三天，晚上一片漆黑"));
        await application.UntilAsync(() => application.Telegram.To(chat).Any(message => message.Text.Contains("没能取到", StringComparison.Ordinal)));
        await application.UntilAsync(() => application.Telegram.To(chat).Any(message => message.Buttons.Any()));
    }

    [Fact]
    public async Task The_same_update_fetched_again_is_handled_once()
    {
        var telegram = application.Telegram;
        var chat = application.NewChat();
        var update = telegram.Say(chat, "帮助");
        await application.SentAsync(chat, 1);
        await application.UntilAsync(() => telegram.Unconfirmed == 0);
        var once = telegram.To(chat).Count;
        telegram.Deliver((JsonObject)update.DeepClone());
        var marker = application.NewChat();
        telegram.Say(marker, "帮助");
        await application.SentAsync(marker, 1);
        await using var db = application.Open();
        Assert.Equal(1, await db.InboundMessages.CountAsync(row => row.ExternalId.StartsWith(FakeTelegram.Written(chat)), Cancel));
        Assert.Equal(once, telegram.To(chat).Count);
    }

    [Fact]
    public async Task Who_has_blocked_the_bot_is_recorded_and_nobody_else_waits()
    {
        var telegram = application.Telegram;
        var (gone, other) = (application.NewChat(), application.NewChat());
        telegram.Instead = (method, body) => method == "sendMessage" && (long)body["chat_id"]! == gone ? FakeTelegram.Refused(403, "Forbidden: bot was blocked by the user") : null;
        telegram.Say(gone, "帮助");
        telegram.Say(other, "帮助");
        await application.SentAsync(other, 1);
        await application.UntilAsync(() => Failures(gone).Contains("403 blocked"));
        telegram.Instead = (_, _) => null;
    }

    [Fact]
    public async Task A_chat_that_has_to_wait_waits_as_long_as_Telegram_says_and_gets_everything_in_order()
    {
        var telegram = application.Telegram;
        var (chat, other) = (application.NewChat(), application.NewChat());
        var refusals = 0;
        telegram.Instead = (method, body) => method == "sendMessage" && (long)body["chat_id"]! == chat && Interlocked.Increment(ref refusals) == 1 ? FakeTelegram.Refused(429, "Too Many Requests: retry after 50", 50) : null;
        telegram.Say(chat, "帮助");
        await application.UntilAsync(() => refusals > 0);
        var refusedAt = application.Clock.GetUtcNow();
        telegram.Say(chat, "我要反映");
        telegram.Say(other, "帮助");
        await application.SentAsync(other, 1);
        Assert.Empty(telegram.To(chat));
        var sent = await application.SentAsync(chat, 3);
        telegram.Instead = (_, _) => null;
        Assert.True(sent[0].At - refusedAt >= TimeSpan.FromSeconds(49), $"{sent[0].At - refusedAt}");
        Assert.Contains("您好", sent[0].Text, StringComparison.Ordinal);
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(0.9), "Two messages of a chat were less than a second apart."));
    }

    [Fact]
    public async Task Of_a_burst_nothing_is_lost_and_nothing_is_answered_twice()
    {
        var telegram = application.Telegram;
        var chats = Enumerable.Range(0, 150).Select(_ => application.NewChat()).ToList();
        foreach (var chat in chats)
            telegram.Say(chat, "帮助");
        await application.UntilAsync(() => telegram.Unconfirmed == 0 && chats.TrueForAll(chat => telegram.To(chat).Count >= 2));
        await using var db = application.Open();
        var addresses = chats.Select(FakeTelegram.Written).ToList();
        var rows = await db.Outbox.Where(row => addresses.Contains(row.Address)).ToListAsync(Cancel);
        Assert.Equal(150, rows.Count);
        Assert.All(chats, chat => Assert.Equal(2, telegram.To(chat).DistinctBy(message => message.Text).Count()));
        Assert.All(chats, chat => Assert.Equal(2, telegram.To(chat).Count));
    }

    private static JsonObject Picture(string id, string? album, string? caption)
    {
        var members = new JsonObject { ["photo"] = new JsonArray(new JsonObject { ["file_id"] = id, ["file_size"] = 15, ["width"] = 8, ["height"] = 8 }) };
        if (album is not null)
            members["media_group_id"] = album;
        if (caption is not null)
            members["caption"] = caption;
        return members;
    }

    private int Files(long chat)
    {
        using var db = application.Open();
        var state = db.Conversations.Where(row => row.ExternalId == FakeTelegram.Written(chat)).Select(row => row.State).SingleOrDefault();
        return string.IsNullOrEmpty(state) ? 0 : JsonNode.Parse(state)!["draft"]?["files"]?.AsArray().Count ?? 0;
    }

    private List<string?> Failures(long chat)
    {
        using var db = application.Open();
        return [.. db.Outbox.Where(row => row.Address == FakeTelegram.Written(chat) && row.Status == OutboxStatus.Dead).Select(row => row.Failure)];
    }
}
