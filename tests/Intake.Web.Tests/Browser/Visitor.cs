using Intake.Testing;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>Someone at a browser. What the browser complains about (scripts, security policy, missing files) is kept and checked.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository.Root, "src/Intake.Web/Client/node_modules/axe-core/axe.min.js")));
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, error) => complaints.Add($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add($"{message.Type}: {message.Text}");
        };
    }

    /// <summary>The page in front.</summary>
    public IPage Page { get; }

    /// <summary>Opens an address of the program.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await CheckWidthAsync();
    }

    /// <summary>Nothing is wider than the window: nobody has to scroll sideways.</summary>
    public async Task CheckWidthAsync()
    {
        var tooWide = await Page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
              [...document.querySelectorAll('body *')].filter(e => !e.closest('thead') && e.getBoundingClientRect().left + Math.max(e.getBoundingClientRect().width, e.scrollWidth) > document.documentElement.clientWidth + 1)
                .map(e => e.tagName + '.' + e.className).slice(0, 5)
            """);
        Assert.True(tooWide.Length == 0, $"{new Uri(Page.Url).PathAndQuery} is wider than the window: {string.Join(", ", tooWide)}");
    }

    /// <summary>The page can be used by everyone, as far as a program can tell: names, roles, order, contrast (WCAG 2.2 AA, by axe).</summary>
    public async Task CheckAccessibleAsync()
    {
        await Page.EvaluateAsync(Axe.Value);
        var broken = await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
              .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`))
            """);
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    /// <summary>The browser had nothing to complain about since the visit began, other than what the test expects.</summary>
    public void CheckCalm(params string[] expected)
        => Assert.DoesNotContain(complaints, complaint => !expected.Any(part => complaint.Contains(part, StringComparison.Ordinal)));

    /// <summary>Keeps a picture of the whole page for people to look at, in <c>TestResults/screens</c>.</summary>
    public Task PictureAsync(string name)
        => Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Results("screens"), name + ".png"), FullPage = true, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Initial }); // hiding the caret would leave style attributes behind

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => context.DisposeAsync();
}
