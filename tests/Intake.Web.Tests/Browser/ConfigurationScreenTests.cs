using Intake.Web.Tests.Admin;

namespace Intake.Web.Tests.Browser;

/// <summary>The administrators' pages while a change of the configuration is refused; the pictures are for people.</summary>
public sealed class ConfigurationScreenTests(ApplicationWithOwnFolder application, BrowserFixture browser) : IClassFixture<ApplicationWithOwnFolder>
{
    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task A_refused_change_is_plain_to_see(string language, int width)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        var cancel = TestContext.Current.CancellationToken;
        await application.ChangeAsync("units.yaml", await File.ReadAllTextAsync(application["units.yaml"], cancel) + $"a-rather-long-name-that-nobody-knows-{width}: true\n");
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.ClickAsync("[data-user='administrator']");
        await visitor.Page.WaitForURLAsync("**/admin");
        foreach (var page in new[] { "/admin", "/admin/configuration" })
        {
            await visitor.OpenAsync(page);
            await visitor.Page.WaitForSelectorAsync(".problems");
            await visitor.CheckAccessibleAsync();
            await visitor.PictureAsync($"refused{page.Replace('/', '-')}-{language}-{width}");
        }

        visitor.CheckCalm();
    }
}
