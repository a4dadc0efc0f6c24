using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Intake.Web.Tests.Hosting;

/// <summary>The program with ways to fail.</summary>
public class FailingApplication : IntakeApplication
{
    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddTestEndpoints();
}

/// <summary>The same in the environment of everyday work.</summary>
public sealed class FailingProduction : FailingApplication
{
    protected override string Environment => "Production";
}

public sealed class ErrorTests(FailingApplication application) : ErrorContract(application), IClassFixture<FailingApplication>;

public sealed class ProductionErrorTests(FailingProduction application) : ErrorContract(application), IClassFixture<FailingProduction>;

public abstract class ErrorContract(FailingApplication application)
{
    [Theory]
    [InlineData("zh-CN", "没有找到这个页面")]
    [InlineData("en", "There is no such page")]
    public async Task People_get_a_page_in_their_language(string language, string title)
    {
        using var visitor = application.Visitor(language);
        using var answer = await visitor.GetAsync("/no-such-page", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_shows_the_reference_that_the_log_has_and_nothing_else_of_it()
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync("/test/fault?q=private", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var reference = Regex.Match(page, "(?<=编号 )[0-9A-F]{8}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var entry = Assert.Single(application.Log, entry => reference.Length > 0 && entry.Contains(reference, StringComparison.Ordinal));
        Assert.Contains("/test/fault", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("private", entry, StringComparison.Ordinal);
        Assert.DoesNotContain("made for a test", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_problem_details()
    {
        using var visitor = application.Visitor();
        using var missing = await visitor.GetAsync("/api/no-such-thing", TestContext.Current.CancellationToken);
        using var fault = await visitor.GetAsync("/api/test/fault", TestContext.Current.CancellationToken);
        Assert.Equal(404, (await ProblemAsync(missing)).GetProperty("status").GetInt32());
        var problem = await ProblemAsync(fault);
        Assert.Equal(500, problem.GetProperty("status").GetInt32());
        Assert.Matches("^[0-9A-F]{8}$", problem.GetProperty("reference").GetString());
        Assert.DoesNotContain("made for a test", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\": ")]
    [InlineData("{\"text\": 1}")]
    [InlineData("")]
    public async Task A_body_that_cannot_be_read_is_the_askers_mistake(string body)
    {
        using var visitor = application.Visitor();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await visitor.PostAsync("/api/test/body", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(400, (await ProblemAsync(answer)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var visitor = application.Visitor();
        using var content = new StringContent($"{{\"text\": \"{new string('x', 3 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");
        using var answer = await visitor.PostAsync("/api/test/body", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
