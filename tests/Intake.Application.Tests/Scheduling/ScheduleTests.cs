using Intake.Application.Data;
using Intake.Application.Scheduling;
using Intake.Testing;
using Intake.Testing.Databases;
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
    public async Task On_a_server_the_tables_are_made_by_the_migration_and_nodes_have_names_of_their_own()
    {
        if (PostgreSqlCluster.Missing is { } missing)
            Assert.Skip(missing);
        using var folder = new TemporaryFolder();
        var cluster = await PostgreSqlCluster.OfThisProcessAsync();
        var name = $"schedule_{Environment.ProcessId}";
        await cluster.RunAsync($"CREATE DATABASE {name}");
        var options = new DatabaseOptions(DatabaseProvider.PostgreSql, cluster.ConnectionTo(name), folder.Path);
        await using var one = Services(options);
        await using var other = Services(options);
        await one.MigrateIntakeAsync(Cancel);

        var schedulers = new[] { await StartedAsync(one), await StartedAsync(other) };
        Assert.NotEqual(schedulers[0].SchedulerInstanceId, schedulers[1].SchedulerInstanceId);
        await schedulers[0].AddJob(JobBuilder.Create<SendOutbox>().WithIdentity("test").StoreDurably().Build(), cancellationToken: Cancel);
        Assert.NotNull(await schedulers[1].GetJobDetail(new JobKey("test"), Cancel));
        foreach (var scheduler in schedulers)
            await scheduler.Shutdown(waitForJobsToComplete: true, Cancel);
    }

    private static async Task<IScheduler> StartedAsync(ServiceProvider services)
    {
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        await scheduler.Start(Cancel);
        return scheduler;
    }

    private static ServiceProvider Services(DatabaseOptions options) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(new TestClock(TestClock.TuesdayMorning))
        .AddIntakeDatabase(options)
        .AddIntakeSchedule(options)
        .BuildServiceProvider();
}
