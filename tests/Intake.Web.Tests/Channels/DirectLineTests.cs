using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels;

public sealed class DirectLineTests(DirectLineTests.WithSecret application) : IClassFixture<DirectLineTests.WithSecret>
{
    public sealed class WithSecret : IntakeApplication
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["DirectLine:Secret"] = "a-secret-of-the-operator" };
    }

    [Fact]
    public async Task A_token_for_the_page_is_given_to_the_same_origin_only()
    {
        using var client = application.Visitor();
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync("v3/directline/tokens/page", null)).StatusCode);

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "v3/directline/tokens/page");
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign)).StatusCode);

        using var own = new HttpRequestMessage(HttpMethod.Post, "v3/directline/tokens/page");
        own.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(own)).StatusCode);
    }

    [Fact]
    public async Task The_secret_makes_tokens_and_a_wrong_one_does_not()
    {
        using var client = application.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "tokens/generate", "a-secret-of-the-operator")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, "tokens/generate", "another")).StatusCode);
        var none = await PostAsync(client, "tokens/generate", null);
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_conversation_greets_answers_and_is_read_on_from_a_watermark()
    {
        using var client = application.Visitor();
        var chat = await StartAsync(client);
        var (greeting, watermark) = await ReadAsync(client, chat, null);
        Assert.Equal("bot", Assert.Single(greeting).GetProperty("from").GetProperty("role").GetString());

        var said = await SayAsync(client, chat, """{"type":"message","text":"帮助","channelData":{"clientActivityID":"m1"}}""");
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);

        var (rest, _) = await ReadAsync(client, chat, watermark);
        Assert.Equal(["user", "bot"], rest.Take(2).Select(activity => activity.GetProperty("from").GetProperty("role").GetString()));
        Assert.Equal(rest[0].GetProperty("id").GetString(), rest[1].GetProperty("replyToId").GetString());
        Assert.Equal("m1", rest[0].GetProperty("channelData").GetProperty("clientActivityID").GetString());
    }

    [Fact]
    public async Task The_same_activity_sent_again_is_handled_once()
    {
        using var client = application.Visitor();
        var chat = await StartAsync(client);
        const string Message = """{"type":"message","text":"帮助","channelData":{"clientActivityID":"again"}}""";

        var first = await (await SayAsync(client, chat, Message)).Content.ReadAsStringAsync();
        var (once, _) = await ReadAsync(client, chat, null);
        var second = await (await SayAsync(client, chat, Message)).Content.ReadAsStringAsync();
        var (twice, _) = await ReadAsync(client, chat, null);

        Assert.Equal(first, second);
        Assert.Equal(once.Count, twice.Count);
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_and_no_other()
    {
        using var client = application.Visitor();
        var chat = await StartAsync(client);
        var other = await StartAsync(client);

        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(client, $"conversations/{other.Id}/activities", chat.Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SayAsync(client, new(other.Id, chat.Token), """{"type":"message","text":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(client, $"conversations/{chat.Id}/activities", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(client, $"conversations/{chat.Id}/activities", "no-token")).StatusCode);
    }

    [Theory]
    [InlineData("{\"type\":")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task What_is_no_activity_is_refused_as_a_problem(string body)
    {
        using var client = application.Visitor();
        var answer = await SayAsync(client, await StartAsync(client), body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_forbidden_file_is_refused_in_words_and_the_rest_is_kept()
    {
        using var client = application.Visitor();
        var chat = await StartAsync(client);
        var (_, watermark) = await ReadAsync(client, chat, null);
        using var form = new MultipartFormDataContent();
        var activity = new StringContent("""{"type":"message","text":"楼下的路灯坏了三天，晚上一片漆黑","channelData":{"clientActivityID":"f1"}}""", Encoding.UTF8);
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        form.Add(activity, "activity");
        form.Add(new ByteArrayContent([.. "MZ"u8, 0x90, 0, 3]), "file", "photo.jpg");
        form.Add(new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]), "file", "路灯.jpg");

        using var request = new HttpRequestMessage(HttpMethod.Post, $"v3/directline/conversations/{chat.Id}/upload") { Content = form };
        request.Headers.Authorization = new("Bearer", chat.Token);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);

        var (said, _) = await ReadAsync(client, chat, watermark);
        Assert.Equal("路灯.jpg", Assert.Single(said[0].GetProperty("attachments").EnumerateArray().ToList()).GetProperty("name").GetString());
        Assert.Contains(said.Skip(1), reply => reply.GetProperty("text").GetString()!.Contains("photo.jpg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_message_taken_in_is_kept_raw_and_handled()
    {
        using var client = application.Visitor();
        var chat = await StartAsync(client);
        await SayAsync(client, chat, """{"type":"message","text":"原话照存","channelData":{"clientActivityID":"raw"}}""");

        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync();
        var row = await db.InboundMessages.AsNoTracking().SingleAsync(row => row.ExternalId == chat.Id + "/raw");
        Assert.Equal(InboundStatus.Handled, row.Status);
        Assert.Equal("原话照存", JsonDocument.Parse(row.Raw).RootElement.GetProperty("text").GetString());
    }

    private sealed record Chat(string Id, string Token);

    private static async Task<Chat> StartAsync(HttpClient client)
    {
        var started = await (await PostAsync(client, "conversations", "a-secret-of-the-operator")).Content.ReadFromJsonAsync<JsonElement>();
        return new(started.GetProperty("conversationId").GetString()!, started.GetProperty("token").GetString()!);
    }

    private static async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> ReadAsync(HttpClient client, Chat chat, string? watermark)
    {
        var set = await (await GetAsync(client, $"conversations/{chat.Id}/activities?watermark={watermark}", chat.Token)).Content.ReadFromJsonAsync<JsonElement>();
        return ([.. set.GetProperty("activities").EnumerateArray()], set.GetProperty("watermark").GetString()!);
    }

    private static Task<HttpResponseMessage> SayAsync(HttpClient client, Chat chat, string body) =>
        PostAsync(client, $"conversations/{chat.Id}/activities", chat.Token, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string? bearer, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v3/directline/" + path) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v3/directline/" + path);
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        return await client.SendAsync(request);
    }
}
