using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Application.Data;
using Intake.Web.Tests.Api;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Citizens;

/// <summary>What citizens write is text everywhere, whatever it looks like.</summary>
public sealed class PlainTextTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Written = "星北区学府路12号旁边的工地半夜打桩<script>alert(1)</script>，<img src=x onerror=alert(2)>，[点这里](javascript:alert(3))，**很吵**，&lt;b&gt;，请管管";
    private const string Sent = "星北区学府路12号旁边的工地半夜打桩\\u0000<script>alert(1)</script>，\\u0007<img src=x onerror=alert(2)>，\\u202e[点这里](javascript:alert(3))，**很吵**，&lt;b&gt;，请管管\\u001b[31m";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Markup_and_control_characters_of_a_chat_are_words_on_the_page_in_the_answer_to_programs_and_in_the_conversation()
    {
        using var citizen = application.Visitor();
        citizen.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var token = await citizen.PostAsync("v3/directline/tokens/page", null, Cancel);
        citizen.DefaultRequestHeaders.Authorization = new("Bearer", (await token.JsonAsync()).GetProperty("token").GetString());
        using var started = await citizen.PostAsync("v3/directline/conversations", null, Cancel);
        var conversation = (await started.JsonAsync()).GetProperty("conversationId").GetString()!;

        var drafted = await SayAsync(citizen, conversation, $$"""{"type":"message","text":"{{Sent}}"}""");
        Assert.Contains(drafted, activity => activity.GetProperty("text").GetString()!.StartsWith(Written, StringComparison.Ordinal));
        var submit = drafted[^1].GetProperty("suggestedActions").GetProperty("actions")[0].GetProperty("value").GetString();
        var said = await SayAsync(citizen, conversation, JsonSerializer.Serialize(new { type = "message", value = submit, channelData = new { title = "提交" } }));
        Assert.All(said, activity => Assert.Equal("plain", activity.GetProperty("textFormat").GetString()));
        Assert.All(said.Select(activity => activity.GetProperty("text").GetString()!), AssertCalm);

        var receipt = Regex.Match(said[^1].GetProperty("text").GetString()!, "单号：(?<number>\\S+)\\s+查询码：(?<secret>\\S+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(receipt.Success, said[^1].ToString());
        await AssertPageAsync(receipt.Groups["number"].Value, receipt.Groups["secret"].Value);
        await AssertAnswerAsync(receipt.Groups["number"].Value, receipt.Groups["secret"].Value);
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        Assert.All(await db.TicketTexts.Select(row => row.Body).ToListAsync(Cancel), AssertCalm);
    }

    private async Task AssertPageAsync(string number, string secret)
    {
        using var visitor = application.Visitor();
        using var opened = await visitor.SubmitAsync(await visitor.PageAsync("/track"), ("Input.Number", number), ("Input.Secret", secret));
        Assert.Equal(HttpStatusCode.Found, opened.StatusCode);
        var page = await visitor.PageAsync("/track");
        Assert.StartsWith(Written, page.QuerySelector("#matter + p")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main img, main [onerror], [href^='javascript']"));
        AssertCalm(page.QuerySelector("main")!.TextContent.ReplaceLineEndings("\n"));
    }

    private async Task AssertAnswerAsync(string number, string secret)
    {
        using var program = application.Visitor();
        program.DefaultRequestHeaders.Add("Intake-Receipt-Secret", secret);
        using var answer = await program.GetAsync($"/api/v1/tickets/{number}", Cancel);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith(Written, (await answer.JsonAsync()).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static void AssertCalm(string text) =>
        Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format));

    private static async Task<List<JsonElement>> SayAsync(HttpClient citizen, string conversation, string activity)
    {
        using var answer = await citizen.PostJsonAsync($"/v3/directline/conversations/{conversation}/activities", activity);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var read = await citizen.GetAsync($"/v3/directline/conversations/{conversation}/activities", Cancel);
        return [.. (await read.JsonAsync()).GetProperty("activities").EnumerateArray()];
    }
}
