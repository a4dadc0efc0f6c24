using System.Net;

namespace Intake.Web.Tests.Hosting;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly IntakeApplication application = new();

    [Fact]
    public async Task Live_and_ready_answer_while_all_is_well()
    {
        using var visitor = application.Visitor();
        Assert.Contains("\"healthy\"", await visitor.GetStringAsync("/health/live", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"healthy\"", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_says_why_when_the_data_folder_is_gone()
    {
        Directory.Delete(application.DataFolder, recursive: true);
        using var visitor = application.Visitor();
        using var answer = await visitor.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("data folder cannot be written", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
    }

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
