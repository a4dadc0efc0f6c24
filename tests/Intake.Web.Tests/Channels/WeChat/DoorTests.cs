using System.Net;
using System.Text;
using Intake.Application.Conversations;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>What the address answers to whatever comes.</summary>
public sealed class DoorTests(WeChatApplication application) : IClassFixture<WeChatApplication>
{
    private const string Matter = "滨江路上的路灯坏了三天，晚上一片漆黑";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What comes, and the defined answer: the status of each delivery, what is kept of it, how many passive replies are given and texts sent at least.</summary>
    public static TheoryData<string, int[], InboundStatus[], int> Answers => new()
    {
        { "a message", [200], [InboundStatus.Handled], 1 },
        { "the same message twice", [200, 200], [InboundStatus.Handled], 1 },
        { "the same message twice at once", [200, 200], [InboundStatus.Handled], 1 },
        { "the same event twice", [200, 200], [InboundStatus.Handled], 1 },
        { "the later of two first", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 2 },
        { "leaving before what was said", [200, 200], [InboundStatus.Handled, InboundStatus.Handled], 1 },
        { "a truncated one", [400], [], 0 },
        { "an empty one", [400], [], 0 },
        { "one that is no XML", [400], [], 0 },
        { "one with a document type", [400], [], 0 },
        { "one that is too large", [413], [], 0 },
        { "one with a wrong signature", [401], [], 0 },
        { "one without a signature", [401], [], 0 },
        { "one with an old signature", [401], [], 0 },
        { "one of tomorrow", [401], [], 0 },
        { "another body under a used signature", [200, 401], [InboundStatus.Handled], 1 },
        { "one whose header lies about its letters", [200], [InboundStatus.Handled], 1 },
        { "one whose declaration lies about its letters", [200], [InboundStatus.Handled], 1 },
        { "one in letters that are not UTF-8", [400], [], 0 },
        { "one that cannot be read", [200], [InboundStatus.Parked], 0 },
        { "where somebody is", [200], [], 0 },
        { "a kind not known yet", [200], [InboundStatus.Handled], 1 },
        { "an encrypted one without a key", [400], [], 0 },
        { "encrypted beside plain without a key", [200], [InboundStatus.Handled], 1 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_comes_has_a_defined_answer(string what, int[] statuses, InboundStatus[] kept, int replies)
    {
        var person = application.NewPerson();
        var deliveries = Deliveries(what, person);
        var before = await KeptAsync();
        List<GivenAnswer> answers = [];
        if (what.EndsWith("at once", StringComparison.Ordinal))
            answers.AddRange(await Task.WhenAll(deliveries.Select(one => application.PostAsync(one.Body, one.Query, one.Type))));
        else
            foreach (var one in deliveries)
                answers.Add(await application.PostAsync(one.Body, one.Query, one.Type));

        Assert.Equal(statuses, answers.Select(answer => (int)answer.Status));
        Assert.Equal(kept, (await KeptAsync()).Where(row => !before.Any(one => one.Id == row.Id)).Select(row => row.Status));
        Assert.All(answers, answer => Assert.True(answer.Status != HttpStatusCode.OK || answer.Body == "success" || answer.Text is not null, answer.Body));
        await application.UntilAsync(() => answers.Select(answer => answer.Text).OfType<string>().Distinct().Count() + application.WeChat.To(person).Count >= replies);
        if (replies == 0)
            Assert.All(answers, answer => Assert.Null(answer.Text));
    }

    [Fact]
    public async Task WeChats_check_of_the_address_is_answered_with_what_it_has_sent()
    {
        using var client = application.Visitor();
        using var right = await client.GetAsync($"channels/wechat?{application.Query(at: DateTimeOffset.UnixEpoch)}&echostr=5837482<b>", Cancel);
        Assert.Equal((HttpStatusCode.OK, "5837482<b>", "text/plain"), (right.StatusCode, await right.Content.ReadAsStringAsync(Cancel), right.Content.Headers.ContentType!.MediaType));
        using var wrong = await client.GetAsync($"channels/wechat?{application.Query(signature: WeChatApplication.Sign("1", "2"))}&echostr=5837482", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using var without = await client.GetAsync("channels/wechat", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
    }

    private (byte[] Body, string Query, string Type)[] Deliveries(string what, string person)
    {
        var text = application.Text(person, Matter);
        var query = application.Query();
        (byte[], string, string) One(string body, string? with = null, string type = "text/xml") => (Encoding.UTF8.GetBytes(body), with ?? application.Query(), type);
        switch (what)
        {
            case "the same message twice" or "the same message twice at once": return [One(text), One(text)];
            case "the same event twice":
                var pressed = application.Event(person, "CLICK", "m|help");
                return [One(pressed), One(pressed)];
            case "the later of two first": return [One(application.Text(person, "晚上完全看不清路")), One(text)];
            case "leaving before what was said": return [One(application.Event(person, "unsubscribe")), One(text)];
            case "a truncated one": return [One(text[..(text.Length / 2)])];
            case "an empty one": return [One("")];
            case "one that is no XML": return [One("{\"MsgType\":\"text\"}")];
            case "one with a document type": return [One("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + text.Replace(Matter, "]]>&a;<![CDATA[", StringComparison.Ordinal))];
            case "one that is too large": return [One(application.Text(person, new string('x', 200 * 1024)))];
            case "one with a wrong signature": return [One(text, application.Query(signature: new string('0', 40)))];
            case "one without a signature": return [One(text, $"timestamp={WeChatApplication.Written(application.Clock.GetUtcNow())}&nonce=1")];
            case "one with an old signature": return [One(text, application.Query(at: application.Clock.GetUtcNow().AddMinutes(-11)))];
            case "one of tomorrow": return [One(text, application.Query(at: application.Clock.GetUtcNow().AddDays(1)))];
            case "another body under a used signature": return [One(text, query), One(application.Text(person, "我要撤回"), query)];
            case "one whose header lies about its letters": return [One(text, type: "text/xml; charset=gb2312")];
            case "one whose declaration lies about its letters": return [One("<?xml version=\"1.0\" encoding=\"gb2312\"?>" + text)];
            case "one in letters that are not UTF-8":
                var bytes = Encoding.UTF8.GetBytes(text);
                bytes[^40] = 0xFF;
                return [(bytes, query, "text/xml")];
            case "one that cannot be read": return [One("<xml><MsgType>text</MsgType></xml>")];
            case "where somebody is": return [One(application.Event(person, "LOCATION"))];
            case "a kind not known yet": return [One(application.Xml(person, ("MsgType", "hologram"), ("MsgId", application.NewMessage())))];
            case "an encrypted one without a key": return [One("<xml><Encrypt>AAAA</Encrypt></xml>", application.Query(encrypted: "AAAA"))];
            case "encrypted beside plain without a key": return [One(text.Replace("</xml>", "<Encrypt>AAAA</Encrypt></xml>", StringComparison.Ordinal), application.Query(encrypted: "AAAA"))];
            default: return [One(text)];
        }
    }

    private async Task<List<(long Id, InboundStatus Status)>> KeptAsync()
    {
        await using var db = application.Open();
        return [.. (await db.InboundMessages.AsNoTracking().OrderBy(row => row.Id).Select(row => new { row.Id, row.Status }).ToListAsync(Cancel)).Select(row => (row.Id, row.Status))];
    }
}
