using System.Net;
using Microsoft.AspNetCore.Builder;

namespace Intake.Web.Tests.Hosting;

public sealed class SafetyTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-page")]
    [InlineData("/api/no-such-thing")]
    [InlineData("/assets/site.js")]
    [InlineData("/health/live")]
    public async Task Every_answer_says_how_a_browser_may_use_it(string path)
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync(path, TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_other_sites()
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync("/patterns", TestContext.Current.CancellationToken);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Matches("samesite=(strict|lax)", cookie);
        });
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var visitor = application.Visitor();
        using var form = new FormUrlEncodedContent([new("Input.Words", "办结")]);
        using var answer = await visitor.PostAsync("/patterns", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}

/// <summary>The program behind a proxy that it trusts, under https, in the environment of everyday work.</summary>
public sealed class ApplicationBehindProxy : IntakeApplication
{
    protected override string Environment => "Production";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Proxies:Trusted"] = "127.0.0.1, 10.0.0.0/8",
        ["Embedding:Origins:0"] = "https://www.xinghe.example",
    };

    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddTestEndpoints();
}

public sealed class ProxyTests(ApplicationBehindProxy application) : IClassFixture<ApplicationBehindProxy>
{
    [Fact]
    public async Task Under_https_browsers_are_told_to_stay_there_and_cookies_are_secure()
    {
        using var visitor = application.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/cookie") { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("max-age=", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.Contains("secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9, 10.1.2.3", "203.0.113.9")]
    public async Task The_clients_address_is_the_last_one_that_no_trusted_proxy_bears(string forwarded, string client)
    {
        using var visitor = application.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/address") { Headers = { { "X-Forwarded-For", forwarded } } };
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(client, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_chat_page_alone_may_be_shown_in_the_frames_named()
    {
        using var visitor = application.Visitor();
        using var chat = await visitor.GetAsync("/", TestContext.Current.CancellationToken);
        using var other = await visitor.GetAsync("/no-such-page", TestContext.Current.CancellationToken);
        Assert.EndsWith("frame-ancestors https://www.xinghe.example", Assert.Single(chat.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(chat.Headers.Contains("X-Frame-Options"));
        Assert.EndsWith("frame-ancestors 'none'", Assert.Single(other.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pattern_page_is_for_development_only()
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync("/patterns", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
