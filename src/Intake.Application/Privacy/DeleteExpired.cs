using Microsoft.Extensions.Logging;

namespace Intake.Application.Privacy;

/// <summary>Deletes everything that is over its time, by the terms of <c>retention.yaml</c>. A step that fails does not keep the others from running.</summary>
public sealed partial class DeleteExpired(IEnumerable<IRetentionStep> steps, ILogger<DeleteExpired> logger)
{
    /// <summary>Runs every step; answers how many things were deleted.</summary>
    /// <exception cref="AggregateException">A step failed; the others ran.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        var faults = new List<Exception>();
        foreach (var step in steps)
        {
            try
            {
                var count = await step.RunAsync(cancellationToken);
                deleted += count;
                if (count > 0)
                    LogDeleted(step.Name, count);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
                LogFailed(step.Name, fault.GetType().Name);
            }
        }

        return faults.Count == 0 ? deleted : throw new AggregateException(faults);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted because their time was over: {Count} {What}")]
    private partial void LogDeleted(string what, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deleting {What} failed and is tried again: {Fault}")]
    private partial void LogFailed(string what, string fault);
}
