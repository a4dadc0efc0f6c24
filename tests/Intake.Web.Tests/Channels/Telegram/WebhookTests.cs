using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Intake.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>The program to which Telegram sends.</summary>
public sealed class WebhookApplication : TelegramApplication
{
    public const string Secret = "A_secret-of-the-operator";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
    {
        ["Telegram:PublicUrl"] = "https://intake.example",
        ["Telegram:SecretToken"] = Secret,
    };
}

public sealed class WebhookTests(WebhookApplication application) : IClassFixture<WebhookApplication>
{
    private const string Matter = "滨江路上的路灯坏了三天，晚上一片漆黑";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What comes, and the defined answer: the status of each delivery, what is kept of it, how many messages are sent back at least.</summary>
    public static TheoryData<string, int[], InboundStatus[], int> Answers => new()
    {
        { "an update", [200], [InboundStatus.Handled], 1 },
        { "the same update twice", [200, 200], [InboundStatus.Handled], 1 },
        { "the same update twice at once", [200, 200], [InboundStatus.Handled], 1 },
        { "the later of two first", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 2 },
        { "a change before what it changes", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 2 },
        { "a truncated one", [400], [], 0 },
        { "an empty one", [400], [], 0 },
        { "one that is no JSON", [400], [], 0 },
        { "one that is too large", [413], [], 0 },
        { "one with a wrong secret", [401], [], 0 },
        { "one without a secret", [401], [], 0 },
        { "one of a kind that nobody asked for", [200], [], 0 },
        { "one that cannot be read", [200], [InboundStatus.Parked], 0 },
        { "two of a group", [200, 200], [InboundStatus.Refused, InboundStatus.Refused], 1 },
        { "a button of a message that is gone", [200], [InboundStatus.Handled], 1 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_comes_has_a_defined_answer(string what, int[] statuses, InboundStatus[] kept, int replies)
    {
        var chat = application.NewChat();
        var (address, deliveries, secret) = Deliveries(what, chat);
        var before = await KeptAsync();
        List<int> answered = [];
        if (what.EndsWith("at once", StringComparison.Ordinal))
            answered.AddRange(await Task.WhenAll(deliveries.Select(body => PostAsync(body, secret))));
        else
            foreach (var body in deliveries)
                answered.Add(await PostAsync(body, secret));

        Assert.Equal(statuses, answered);
        Assert.Equal(kept, (await KeptAsync()).Where(row => !before.Any(one => one.Id == row.Id)).Select(row => row.Status));
        var sent = await application.SentAsync(address, replies);
        if (replies == 0)
            Assert.Empty(sent);
    }

    [Fact]
    public async Task The_same_update_twice_is_answered_once()
    {
        var chat = application.NewChat();
        var update = Said(chat, "帮助").ToJsonString();
        await PostAsync(update, WebhookApplication.Secret);
        await PostAsync(update, WebhookApplication.Secret);
        await using var db = application.Open();
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Address == FakeTelegram.Written(chat), Cancel));
    }

