using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Application.Programs;
using Intake.Application.Webhooks;
using Intake.Application.Writing;
using Intake.Web.Tests.Api;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Webhooks;

public sealed class WebhookTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const int MostSteps = 600;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_system_is_told_what_happens_signed_and_without_what_anybody_wrote()
    {
        await using var receiver = await Receiver.StartAsync();
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/webhooks"), ("Input.Name", "数据平台"), ("Input.Url", $"{receiver.Address}/told"), ("Input.Types", "ticket.received"), ("Input.Types", "ticket.withdrawn"));
        Assert.Equal("/admin/webhooks", made.Headers.Location?.OriginalString);
        var page = await administrator.PageAsync("/admin/webhooks");
        var secret = page.QuerySelector("[data-once]")!.GetAttribute("value")!;
        Assert.Null((await administrator.PageAsync("/admin/webhooks")).QuerySelector("[data-once]"));

        var before = application.Clock.GetUtcNow().ToUnixTimeSeconds();
        var number = await HandInAsync("王小明的电话是13800000000，路灯不亮");
        await UntilAsync(() => !receiver.All.IsEmpty);
        var posted = Assert.Single(receiver.All);
        Assert.Equal(("/told", "application/json; charset=utf-8"), (posted.Path, posted.ContentType));
        Assert.Contains(posted.Signature.Split(' '), signature => signature == Signed(secret, posted));
        Assert.InRange(long.Parse(posted.Timestamp, CultureInfo.InvariantCulture), before, application.Clock.GetUtcNow().ToUnixTimeSeconds());
        Assert.DoesNotContain("13800000000", posted.Body, StringComparison.Ordinal);
        var message = JsonDocument.Parse(posted.Body).RootElement;
        Assert.Equal("ticket.received", message.GetProperty("type").GetString());
        var data = message.GetProperty("data");
        Assert.Equal(number, data.GetProperty("number").GetString());
        Assert.Equal(("complaint", "received"), (data.GetProperty("kind").GetString(), data.GetProperty("state").GetString()));
        Assert.Equal(1, data.GetProperty("sequence").GetInt32());
        await RemoveAllAsync();
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_same_message_again_and_what_follows_does_not_wait_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await SaveAsync(receiver.Address, "ticket.received");
        string? refused = null;
        var isWell = false;
        receiver.Answer = (posted, _) => !isWell && (refused ??= posted.Id) == posted.Id ? HttpStatusCode.InternalServerError : HttpStatusCode.OK;
        var (first, second) = (await HandInAsync("第一件"), await HandInAsync("第二件"));
        await UntilAsync(() => receiver.All.Any(posted => posted.Body.Contains(second, StringComparison.Ordinal)));
        Assert.Single(receiver.All, posted => posted.Id == refused);
        await UntilAsync(async () => (await StateAsync(hook)) is { Row.Failure: "500", Waiting: 1 });

        isWell = true;
        application.Clock.Advance(TimeSpan.FromSeconds(11));
        await UntilAsync(() => receiver.All.Count(posted => posted.Id == refused) == 2);
        var tries = receiver.All.Where(posted => posted.Id == refused).ToList();
        Assert.Contains(first, tries[1].Body, StringComparison.Ordinal);
        Assert.Equal(tries[0].Body, tries[1].Body);
        Assert.NotEqual(tries[0].Timestamp, tries[1].Timestamp);
        Assert.NotEqual(tries[0].Signature, tries[1].Signature);
        await UntilAsync(async () => (await StateAsync(hook)) is { IsFailing: false, Waiting: 0 });
        await RemoveAllAsync();
    }

    [Fact]
    public async Task Patience_that_a_receiver_asks_for_is_kept_and_one_that_is_gone_is_switched_off()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await SaveAsync(receiver.Address, "ticket.received");
        receiver.Answer = (_, context) =>
        {
            context.Response.Headers.RetryAfter = "90";
            return receiver.All.Count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Gone;
        };
        await HandInAsync("路灯不亮");
        await UntilAsync(async () => (await StateAsync(hook)) is { Row.Failure: "503" });
        application.Clock.Advance(TimeSpan.FromSeconds(80));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancel);
        Assert.Single(receiver.All);
        application.Clock.Advance(TimeSpan.FromSeconds(11));
        await UntilAsync(async () => (await StateAsync(hook)) is { Row: { IsOn: false, Failure: "410" }, Waiting: 0 });
        Assert.Equal(2, receiver.All.Count);

        await HandInAsync("另一件");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancel);
        Assert.Equal(2, receiver.All.Count);
        await RemoveAllAsync();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = (_, context) =>
        {
            context.Response.Headers.Location = elsewhere.Address;
            return HttpStatusCode.TemporaryRedirect;
        };
        var hook = await SaveAsync(receiver.Address);
        Assert.True(await Writer.WriteAsync(new TryWebhook(hook), Cancel));
        await UntilAsync(async () => (await StateAsync(hook)) is { Row.Failure: "307" });
        Assert.Empty(elsewhere.All);
        await RemoveAllAsync();
    }

    [Fact]
    public async Task A_new_secret_holds_beside_the_one_before_for_a_day()
    {
        await using var receiver = await Receiver.StartAsync();
        var hook = await SaveAsync(receiver.Address);
        var before = Secrets.For(hook, 0);
        var after = Secrets.For(hook, await Writer.WriteAsync(new RotateWebhookSecret(hook), Cancel));
        Assert.NotEqual(before, after);
        var both = await TriedAsync(receiver, hook);
        Assert.Equal([Signed(after, both), Signed(before, both)], both.Signature.Split(' '));
        application.Clock.Advance(WebhookSecret.BothFor);
        var one = await TriedAsync(receiver, hook);
        Assert.Equal(Signed(after, one), one.Signature);
        await RemoveAllAsync();
    }

    [Theory]
    [InlineData("http://example.org/told")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("https://example.org/#part")]
    [InlineData("ftp://example.org/")]
    [InlineData("/told")]
    [InlineData("")]
    public async Task An_address_that_is_not_safe_is_refused_with_words(string url)
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var answer = await administrator.SubmitAsync(await administrator.PageAsync("/admin/webhooks"), ("Input.Name", "数据平台"), ("Input.Url", url));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("以 https 开头的完整地址", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Empty(await Queries.AllAsync(Cancel));
    }

    [Fact]
    public async Task The_description_of_the_interface_names_keys_headers_and_webhooks()
    {
        using var anyone = application.Visitor();
        using var answer = await anyone.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel);
        var document = await answer.JsonAsync();
        Assert.Equal(WebhookTypes.All, document.GetProperty("webhooks").EnumerateObject().Select(webhook => webhook.Name));
        var list = document.GetProperty("paths").GetProperty("/api/v1/tickets").GetProperty("get");
        Assert.Equal(["state", "kind", "service", "unit", "from", "to", "before"], list.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.Equal([ApiScope.ReadTickets], list.GetProperty("security")[0].GetProperty("key").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        var post = document.GetProperty("paths").GetProperty("/api/v1/tickets").GetProperty("post");
        Assert.Equal("Idempotency-Key", post.GetProperty("parameters")[0].GetProperty("name").GetString());
    }

    private CommandWriter Writer => application.Services.GetRequiredService<CommandWriter>();

    private WebhookQueries Queries => application.Services.GetRequiredService<WebhookQueries>();

    private WebhookSecret Secrets => application.Services.GetRequiredService<WebhookSecret>();

    private async Task<string> SaveAsync(string address, params string[] types)
    {
        var saved = await Writer.WriteAsync(new SaveWebhook(null, new("试", $"{address}/hook", types)), Cancel);
        return saved.Value!;
    }

    private async Task<WebhookState> StateAsync(string hook) => (await Queries.AllAsync(Cancel)).Single(state => state.Row.Id == hook);

    private async Task<Posted> TriedAsync(Receiver receiver, string hook)
    {
        var before = receiver.All.Count;
        Assert.True(await Writer.WriteAsync(new TryWebhook(hook), Cancel));
        await UntilAsync(() => receiver.All.Count > before);
        return receiver.All.Last();
    }

    private async Task<string> HandInAsync(string text)
    {
        using var program = await application.CallerAsync(ApiScope.WriteTickets);
        using var answer = await program.PostJsonAsync("/api/v1/tickets", JsonSerializer.Serialize(new { text, service = "street-lights", kind = "complaint" }));
        return (await answer.JsonAsync()).GetProperty("number").GetString()!;
    }

    // The tests of a class share the program.
    private async Task RemoveAllAsync()
    {
        foreach (var state in await Queries.AllAsync(Cancel))
            await Writer.WriteAsync(new DeleteWebhook(state.Row.Id), Cancel);
    }

    // As a receiver computes it, from the specification alone.
    private static string Signed(string secret, Posted posted)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{posted.Id}.{posted.Timestamp}.{posted.Body}")))}";
    }

    private Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    // The clock of the program stands still: what looks again after a moment has to be given it.
    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var step = 0; !await holds(); step++)
        {
            Assert.True(step < MostSteps, "It never came to hold.");
            await Task.Delay(Step, TimeProvider.System, Cancel);
            application.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
