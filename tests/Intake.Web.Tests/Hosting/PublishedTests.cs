using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Intake.Testing;

namespace Intake.Web.Tests.Hosting;

/// <summary>The program as an authority installs it: published, started from a folder that has nothing to do with it.</summary>
public sealed partial class PublishedTests : IAsyncLifetime
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder published = new();
    private readonly TemporaryFolder elsewhere = new();
    private Process? program;

    [Fact]
    public async Task The_published_program_brings_its_assets_and_the_example_along()
    {
        var address = await StartAsync();
        using var visitor = new HttpClient { BaseAddress = address };
        var page = await visitor.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Contains("星河市人民政府", page, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, Style().Match(page).Value) { Headers = { { "Accept-Encoding", "br" } } };
        using var style = await visitor.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, style.StatusCode);
        Assert.Equal("br", Assert.Single(style.Content.Headers.ContentEncoding));
        Assert.Contains("immutable", style.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(Directory.Exists(elsewhere["data"]));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (program is { HasExited: false })
        {
            program.Kill();
            await program.WaitForExitAsync();
        }

        program?.Dispose();
        published.Dispose();
        elsewhere.Dispose();
    }

    private async Task<Uri> StartAsync()
    {
        using var publish = Start("dotnet", Repository.Root, "publish", "src/Intake.Web", "-c", Configuration, "--no-build", "--nologo", "-v", "quiet", "-o", published.Path);
        // Both are read while it runs: a full pipe would stop it.
        var (said, complained) = (publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), publish.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, await said + await complained);

        program = Start(published["Intake.Web"], elsewhere.Path, "--urls", "http://127.0.0.1:0");
        while (await program.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest, TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Value);
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }

    private static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name is "DOTNET_ENVIRONMENT" or "INTAKE_DATA" or "BotConfig__Folder").ToList())
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"/assets/site\.[a-z0-9]+\.css", RegexOptions.None, 1000)]
    private static partial Regex Style();

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
