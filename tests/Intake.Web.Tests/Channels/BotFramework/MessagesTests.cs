using System.Text;
using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Channels.BotFramework;

public sealed class MessagesTests(BotFrameworkApplication application) : IClassFixture<BotFrameworkApplication>
{
    private const string Matter = "滨江路上的路灯坏了三天，晚上一片漆黑";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What comes, and the defined answer: the status of each delivery, what is kept of it, how many activities are sent back at least.</summary>
    public static TheoryData<string, int[], InboundStatus[], int> Answers => new()
    {
        { "an activity", [200], [InboundStatus.Handled], 1 },
        { "the same activity twice", [200, 200], [InboundStatus.Handled], 1 },
        { "the same activity twice at once", [200, 200], [InboundStatus.Handled], 1 },
        { "the later of two first", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 2 },
        { "a change before what it changes", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 2 },
        { "an activity without an id twice", [200, 200], [InboundStatus.Handled], 1 },
        { "a truncated one", [400], [], 0 },
        { "an empty one", [400], [], 0 },
        { "one that is no JSON", [400], [], 0 },
        { "one that is no object", [403], [], 0 },
        { "one that is too large", [413], [], 0 },
        { "one that is nested too deep", [400], [], 0 },
        { "UTF-8 under another name", [200], [InboundStatus.Handled], 1 },
        { "UTF-8 with a mark before it", [200], [InboundStatus.Handled], 1 },
        { "another charset under the name of UTF-8", [400], [], 0 },
        { "half of a character", [200], [InboundStatus.Parked], 0 },
        { "one without a token", [401], [], 0 },
        { "one with a token that is none", [403], [], 0 },
        { "one with a wrong signature", [403], [], 0 },
        { "one signed with nothing", [403], [], 0 },
        { "one with an old token", [403], [], 0 },
        { "one with a token of later", [403], [], 0 },
        { "one with a token that ended four minutes ago", [200], [InboundStatus.Handled], 1 },
        { "one with a token that begins in four minutes", [200], [InboundStatus.Handled], 1 },
        { "one with a token without an end", [403], [], 0 },
        { "one with a token of somebody else", [403], [], 0 },
        { "one with a token of the emulator", [403], [], 0 },
        { "one with a token for another bot", [403], [], 0 },
        { "one with a token for several bots", [200], [InboundStatus.Handled], 1 },
        { "one with a token for another service", [403], [], 0 },
        { "one with a token for no service", [403], [], 0 },
        { "one of a channel that the key may not speak for", [403], [], 0 },
        { "one for a service without https", [403], [], 0 },
        { "typing", [200], [], 0 },
        { "a kind that nobody knows", [200], [], 0 },
        { "something that was deleted", [200], [], 0 },
        { "what the bot itself has said", [200], [], 0 },
        { "an invoke that nobody carries out", [501], [], 0 },
        { "a button of a card by invoke", [200], [InboundStatus.Handled], 1 },
        { "somebody who comes twice", [200, 200], [InboundStatus.Handled], 1 },
        { "somebody who adds the bot", [200], [InboundStatus.Handled], 1 },
        { "somebody who removes the bot", [200], [], 0 },
        { "one that cannot be read", [200], [InboundStatus.Parked], 0 },
        { "two of a group", [200, 200], [InboundStatus.Refused, InboundStatus.Refused], 1 },
        { "a stranger who comes into a group", [200], [], 0 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_comes_has_a_defined_answer(string what, int[] statuses, InboundStatus[] kept, int replies)
    {
        var conversation = application.NewConversation();
        var deliveries = Deliveries(what, conversation);
        var before = await KeptAsync();
        List<int> answered = [];
        if (what.EndsWith("at once", StringComparison.Ordinal))
            answered.AddRange(await Task.WhenAll(deliveries.Select(PostAsync)));
        else
            foreach (var delivery in deliveries)
                answered.Add(await PostAsync(delivery));

        Assert.Equal(statuses, answered);
        Assert.Equal(kept, (await KeptAsync()).Where(row => !before.Any(one => one.Id == row.Id)).Select(row => row.Status));
        var sent = await application.SentAsync(conversation, replies);
        if (replies == 0)
            Assert.Empty(sent);
    }

    [Fact]
    public async Task The_same_activity_twice_is_answered_once()
    {
        var conversation = application.NewConversation();
        var said = application.Connector.Message(conversation, "帮助");
        await application.DeliverAsync(said);
        await application.DeliverAsync(said);
        await using var db = application.Open();
        Assert.Equal(1, await db.Outbox.CountAsync(row => row.Address == $"webchat/{conversation}", Cancel));
    }

    private sealed record Delivery(byte[] Body, string? Token, string ContentType = "application/json; charset=utf-8");

    private List<Delivery> Deliveries(string what, string conversation)
    {
        var connector = application.Connector;
        var said = connector.Message(conversation, Matter);
        var now = application.Clock.GetUtcNow().ToUnixTimeSeconds();
        Delivery With(JsonObject activity, string? token = null) => new(Encoding.UTF8.GetBytes(activity.ToJsonString()), token ?? connector.Token());
        Delivery Claiming(JsonObject claims, string? keyId = null) => With(said, connector.Token(claims, keyId: keyId));
        Delivery Raw(string body) => new(Encoding.UTF8.GetBytes(body), connector.Token());
        Delivery Changed(params (string Name, JsonNode? Value)[] members)
        {
            var other = (JsonObject)said.DeepClone();
            foreach (var (name, value) in members)
                other[name] = value;
            return With(other);
        }

        (string Name, JsonNode? Value) Group() => ("conversation", new JsonObject { ["id"] = conversation, ["isGroup"] = true });
        var text = said.ToJsonString();
        switch (what)
        {
            case "the same activity twice" or "the same activity twice at once": return [With(said), With(said)];
            case "the later of two first": return [With(connector.Message(conversation, "晚上完全看不清路")), With(said)];
            case "a change before what it changes": return [Changed(("type", "messageUpdate"), ("text", "滨江路上的路灯坏了五天，晚上一片漆黑")), With(said)];
            case "an activity without an id twice": return [Changed(("id", null)), Changed(("id", null))];
            case "a truncated one": return [Raw(text[..(text.Length / 2)])];
            case "an empty one": return [Raw("")];
            case "one that is no JSON": return [Raw("type=message")];
            case "one that is no object": return [Raw("[1]")];
            case "one that is too large": return [With(connector.Message(conversation, new string('x', 300 * 1024)))];
            case "one that is nested too deep": return [Raw(new string('[', 200) + new string(']', 200))];
            case "UTF-8 under another name": return [With(said) with { ContentType = "application/json; charset=gb2312" }];
            case "UTF-8 with a mark before it": return [Raw("\uFEFF" + text)];
            case "another charset under the name of UTF-8": return [new(Encoding.BigEndianUnicode.GetBytes(text), connector.Token())];
            case "half of a character": return [Raw(text.Replace("\"text\":\"", "\"text\":\"\\ud800", StringComparison.Ordinal))];
            case "one without a token": return [With(said) with { Token = null }];
            case "one with a token that is none": return [With(said, "a.b.c")];
            case "one with a wrong signature": return [With(said, connector.Token()[..^8] + "AAAAAAAA")];
            case "one signed with nothing": return [With(said, connector.Token(header: new() { ["alg"] = "none" }))];
            case "one with an old token": return [Claiming(new() { ["exp"] = now - 301 })];
            case "one with a token of later": return [Claiming(new() { ["nbf"] = now + 301 })];
            case "one with a token that ended four minutes ago": return [Claiming(new() { ["exp"] = now - 240 })];
            case "one with a token that begins in four minutes": return [Claiming(new() { ["nbf"] = now + 240 })];
            case "one with a token without an end": return [Claiming(new() { ["exp"] = null })];
            case "one with a token of somebody else": return [Claiming(new() { ["iss"] = "https://login.example" })];
            case "one with a token of the emulator": return [Claiming(new() { ["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ["appid"] = FakeConnector.AppId, ["ver"] = "1.0" })];
            case "one with a token for another bot": return [Claiming(new() { ["aud"] = "99999999-1111-2222-3333-444444444444" })];
            case "one with a token for several bots": return [Claiming(new() { ["aud"] = new JsonArray("another", FakeConnector.AppId) })];
            case "one with a token for another service": return [Claiming(new() { ["serviceurl"] = "https://smba.trafficmanager.net/amer/" })];
            case "one with a token for no service": return [Claiming(new() { ["serviceurl"] = null })];
            case "one of a channel that the key may not speak for": return [Changed(("channelId", "facebook"))];
            case "one for a service without https":
                var other = (JsonObject)said.DeepClone();
                other["serviceUrl"] = "http://elsewhere.example/";
                return [With(other, connector.Token(new() { ["serviceurl"] = "http://elsewhere.example/" }))];
            case "typing": return [Changed(("type", "typing"), ("text", null))];
            case "a kind that nobody knows": return [Changed(("type", "trace"))];
            case "something that was deleted": return [Changed(("type", "messageDelete"), ("text", null))];
            case "what the bot itself has said": return [Changed(("from", new JsonObject { ["id"] = "the-bot" }))];
            case "an invoke that nobody carries out": return [Changed(("type", "invoke"), ("name", "task/fetch"))];
            case "a button of a card by invoke": return [Changed(("type", "invoke"), ("name", "adaptiveCard/action"), ("value", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = new JsonObject { ["intake"] = "m|help" } } }))];
            case "somebody who comes twice": return [Coming("user-of"), Coming("the-bot")];
            case "somebody who adds the bot": return [Changed(("type", "contactRelationUpdate"), ("action", "add"), ("text", null))];
            case "somebody who removes the bot": return [Changed(("type", "contactRelationUpdate"), ("action", "remove"), ("text", null))];
            case "one that cannot be read": return [Changed(("text", new JsonArray(1, 2)))];
            case "two of a group": return [Changed(Group()), Changed(Group(), ("id", "another"))];
            case "a stranger who comes into a group": return [Changed(Group(), ("type", "conversationUpdate"), ("membersAdded", new JsonArray(new JsonObject { ["id"] = "stranger" })))];
            default: return [With(said)];
        }

        Delivery Coming(string who) => Changed(("type", "conversationUpdate"), ("text", null), ("id", who), ("membersAdded", new JsonArray(new JsonObject { ["id"] = who })));
    }

    private async Task<int> PostAsync(Delivery delivery)
    {
        using var answer = await application.PostAsync(delivery.Body, delivery.Token, delivery.ContentType);
        return (int)answer.StatusCode;
    }

    private async Task<List<(long Id, InboundStatus Status)>> KeptAsync()
    {
        await using var db = application.Open();
        return [.. (await db.InboundMessages.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Status }).ToListAsync(Cancel)).Select(row => (row.Id, row.Status))];
    }
}
