using Intake.Application.Telemetry;
using Quartz;

namespace Intake.Application.Scheduling;

/// <summary>Times every job, by its name and by whether it failed.</summary>
internal sealed class JobDurations(IntakeMeters meters) : IJobListener
{
    /// <inheritdoc/>
    public string Name => nameof(JobDurations);

    /// <inheritdoc/>
    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        meters.JobDuration.Record(context.JobRunTime.TotalSeconds, new("job", context.JobDetail.Key.Name), IntakeMeters.Outcome(jobException is null));
        return ValueTask.CompletedTask;
    }
}
