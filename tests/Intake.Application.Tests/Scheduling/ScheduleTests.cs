using Intake.Application.Data;
using Intake.Application.Scheduling;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Intake.Application.Tests.Scheduling;

public sealed class ScheduleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_scheduler_waits_its_turn_to_write_however_short_its_patience_with_a_lock()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(new(DatabaseProvider.Sqlite, $"Data Source={folder["intake.db"]};Pooling=False;Default Timeout=1", folder.Path));
        await services.MigrateIntakeAsync(Cancel);
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        var job = JobBuilder.Create<SendOutbox>().WithIdentity("test").StoreDurably().Build();
        ValueTask adding;
        await using (var db = await services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel))
        await using (await db.Database.BeginTransactionAsync(Cancel))
        {
            adding = scheduler.AddJob(job, cancellationToken: Cancel);
            Assert.False(adding.IsCompleted);
        }

        await adding.AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancel);
        Assert.NotNull(await scheduler.GetJobDetail(new JobKey("test"), Cancel));
        await scheduler.Shutdown(waitForJobsToComplete: true, Cancel);
    }

    [Fact]
    public async Task Whoever_makes_up_for_what_was_missed_and_whoever_adds_a_job_do_not_wait_for_each_other()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(new(DatabaseProvider.Sqlite, $"Data Source={folder["intake.db"]};Pooling=False", folder.Path));
        await services.MigrateIntakeAsync(Cancel);
        var clock = (TestClock)services.GetRequiredService<TimeProvider>();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        var late = TriggerBuilder.Create().WithIdentity("late").StartAt(clock.GetUtcNow().AddHours(1)).WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)).Build();
        await scheduler.ScheduleJob(JobBuilder.Create<SendOutbox>().WithIdentity("late").Build(), late, cancellationToken: Cancel);
        await scheduler.Start(Cancel);
        ValueTask adding;
        await using (var db = await services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel))
        await using (await db.Database.BeginTransactionAsync(Cancel))
        {
            // It wakes for what was missed, and queues up for the turn before the job does.
            clock.Advance(TimeSpan.FromHours(2));
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);
            adding = scheduler.AddJob(JobBuilder.Create<SendOutbox>().WithIdentity("test").StoreDurably().Build(), cancellationToken: Cancel);
        }

        await adding.AsTask().WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancel);
        await scheduler.Shutdown(waitForJobsToComplete: false, Cancel);
    }

    private static ServiceProvider Services(DatabaseOptions options) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new TestClock(TestClock.TuesdayMorning))
        .AddIntakeDatabase(options)
        .AddIntakeSchedule(options)
        .BuildServiceProvider();
}
