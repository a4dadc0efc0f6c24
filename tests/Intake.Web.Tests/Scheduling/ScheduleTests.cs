using Intake.Application.Scheduling;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Intake.Web.Tests.Scheduling;

public sealed class ScheduleTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task Every_job_there_is_has_its_trigger_and_can_be_made()
    {
        var jobs = typeof(Schedule).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IJob))).ToList();
        Assert.True(jobs.Count >= 7);
        var scheduler = await application.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var scheduled = await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), TestContext.Current.CancellationToken);
        Assert.Equal(jobs.Select(job => job.Name).Order(StringComparer.Ordinal), scheduled.Select(key => key.Name).Order(StringComparer.Ordinal));
        Assert.All(jobs, job => Assert.NotNull(ActivatorUtilities.CreateInstance(application.Services, job)));
    }
}