    [Fact]
    public async Task A_group_is_told_once_a_day_in_both_languages_and_nothing_said_there_is_kept()
    {
        var group = -application.NewChat();
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, await PostAsync(InGroup(group, "/report 三号楼的王某").ToJsonString(), WebhookApplication.Secret));
        var told = Assert.Single(await application.SentAsync(group, 1));
        Assert.Contains("单独发消息给我", told.Text, StringComparison.Ordinal);
        Assert.Contains("write to me alone", told.Text, StringComparison.Ordinal);
        await using var db = application.Open();
        Assert.All(await db.InboundMessages.Where(row => row.ExternalId.StartsWith(FakeTelegram.Written(group))).Select(row => row.Raw).ToListAsync(Cancel), raw => Assert.Empty(raw));
    }

    [Fact]
    public async Task Telegram_is_told_where_to_send_and_nothing_is_fetched()
    {
        await application.UntilAsync(() => application.Telegram.Count("setWebhook") > 0);
        var set = application.Telegram.Calls.First(call => call.Method == "setWebhook").Body;
        Assert.Equal("https://intake.example/channels/telegram", (string)set["url"]!);
        Assert.Equal(WebhookApplication.Secret, (string)set["secret_token"]!);
        Assert.Equal(0, application.Telegram.Count("getUpdates"));
    }

    [Theory]
    [InlineData(null, "Telegram__SecretToken is not")]
    [InlineData("with space", "letters A to Z")]
    public void A_public_address_without_a_usable_secret_stops_the_start(string? secret, string words)
    {
        string[] settings = ["--Telegram:Token", FakeTelegram.Token, "--Telegram:PublicUrl", "https://intake.example", "--INTAKE_DATA", application.DataFolder, .. secret is null ? Array.Empty<string>() : ["--Telegram:SecretToken", secret]];
        var fault = Assert.Throws<FormatException>(() => IntakeHost.Build(settings));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    private (long Address, string[] Bodies, string? Secret) Deliveries(string what, long chat)
    {
        var secret = WebhookApplication.Secret;
        var said = Said(chat, Matter);
        var text = said.ToJsonString();
        switch (what)
        {
            case "the same update twice" or "the same update twice at once": return (chat, [text, text], secret);
            case "the later of two first": return (chat, [Said(chat, "晚上完全看不清路").ToJsonString(), text], secret);
            case "a change before what it changes":
                var changed = (JsonObject)said["message"]!.DeepClone();
                (changed["text"], changed["edit_date"]) = ("滨江路上的路灯坏了五天，晚上一片漆黑", 1_773_192_660);
                return (chat, [application.Telegram.Update("edited_message", changed).ToJsonString(), text], secret);
            case "a truncated one": return (chat, [text[..(text.Length / 2)]], secret);
            case "an empty one": return (chat, [""], secret);
            case "one that is no JSON": return (chat, ["update_id=1"], secret);
            case "one that is too large": return (chat, [Said(chat, new string('x', 300 * 1024)).ToJsonString()], secret);
            case "one with a wrong secret": return (chat, [text], secret[..^1] + "x");
            case "one without a secret": return (chat, [text], null);
            case "one of a kind that nobody asked for": return (chat, [application.Telegram.Update("poll", new JsonObject { ["id"] = "1" }).ToJsonString()], secret);
            case "one that cannot be read": return (chat, [application.Telegram.Update("message", new JsonArray(1, 2)).ToJsonString()], secret);
            case "two of a group": return (-chat, [InGroup(-chat, "/help").ToJsonString(), InGroup(-chat, "/help").ToJsonString()], secret);
            case "a button of a message that is gone":
                var press = new JsonObject { ["id"] = $"gone{chat}", ["data"] = "1|yes", ["message"] = new JsonObject { ["message_id"] = 1, ["date"] = 0, ["chat"] = new JsonObject { ["id"] = chat, ["type"] = "private" } } };
                return (chat, [application.Telegram.Update("callback_query", press).ToJsonString()], secret);
            default: return (chat, [text], secret);
        }
    }

    private JsonObject Said(long chat, string text) => application.Telegram.Update("message", application.Telegram.Message(chat, new JsonObject { ["text"] = text }));

    private JsonObject InGroup(long group, string text)
    {
        var message = application.Telegram.Message(5, new JsonObject { ["text"] = text });
        message["chat"] = new JsonObject { ["id"] = group, ["type"] = "supergroup" };
        return application.Telegram.Update("message", message);
    }

    private async Task<int> PostAsync(string body, string? secret)
    {
        using var client = application.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "channels/telegram") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
            request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await client.SendAsync(request, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
        return (int)answer.StatusCode;
    }

    private async Task<List<(long Id, InboundStatus Status)>> KeptAsync()
    {
        await using var db = application.Open();
        return [.. (await db.InboundMessages.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Status }).ToListAsync(Cancel)).Select(row => (row.Id, row.Status))];
    }
}
