using System.Diagnostics;
using Intake.Application.Data;
using Intake.Application.Telemetry;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Deadlines;

/// <summary>
/// Takes what is due, in batches, from one index: the cost follows what is due and not what is open. Safe to run twice
/// and on several nodes, since each ticket is asked again inside the transaction whether it is due.
/// </summary>
public sealed partial class DeadlineEnforcement(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, IntakeMeters meters, TimeProvider clock, ILogger<DeadlineEnforcement> logger)
{
    private const int BatchLength = 250;

    /// <summary>Does everything that is due by now. Answers how many tickets changed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var changed = 0;
        var failed = new HashSet<long>();
        var startedAt = Stopwatch.GetTimestamp();
        while (await DueAsync(failed, cancellationToken) is { Count: > 0 } due)
            changed += await TickAsync(due, failed, cancellationToken);
        meters.EnforcementDuration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
        return changed;
    }

    private async Task<List<long>> DueAsync(HashSet<long> failed, CancellationToken cancellationToken)
    {
        var now = clock.NowToTheMillisecond();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await db.Tickets.AsNoTracking()
            .Where(row => row.NextDueAt != null && row.NextDueAt <= now)
            .OrderBy(row => row.NextDueAt)
            .Select(row => row.Id)
            .Take(BatchLength + failed.Count)
            .ToListAsync(cancellationToken);
        due.RemoveAll(failed.Contains);
        return due;
    }

    private async Task<int> TickAsync(List<long> due, HashSet<long> failed, CancellationToken cancellationToken)
    {
        try
        {
            var changed = await writer.WriteAsync(new TickTickets(due), cancellationToken);
            if (changed == 0)
                failed.UnionWith(due);
            return changed;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            if (due.Count > 1)
                return await OneByOneAsync(due, failed, cancellationToken);
            failed.Add(due[0]);
            LogFailed(due[0], fault);
            return 0;
        }
    }

    private async Task<int> OneByOneAsync(List<long> due, HashSet<long> failed, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var ticket in due)
            changed += await TickAsync([ticket], failed, cancellationToken);
        return changed;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock could not do what is due on ticket {Ticket}; the others went on")]
    private partial void LogFailed(long ticket, Exception fault);
}
