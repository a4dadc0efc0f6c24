using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.DirectLine;

public sealed class AnswersTests(DirectLineApplication application) : IClassFixture<DirectLineApplication>
{
    private const string Matter = "滨江路上的路灯坏了三天，晚上一片漆黑";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What comes, and the defined answer: the status of each delivery, and what is kept of it.</summary>
    public static TheoryData<string, int[], InboundStatus[]> Answers => new()
    {
        { "an activity", [200], [InboundStatus.Handled] },
        { "the same activity twice", [200, 200], [InboundStatus.Handled] },
        { "the same activity twice at once", [200, 200], [InboundStatus.Handled] },
        { "the later of two first", [200, 200], [InboundStatus.Handled, InboundStatus.Handled] },
        { "an activity without an id twice", [200, 200], [InboundStatus.Handled, InboundStatus.Handled] },
        { "a truncated one", [400], [] },
        { "an empty one", [400], [] },
        { "one that is no object", [400], [] },
        { "one that is too large", [413], [] },
        { "one that is nested too deep", [400], [] },
        { "UTF-8 under another name", [200], [InboundStatus.Handled] },
        { "another charset under the name of UTF-8", [400], [] },
        { "half of a character", [400], [] },
        { "one without a token", [401], [] },
        { "one with a token that somebody changed", [403], [] },
        { "one with an old token", [403], [] },
        { "one with the token of another conversation", [403], [] },
        { "one of a kind that says nothing", [200], [] },
        { "an upload that is truncated", [400], [] },
        { "an upload without a boundary", [415], [] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Whatever_comes_has_a_defined_answer(string what, int[] statuses, InboundStatus[] kept)
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        var (token, path, bodies) = await DeliveriesAsync(what, client, chat);
        var sending = bodies.Select(body => (Func<Task<int>>)(async () =>
        {
            using var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{chat.Id}/{path}", token, body);
            return (int)answer.StatusCode;
        }));
        List<int> answered = [];
        if (what.EndsWith("at once", StringComparison.Ordinal))
            answered.AddRange(await Task.WhenAll(sending.Select(send => send())));
        else
            foreach (var send in sending)
                answered.Add(await send());

        Assert.Equal(statuses, answered);
        await using var db = application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();
        Assert.Equal(kept, await db.InboundMessages.Where(row => row.ExternalId.StartsWith(chat.Id) && row.ExternalId != chat.Id + "/open").OrderBy(row => row.Id).Select(row => row.Status).ToListAsync(Cancel));
    }

    private async Task<(string? Token, string Path, HttpContent[] Bodies)> DeliveriesAsync(string what, DirectLineClient client, Chat chat)
    {
        var said = Said("m1");
        var text = said.ToJsonString();
        switch (what)
        {
            case "the same activity twice" or "the same activity twice at once": return (chat.Token, "activities", [Json(text), Json(text)]);
            case "the later of two first": return (chat.Token, "activities", [Json(Said("m2").ToJsonString()), Json(text)]);
            case "an activity without an id twice":
                said.Remove("channelData");
                return (chat.Token, "activities", [Json(said.ToJsonString()), Json(said.ToJsonString())]);
            case "a truncated one": return (chat.Token, "activities", [Json(text[..(text.Length / 2)])]);
            case "an empty one": return (chat.Token, "activities", [Json("")]);
            case "one that is no object": return (chat.Token, "activities", [Json("[1]")]);
            case "one that is too large":
                said["text"] = new string('x', 3 * 1024 * 1024);
                return (chat.Token, "activities", [Json(said.ToJsonString())]);
            case "one that is nested too deep": return (chat.Token, "activities", [Json($"{{\"value\":{new string('[', 200)}{new string(']', 200)}}}")]);
            case "UTF-8 under another name": return (chat.Token, "activities", [Content(Encoding.UTF8.GetBytes(text), "application/json; charset=gb2312")]);
            case "another charset under the name of UTF-8": return (chat.Token, "activities", [Content(Encoding.BigEndianUnicode.GetBytes(text), "application/json; charset=utf-8")]);
            case "half of a character": return (chat.Token, "activities", [Json(text.Replace("\"text\":\"", "\"text\":\"\\ud800", StringComparison.Ordinal))]);
            case "one without a token": return (null, "activities", [Json(text)]);
            case "one with a token that somebody changed": return (chat.Token[..^4] + "AAAA", "activities", [Json(text)]);
            case "one with an old token":
                application.Clock.Advance(TimeSpan.FromHours(12));
                return (chat.Token, "activities", [Json(text)]);
            case "one with the token of another conversation": return ((await client.StartAsync()).Token, "activities", [Json(text)]);
            case "one of a kind that says nothing": return (chat.Token, "activities", [Json("{\"type\":\"typing\"}")]);
            case "an upload that is truncated": return (chat.Token, "upload", [Content("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\nabc"u8.ToArray(), "multipart/form-data; boundary=b")]);
            case "an upload without a boundary": return (chat.Token, "upload", [Content("abc"u8.ToArray(), "multipart/form-data")]);
            default: return (chat.Token, "activities", [Json(text)]);
        }
    }

    private static JsonObject Said(string id) => new() { ["type"] = "message", ["text"] = Matter, ["channelData"] = new JsonObject { ["clientActivityID"] = id } };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static ByteArrayContent Content(byte[] body, string type) => new(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
}
