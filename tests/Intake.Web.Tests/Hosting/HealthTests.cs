using System.Net;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task A_reconciliation_that_did_not_come_out_is_named_there_and_on_the_administrators_page()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using (var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(cancel))
        {
            db.InboundMessages.Add(new() { Id = 1, Channel = "webchat", ExternalId = "lost", Raw = "{}", Status = InboundStatus.Received, ReceivedAt = application.Clock.GetUtcNow().AddHours(-1) });
            await db.SaveChangesAsync(cancel);
        }

        Assert.False(await application.Services.GetRequiredService<ReconcileDaily>().RunAsync(cancel));
        using var visitor = application.Visitor();
        var answer = await visitor.GetStringAsync("/health/ready", cancel);
        Assert.Contains("\"degraded\"", answer, StringComparison.Ordinal);
        Assert.Contains("Channel webchat did not reconcile on 2026-03-10: received 1, handled 0, parked 0, refused 0, overdue 1", answer, StringComparison.Ordinal);
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Contains("最近一次每日对账不平", (await administrator.PageAsync("/admin")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
