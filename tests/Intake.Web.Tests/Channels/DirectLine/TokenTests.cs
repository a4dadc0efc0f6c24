using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.DirectLine;

public sealed class TokenTests(DirectLineApplication application) : IClassFixture<DirectLineApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_refreshed_while_it_holds_and_over_when_it_does_not()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var first = await GenerateAsync(client, null);
        Assert.Equal(43_200, (int)first["expires_in"]!);
        application.Clock.Advance(TimeSpan.FromHours(11));
        var second = await JsonAsync(await client.SendAsync(HttpMethod.Post, "tokens/refresh", (string)first["token"]!));
        Assert.Equal((string)first["conversationId"]!, (string)second["conversationId"]!);
        application.Clock.Advance(TimeSpan.FromHours(2));
        using var late = await client.SendAsync(HttpMethod.Post, "tokens/refresh", (string)first["token"]!);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Equal("TokenExpired", (string)(await JsonAsync(late))["error"]!["code"]!);
        var chat = await client.StartAsync((string)second["token"]!);
        Assert.Equal((string)first["conversationId"]!, chat.Id);
    }

    [Fact]
    public async Task A_conversation_is_created_once_and_then_taken_up_again()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var token = (string)(await GenerateAsync(client, null))["token"]!;
        using var first = await client.SendAsync(HttpMethod.Post, "conversations", token);
        using var second = await client.SendAsync(HttpMethod.Post, "conversations", token);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task What_is_said_with_a_token_for_a_person_bears_that_persons_id()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var grant = await GenerateAsync(client, new JsonObject { ["user"] = new JsonObject { ["id"] = "dl_17", ["name"] = "Lan" } });
        var chat = await client.StartAsync((string)grant["token"]!);
        await client.SayAsync(chat, "帮助", "m1");
        var said = (await client.ReadAsync(chat)).Activities.Single(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user");
        Assert.Equal("dl_17", said.GetProperty("from").GetProperty("id").GetString());
        // Refreshed, it is still the same person's.
        var again = await JsonAsync(await client.SendAsync(HttpMethod.Post, "tokens/refresh", chat.Token));
        await client.SayAsync(chat with { Token = (string)again["token"]! }, "帮助", "m2");
        Assert.Equal(2, (await client.ReadAsync(chat)).Activities.Count(activity => activity.GetProperty("from").GetProperty("id").GetString() == "dl_17"));
    }

    [Fact]
    public async Task A_token_for_certain_pages_is_taken_from_those_and_from_programs()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var token = (string)(await GenerateAsync(client, new JsonObject { ["trustedOrigins"] = new JsonArray("https://city.example") }))["token"]!;
        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(HttpMethod.Post, "conversations", token, (JsonNode?)null, ("Origin", "https://city.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Post, "conversations", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "conversations", token, (JsonNode?)null, ("Origin", "https://elsewhere.example"))).StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_ask_but_not_for_a_token_of_the_chat_page()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        (string, string)[] preflight = [("Origin", "https://city.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent")];
        using var allowed = await client.SendAsync(HttpMethod.Options, "conversations", null, (JsonNode?)null, preflight);
        Assert.Equal("*", allowed.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var refused = await client.SendAsync(HttpMethod.Post, "conversations", "no-token", (JsonNode?)null, ("Origin", "https://city.example"));
        Assert.Equal("*", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var page = await client.SendAsync(HttpMethod.Options, "tokens/page", null, (JsonNode?)null, preflight);
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("POST", "tokens/generate", null, 401, "Unauthorized")]
    [InlineData("POST", "tokens/refresh", "no-token", 403, "BadArgument")]
    [InlineData("GET", "conversations/unknown/activities?watermark=x", DirectLineClient.Secret, 400, "BadArgument")]
    [InlineData("GET", "nothing", null, 404, "NotFound")]
    public async Task Errors_have_the_protocols_shape(string method, string path, string? bearer, int status, string code)
    {
        using var http = application.Visitor();
        using var answer = await new DirectLineClient(http).SendAsync(new HttpMethod(method), path, bearer);
        Assert.Equal(status, (int)answer.StatusCode);
        var error = (await JsonAsync(answer))["error"]!;
        Assert.Equal(code, (string)error["code"]!);
        Assert.NotEmpty((string)error["message"]!);
    }

    [Fact]
    public async Task A_file_alone_is_an_upload_and_a_value_said_as_words_is_a_button()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        using var file = new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]);
        file.Headers.ContentType = new("image/jpeg");
        file.Headers.ContentDisposition = new("attachment") { FileName = "lamp.jpg" };
        using var answer = await client.SendAsync(HttpMethod.Post, $"conversations/{chat.Id}/upload?userId=lan", chat.Token, file);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = (await client.ReadAsync(chat)).Activities.Single(activity => activity.TryGetProperty("attachments", out var files) && files[0].TryGetProperty("name", out _));
        Assert.Equal(("lamp.jpg", "lan"), (said.GetProperty("attachments")[0].GetProperty("name").GetString(), said.GetProperty("from").GetProperty("id").GetString()));

        await client.SayAsync(chat, "m|track", "pressed");
        Assert.Contains((await client.ReadAsync(chat)).Activities, activity => activity.GetProperty("text").GetString()!.Contains("单号", StringComparison.Ordinal));
    }

    private static async Task<JsonNode> GenerateAsync(DirectLineClient client, JsonNode? body) => await JsonAsync(await client.SendAsync(HttpMethod.Post, "tokens/generate", DirectLineClient.Secret, body));

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>(JsonSerializerOptions.Web, Cancel))!;
}

/// <summary>The program with a secret that no header can carry.</summary>
public sealed class WrongSecretApplication : IntakeApplication
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["DirectLine:Secret"] = "two words" };
}

public sealed class WrongSecretTests(WrongSecretApplication application) : IClassFixture<WrongSecretApplication>
{
    [Fact]
    public async Task A_wrong_secret_is_reported_in_one_sentence_and_the_chat_page_goes_on()
    {
        Assert.Single(application.Log, line => line.Contains("DirectLine__Secret", StringComparison.Ordinal));
        Assert.DoesNotContain(application.Log, line => line.Contains("two words", StringComparison.Ordinal));
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "tokens/generate", "two words")).StatusCode);
        using var page = await client.SendAsync(HttpMethod.Post, "tokens/page", null, (JsonNode?)null, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var administrator = await application.SignedInAsync("administrator");
        var row = (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Direct Line", StringComparison.Ordinal));
        Assert.Contains("密钥有误", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("DirectLine__Secret", row.TextContent, StringComparison.Ordinal);
    }
}

public sealed class NoSecretTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task Without_a_secret_only_the_chat_page_gets_tokens_and_the_page_says_how_to_open_it_to_others()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "tokens/generate", "a-guess")).StatusCode);
        using var foreign = await client.SendAsync(HttpMethod.Post, "conversations", "no-token", (JsonNode?)null, ("Origin", "https://city.example"));
        Assert.False(foreign.Headers.Contains("Access-Control-Allow-Origin"));
        using var administrator = await application.SignedInAsync("administrator");
        var row = (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Direct Line", StringComparison.Ordinal));
        Assert.Contains("未开通", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("DirectLine__Secret", row.TextContent, StringComparison.Ordinal);
    }
}
