using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>One Debian chromium for all tests in a browser; each test gets pages with a profile of their own.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why there is no browser; null when there is one.</summary>
    public static string? WhyNot { get; } =
        Environment.GetEnvironmentVariable("INTAKE_TESTS_NO_BROWSER") == "1" ? "Tests in the browser are left out on request."
        : File.Exists(Program) ? null
        : $"There is no {Program}: install chromium (tests/run does, as root on Debian).";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null)
            return;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(15_000);
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Arguments });
    }

    /// <summary>A new visitor with an empty profile; the test is skipped where there is no browser.</summary>
    /// <param name="address">The program's address.</param>
    /// <param name="language">The language that the browser asks for.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="dark">Whether the system asks for dark pages.</param>
    /// <param name="script">Whether scripts run.</param>
    internal async Task<Visitor> VisitAsync(Uri address, string language = "zh-CN", int width = 1280, bool dark = false, bool script = true)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(30_000); // a machine may have much else to do
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
