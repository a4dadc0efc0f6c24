using Intake.Application.Calendars;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Ledgers;
using Intake.Application.Notifications;
using Intake.Application.Privacy;
using Intake.Application.Programs;
using Intake.Application.Publication;
using Intake.Application.Telemetry;
using Intake.Application.Writing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Intake.Application.Scheduling;

/// <summary>
/// Every job and its trigger. Kept in the product's own database, so that a schedule survives a restart and, on a server,
/// one of the nodes runs each job, another one when that node is gone. Each job may be run twice and finds nothing to do
/// the second time; a trigger that was missed fires once, or waits for its next time, and never fires once for each miss.
/// </summary>
public static class Schedule
{
    /// <summary>How often work that is done once a day is asked whether it is time.</summary>
    private static readonly TimeSpan AskForNightWork = TimeSpan.FromMinutes(15);

    /// <summary>How often a node says that it is alive; one that has missed it is soon replaced.</summary>
    private static readonly TimeSpan BetweenSignsOfLife = TimeSpan.FromSeconds(5);

    /// <summary>What becomes of a run that should have been and could not: nobody was there, or all were busy.</summary>
    private enum Missed
    {
        /// <summary>It is made up for at once: somebody waits for what it does.</summary>
        RunsAtOnce,

        /// <summary>The next one does the same.</summary>
        WaitsForNext,
    }

    /// <summary>Adds the scheduler, its jobs and its triggers.</summary>
    public static IServiceCollection AddIntakeSchedule(this IServiceCollection services, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddMeters();
        services.AddSingleton<DeadlineEnforcement>();
        services.AddCalendars();
        services.AddSingleton<OncePerDay>();
        services.AddLedgers();
        services.AddRetention();
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                ScheduleStore.Use(store, options);
                if (options.IsEmbedded)
                    store.ProvisionSchema();
                else
                    store.UseClustering(cluster => cluster.CheckinInterval = BetweenSignsOfLife);
            });
            quartz.AddJobListener<JobDurations>();
            Every<EnforceDeadlines>(quartz, TimeSpan.FromSeconds(30), Missed.RunsAtOnce);
            Every<SendOutbox>(quartz, TimeSpan.FromSeconds(15), Missed.RunsAtOnce);
            Every<PublishBulletins>(quartz, TimeSpan.FromSeconds(30), Missed.RunsAtOnce);
            Every<ApplyCalendarChange>(quartz, TimeSpan.FromMinutes(5), Missed.WaitsForNext);
            Every<ReconcileMessages>(quartz, AskForNightWork, Missed.WaitsForNext);
            Every<CleanUpExpired>(quartz, AskForNightWork, Missed.WaitsForNext);
            Every<ForgetExpired>(quartz, AskForNightWork, Missed.WaitsForNext);
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval, Missed missed)
        where TJob : class, IJob
    {
        var key = new JobKey(typeof(TJob).Name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity(key.Name)
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(missed == Missed.RunsAtOnce ? SimpleTriggerMisfireInstruction.FireNow : SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }
}

/// <summary>Cards, reminders, follow-up and archive: what is due by now.</summary>
[DisallowConcurrentExecution]
public sealed class EnforceDeadlines(DeadlineEnforcement deadlines) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await deadlines.RunAsync(cancellationToken);
}

/// <summary>Sweeps the outbox for what is due for another attempt.</summary>
[DisallowConcurrentExecution]
public sealed class SendOutbox(OutboxSender outbox) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await outbox.SendDueAsync(cancellationToken);
}

/// <summary>Moves open deadlines when the working calendars have changed.</summary>
[DisallowConcurrentExecution]
public sealed class ApplyCalendarChange(CalendarChange change) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await change.ApplyAsync(cancellationToken);
}

/// <summary>Publishes the bulletins that are signed off and whose time has come.</summary>
[DisallowConcurrentExecution]
public sealed class PublishBulletins(CommandWriter writer) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await writer.WriteAsync(new PublishDueBulletins(), cancellationToken);
}

/// <summary>Once a day: received = handled + parked + refused on every channel, or an alarm.</summary>
[DisallowConcurrentExecution]
public sealed class ReconcileMessages(ReconcileDaily reconciliation, OncePerDay daily) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await daily.RunAsync("reconcile", reconciliation.RunAsync, cancellationToken);
}

/// <summary>Once a day: throws away what has run out, such as keys of repeated requests and links that nobody used.</summary>
[DisallowConcurrentExecution]
public sealed class CleanUpExpired(CommandWriter writer, OncePerDay daily) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await daily.RunAsync("clean-up", async token => await writer.WriteAsync(new CleanUp(), token), cancellationToken);
}

/// <summary>Once a day: deletes personal data whose time is over.</summary>
[DisallowConcurrentExecution]
public sealed class ForgetExpired(DeleteExpired expired, OncePerDay daily) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await daily.RunAsync("retention", expired.RunAsync, cancellationToken);
}
