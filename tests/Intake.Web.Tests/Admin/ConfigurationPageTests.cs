using System.Net;
using AngleSharp.Dom;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Admin;

public sealed class ConfigurationPageTests(ApplicationWithOwnFolder application) : IClassFixture<ApplicationWithOwnFolder>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_change_is_shown_line_by_line_while_the_last_good_one_goes_on_until_it_is_put_right()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var good = await File.ReadAllTextAsync(application["units.yaml"], Cancel);
        var version = VersionOf(await administrator.PageAsync("/admin/configuration"));

        var lines = good.Split('\n');
        var calendar = Array.FindIndex(lines, line => line.Contains("calendar: default", StringComparison.Ordinal));
        lines[calendar] = lines[calendar].Replace("default", "no-such-calendar", StringComparison.Ordinal);
        await application.ChangeAsync("units.yaml", string.Join('\n', lines) + "nonsense: true\n");

        var page = await administrator.PageAsync("/admin/configuration");
        Assert.Equal(version, VersionOf(page));
        Assert.Contains("没有启用", page.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        var problems = page.QuerySelectorAll("section[aria-labelledby='problems'] tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(problems, row => row.Contains($"units.yaml:{calendar + 1}", StringComparison.Ordinal) && row.Contains("no-such-calendar", StringComparison.Ordinal));
        Assert.Contains(problems, row => row.Contains($"units.yaml:{lines.Length}", StringComparison.Ordinal) && row.Contains("nonsense", StringComparison.Ordinal));
        Assert.Contains($"查看 {problems.Count} 个问题", (await administrator.PageAsync("/admin")).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var citizen = application.Visitor();
        using var chat = await citizen.GetAsync(new Uri("/", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);

        await application.ChangeAsync("units.yaml", good.Replace("市住房和城乡建设局", "市住建局", StringComparison.Ordinal));
        page = await administrator.PageAsync("/admin/configuration");
        Assert.Null(page.QuerySelector(".problems"));
        Assert.NotEqual(version, VersionOf(page));
        Assert.Contains("市住建局", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await administrator.PageAsync("/admin")).QuerySelector(".problems"));
    }

    [Fact]
    public async Task The_calendar_says_which_days_are_off_and_by_which_paper()
    {
        using var administrator = await application.SignedInAsync("administrator", "en");
        var calendars = (await administrator.PageAsync("/admin/configuration")).QuerySelectorAll("details:has(.week)").ToDictionary(one => one.QuerySelector("summary")!.TextContent.Trim());
        var own = calendars["default"];
        var year = own.QuerySelectorAll("h3").Single(heading => heading.TextContent.Trim() == "2026").NextElementSibling!;
        Assert.Equal("15 Feb – 23 Feb", year.QuerySelectorAll("dt").Single(name => name.TextContent == "Spring Festival").NextElementSibling!.TextContent);
        Assert.Equal("国办发明电〔2025〕7号", year.QuerySelector("dd a")!.TextContent);
        Assert.Contains("only days", own.QuerySelectorAll("h3")[^1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Works on holidays", calendars["round-the-clock"].TextContent, StringComparison.Ordinal);
    }

    private static string VersionOf(IDocument page) => page.QuerySelector(".facts .number")!.TextContent;
}
