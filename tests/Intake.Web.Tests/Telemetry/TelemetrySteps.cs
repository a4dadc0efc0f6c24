using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Intake.Bot.Conversation;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Telemetry;

/// <summary>What the tests of telemetry do to the program.</summary>
internal static class TelemetrySteps
{
    /// <summary>The secret of the operator that the tests set.</summary>
    public const string Secret = "a-secret-of-the-operator";

    /// <summary>Something that the conversation cannot handle: news without what they are about.</summary>
    public static Activity Unhandled { get; } = Activity.Happened(new NewsArrived("accepted", 1, null!));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a conversation of the web chat. Answers a client that may speak in it, and its id.</summary>
    public static async Task<(HttpClient Client, string Conversation)> ChatAsync(this IntakeApplication application)
    {
        var client = application.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var answer = await client.PostAsync("v3/directline/conversations", null, Cancel);
        var started = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", started.GetProperty("token").GetString());
        return (client, started.GetProperty("conversationId").GetString()!);
    }

    /// <summary>Says something in a conversation.</summary>
    public static async Task SayAsync(this HttpClient client, string conversation, string text, string id)
    {
        var body = JsonSerializer.Serialize(new { type = "message", text, channelData = new { clientActivityID = id } });
        using var answer = await client.PostAsync($"v3/directline/conversations/{conversation}/activities", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The page of metrics.</summary>
    public static async Task<PrometheusPage> MetricsAsync(this IntakeApplication application)
    {
        using var client = application.Visitor();
        using var answer = await client.GetAsync("metrics", Cancel);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return PrometheusPage.Parse(await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Waits until something holds; half a minute and more, since the machine may be slow.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 1_200, what);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }
}
