using System.Net;
using Intake.Application.Programs;
using Intake.Web.Tests.Api;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Telemetry;

/// <summary>The program behind a proxy that it trusts, with a scraper at an address of its own.</summary>
public sealed class ApplicationWithScraper : IntakeApplication
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Proxies:Trusted"] = "127.0.0.1",
        ["Metrics:Addresses"] = "203.0.113.7, 198.51.100.0/24",
    };
}

public sealed class MetricsAccessTests(IntakeApplication application, ApplicationWithScraper behindProxy) : IClassFixture<IntakeApplication>, IClassFixture<ApplicationWithScraper>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task This_machine_may_read_them()
    {
        using var here = application.Visitor();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(here));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "intake.example.gov")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Host", "intake.example.gov")]
    public async Task What_a_proxy_on_this_machine_hands_on_is_not_from_this_machine(string header, string value)
    {
        using var stranger = application.Visitor("en");
        stranger.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        using var answer = await stranger.GetAsync("metrics", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("KeyIsMissing", (await answer.ProblemAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_key_for_figures_opens_them_from_anywhere_and_another_key_does_not()
    {
        using var figures = await application.CallerAsync(ApiScope.ReadFigures);
        figures.DefaultRequestHeaders.Host = "intake.example.gov";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(figures));

        using var tickets = await application.CallerAsync(ApiScope.ReadTickets);
        tickets.DefaultRequestHeaders.Host = "intake.example.gov";
        using var answer = await tickets.GetAsync("metrics", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("ScopeIsMissing", (await answer.ProblemAsync()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("203.0.113.7", HttpStatusCode.OK)]
    [InlineData("198.51.100.9", HttpStatusCode.OK)]
    [InlineData("203.0.113.8", HttpStatusCode.Unauthorized)]
    [InlineData("203.0.113.7, 203.0.113.8", HttpStatusCode.Unauthorized)] // the last is where the proxy got it from, and that one's word counts for nothing
    public async Task Addresses_that_are_named_may_read_them_and_a_trusted_proxy_says_whose_it_is(string from, HttpStatusCode expected)
    {
        using var client = behindProxy.Visitor();
        client.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", from);
        client.DefaultRequestHeaders.Host = "intake.example.gov";
        Assert.Equal(expected, await StatusAsync(client));
    }

    [Fact]
    public async Task A_list_that_names_no_addresses_stops_the_start_with_a_sentence()
    {
        using var folder = new Testing.TemporaryFolder();
        var run = await BuiltProgram.RunAsync(folder.Path, "run", "--Metrics:Addresses", "prometheus.example.gov");
        Assert.Equal((1, "Not done: Metrics:Addresses: 'prometheus.example.gov' is neither an address nor a network such as 10.0.0.0/8."), (run.Code, run.Notes.Trim()));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("metrics", Cancel);
        return answer.StatusCode;
    }
}
