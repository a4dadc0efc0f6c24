using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>A citizen's way through the Bot Framework, with the real program.</summary>
public sealed class WayThroughTests(BotFrameworkApplication application) : IClassFixture<BotFrameworkApplication>
{
    private const string Matter = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678";
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00, 0x01];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeConnector Connector => application.Connector;

    [Fact]
    public async Task A_citizen_comes_reports_gets_a_receipt_and_hears_the_news_later()
    {
        var conversation = application.NewConversation();
        var coming = Connector.Message(conversation, null);
        (coming["type"], coming["membersAdded"]) = ("conversationUpdate", new JsonArray(new JsonObject { ["id"] = "the-bot" }));
        await application.DeliverAsync(coming);
        var greeting = (await application.SentAsync(conversation, 1))[^1];
        Assert.Contains("您好", greeting.Text, StringComparison.Ordinal);
        Assert.Contains("我要反映", greeting.Buttons.Select(button => button.Title));
        Assert.Null(greeting.ReplyToId);

        var matter = Connector.Message(conversation, Matter);
        await application.DeliverAsync(matter);
        await application.UntilAsync(() => Connector.To(conversation).Any(message => message.Buttons.Any(button => button.Title == "提交")));
        var draft = Connector.To(conversation).Last(message => message.Buttons.Any(button => button.Title == "提交"));
        Assert.Equal((string)matter["id"]!, draft.ReplyToId);
        Assert.Equal(("the-bot", $"user-of-{conversation}", "plain"), ((string)draft.Body["from"]!["id"]!, (string)draft.Body["recipient"]!["id"]!, (string)draft.Body["textFormat"]!));

        var press = Connector.Message(conversation, null);
        press["value"] = draft.Buttons.Single(button => button.Title == "提交").Value;
        await application.DeliverAsync(press);
        await application.UntilAsync(() => Connector.To(conversation)[^1].Text.Contains("查询码：", StringComparison.Ordinal));
        await using var db = application.Open();
        var row = await db.Conversations.SingleAsync(one => one.ExternalId == $"webchat/{conversation}", Cancel);
        var ticket = new TicketId(await db.Subscriptions.Where(one => one.Conversation == row.Id).Select(one => one.Ticket).SingleAsync(Cancel));
        var number = TicketNumber.Format("XH", ticket);
        var receipt = Connector.To(conversation)[^1];
        var secret = application.Services.GetRequiredService<ReceiptSecret>().For(number);
        Assert.Contains($"单号：{number}\n查询码：{secret}", receipt.Text, StringComparison.Ordinal);
        var card = receipt.Body["attachments"]![0]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string)card["contentType"]!);
        Assert.Contains(card["content"]!["body"]!.AsArray(), element => (string?)element!["id"] == "receipt" && element["facts"]!.AsArray().Any(fact => (string)fact!["value"]! == secret));
        Assert.Equal("botframework", (await db.Tickets.SingleAsync(one => one.Id == ticket.Value, Cancel)).Channel);

        var before = Connector.To(conversation).Count;
        Assert.True((await application.DoAsync(new AcceptTicket(ticket, Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null))).Succeeded);
        var news = (await application.SentAsync(conversation, before + 1))[^1];
        Assert.Contains(number, news.Text, StringComparison.Ordinal);
        Assert.Null(news.ReplyToId);
    }

    [Fact]
    public async Task In_Teams_everything_is_in_one_card_and_its_buttons_come_back()
    {
        var conversation = application.NewConversation();
        var said = Connector.Message(conversation, "<at>Intake</at> 帮助 *一下*", "msteams");
        said["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Intake</at>", ["mentioned"] = new JsonObject { ["id"] = "the-bot" } });
        await application.DeliverAsync(said);
        await application.UntilAsync(() => Connector.To(conversation).Any(message => message.Body["attachments"] is not null));
        var card = Connector.To(conversation).First(message => message.Body["attachments"] is not null).Body["attachments"]![0]!["content"]!;
        var action = card["actions"]!.AsArray().First(one => (string)one!["title"]! == "我要反映")!;
        Assert.Equal("Action.Submit", (string)action["type"]!);

        var count = Connector.To(conversation).Count;
        var press = Connector.Message(conversation, null, "msteams");
        press["value"] = action["data"]!.DeepClone();
        await application.DeliverAsync(press);
        await application.SentAsync(conversation, count + 1);
        await using var db = application.Open();
        Assert.Contains("\"name\":\"Submit\"", (await db.Conversations.SingleAsync(row => row.ExternalId == $"msteams/{conversation}", Cancel)).State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_are_no_buttons_choices_are_numbered_lines_also_in_news()
    {
        var conversation = application.NewConversation();
        await application.DeliverAsync(Connector.Message(conversation, "帮助", "sms"));
        await application.UntilAsync(() => Connector.To(conversation).Any(message => message.Text.Contains("1. ", StringComparison.Ordinal)));
        Assert.All(Connector.To(conversation), message => Assert.Empty(message.Buttons));
    }

    [Fact]
    public async Task A_file_at_the_Connector_is_fetched_with_the_bots_token_and_one_in_our_own_network_is_not_touched()
    {
        Connector.Files["photo.jpg"] = Photo;
        using var secretPlace = new PrivatePlace();
        var conversation = application.NewConversation();
        var said = Connector.Message(conversation, "滨江路上的路灯坏了三天，晚上一片漆黑");
        said["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = $"{Connector.Address}files/photo.jpg", ["name"] = "灯.jpg" },
            new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = $"http://127.0.0.1:{secretPlace.Port}/", ["name"] = "inside.jpg" },
            new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = $"https://localhost:{secretPlace.Port}/", ["name"] = "inside-too.jpg" },
            new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = $"data:image/jpeg;base64,{Convert.ToBase64String(Photo)}", ["name"] = "held.jpg" },
            new JsonObject { ["contentType"] = "image/jpeg", ["contentUrl"] = $"{Connector.Address}files/gone.jpg", ["name"] = "gone.jpg" },
            new JsonObject { ["contentType"] = "text/html", ["content"] = "<p>the same once more</p>" });
        await application.DeliverAsync(said);
        await application.UntilAsync(() => Connector.To(conversation).Any(message => message.Text.Contains("gone.jpg", StringComparison.Ordinal)));
        var words = string.Join('\n', Connector.To(conversation).Select(message => message.Text));
        Assert.Contains("inside.jpg", words, StringComparison.Ordinal);
        Assert.Contains("inside-too.jpg", words, StringComparison.Ordinal);
        Assert.All(Connector.FileTokens, token => Assert.StartsWith("Bearer token-", token, StringComparison.Ordinal));
        Assert.Equal(0, secretPlace.Visitors);
        await using var db = application.Open();
        var state = JsonNode.Parse((await db.Conversations.SingleAsync(row => row.ExternalId == $"webchat/{conversation}", Cancel)).State)!;
        Assert.Equal(["灯.jpg", "held.jpg"], state["draft"]!["files"]!.AsArray().Select(file => (string)file!["name"]!));
    }

    [Fact]
    public async Task A_token_that_is_not_taken_any_more_is_asked_for_anew_once()
    {
        var conversation = application.NewConversation();
        var refused = 0;
        var given = Connector.TokensGiven;
        Connector.Instead = (id, _) => id == conversation && Interlocked.Increment(ref refused) == 1 ? Results.StatusCode(401) : null;
        await application.DeliverAsync(Connector.Message(conversation, "帮助"));
        await application.SentAsync(conversation, 1);
        Connector.Instead = (_, _) => null;
        Assert.Equal(given + 1, Connector.TokensGiven);
        Assert.Equal(("client_credentials", "https://api.botframework.com/.default"), (Connector.LoginForm["grant_type"], Connector.LoginForm["scope"]));
    }

    [Fact]
    public async Task A_conversation_that_has_to_wait_waits_as_long_as_it_is_told_and_gets_everything_in_order()
    {
        var (conversation, other) = (application.NewConversation(), application.NewConversation());
        var refusedAt = DateTimeOffset.MinValue;
        Connector.Instead = (id, _) =>
        {
            if (id != conversation || application.Clock.GetUtcNow() - refusedAt < TimeSpan.Zero || refusedAt != DateTimeOffset.MinValue)
                return null;
            refusedAt = application.Clock.GetUtcNow();
            return new TooMany(50);
        };
        await application.DeliverAsync(Connector.Message(conversation, "帮助"));
        await application.UntilAsync(() => refusedAt != DateTimeOffset.MinValue);
        await application.DeliverAsync(Connector.Message(conversation, "我要反映"));
        await application.DeliverAsync(Connector.Message(other, "帮助"));
        await application.SentAsync(other, 1);
        Assert.Empty(Connector.To(conversation));
        var sent = await application.SentAsync(conversation, 3);
        Assert.True(application.Clock.GetUtcNow() - refusedAt >= TimeSpan.FromSeconds(49));
        Assert.Contains("您好", sent[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "403 blocked")]
    [InlineData(404, "404 gone")]
    [InlineData(400, "400")]
    public async Task Who_cannot_be_reached_any_more_is_recorded_and_nobody_else_waits(int status, string failure)
    {
        var (gone, other) = (application.NewConversation(), application.NewConversation());
        Connector.Instead = (id, _) => id == gone ? Results.StatusCode(status) : null;
        await application.DeliverAsync(Connector.Message(gone, "帮助"));
        await application.DeliverAsync(Connector.Message(other, "帮助"));
        await application.SentAsync(other, 1);
        await application.UntilAsync(() => Failures(gone).Contains(failure));
        Connector.Instead = (_, _) => null;
    }

    [Fact]
    public async Task A_group_is_told_once_a_day_in_both_languages_and_nothing_said_there_is_kept()
    {
        var group = application.NewConversation();
        for (var i = 0; i < 3; i++)
        {
            var said = Connector.Message(group, "三号楼的王某", "msteams");
            said["conversation"] = new JsonObject { ["id"] = group, ["conversationType"] = "channel" };
            Assert.Equal(200, await application.DeliverAsync(said));
        }

        var told = Assert.Single(await application.SentAsync(group, 1));
        Assert.Contains("单独和我对话", told.Text, StringComparison.Ordinal);
        Assert.Contains("with me alone", told.Text, StringComparison.Ordinal);
        await using var db = application.Open();
        var rows = await db.InboundMessages.Where(row => row.ExternalId.StartsWith($"msteams/{group}/")).ToListAsync(Cancel);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal((InboundStatus.Refused, ""), (row.Status, row.Raw)));
    }

    private List<string?> Failures(string conversation)
    {
        using var db = application.Open();
        return [.. db.Outbox.Where(row => row.Address == $"webchat/{conversation}" && row.Status == OutboxStatus.Dead).Select(row => row.Failure)];
    }

    private sealed class TooMany(int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            httpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        }
    }
}
