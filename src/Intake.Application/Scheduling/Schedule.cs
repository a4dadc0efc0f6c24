using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Intake.Application.Scheduling;

/// <summary>
/// Every job and its trigger. Kept in the product's own database, so that a schedule survives a restart. Each job may be
/// run twice and finds nothing to do the second time; a trigger that was missed fires once and not once for each miss.
/// </summary>
public static class Schedule
{
    /// <summary>Adds the scheduler, its jobs and its triggers.</summary>
    public static IServiceCollection AddIntakeSchedule(this IServiceCollection services, DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton<DeadlineEnforcement>();
        services.AddSingleton<CalendarChange>();
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
                switch (options.Provider)
                {
                    case DatabaseProvider.Sqlite:
                        store.UseSqlite(Microsoft.Data.Sqlite.SqliteFactory.Instance, options.ConnectionString);
                        break;
                }
            });
            Every<EnforceDeadlines>(quartz, TimeSpan.FromSeconds(30));
            Every<SendOutbox>(quartz, TimeSpan.FromSeconds(15));
            Every<ApplyCalendarChange>(quartz, TimeSpan.FromMinutes(5));
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan interval)
        where TJob : class, IJob
    {
        var key = new JobKey(typeof(TJob).Name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger
            .ForJob(key)
            .WithIdentity(key.Name)
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)));
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
