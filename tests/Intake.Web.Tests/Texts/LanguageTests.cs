using System.Net;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Texts;

public sealed class LanguageTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("zh-TW,en;q=0.5", "zh-CN")]
    [InlineData("en-GB,zh;q=0.9", "en")]
    [InlineData("fr,en;q=0.1", "en")]
    [InlineData("fr", "zh-CN")]
    [InlineData("en;q=0, zh", "zh-CN")]
    public async Task A_page_is_in_the_language_that_the_browser_asks_for(string asked, string answered)
    {
        using var visitor = application.Visitor(asked);
        Assert.Contains($"<html lang=\"{answered}\"", await visitor.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_goes_before_the_browser_and_comes_back()
    {
        using var visitor = application.Visitor("zh-CN");
        using var answer = await visitor.GetAsync("/language?to=en&back=%2Fpatterns%3Fstate%3D1", TestContext.Current.CancellationToken);
        Assert.Equal("/patterns?state=1", answer.Headers.Location?.ToString());
        Assert.Contains("<html lang=\"en\"", await visitor.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("elsewhere")]
    [InlineData("")]
    public async Task The_switch_leads_to_addresses_of_this_host_only(string back)
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync($"/language?to=en&back={Uri.EscapeDataString(back)}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_changes_nothing()
    {
        using var visitor = application.Visitor("en");
        using var answer = await visitor.GetAsync("/language?to=xx&back=/", TestContext.Current.CancellationToken);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
