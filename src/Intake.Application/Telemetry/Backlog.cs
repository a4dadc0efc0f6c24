using System.Data.Common;
using System.Diagnostics.Metrics;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Telemetry;

/// <summary>
/// What waits in the database, on the meter <see cref="Tracing.Name"/>: the same on every node, so that the greatest is
/// taken of them and not the sum. It is read by ranges of indexes, for who asks and not more often than every
/// <see cref="Fresh"/>; what is older than <see cref="Stale"/> is not shown at all.
/// </summary>
public sealed partial class Backlog : IDisposable
{
    /// <summary>How old what is shown may be before it is read again: 5 seconds.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>How old what is shown may be at all, when the database cannot be read: 1 minute.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<IntakeDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger<Backlog> _logger;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Reading? _last;

    /// <summary>Makes the instruments.</summary>
    public Backlog(IMeterFactory factory, IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, TimeProvider clock, ILogger<Backlog> logger)
    {
        ArgumentNullException.ThrowIfNull(factory);
        (_contexts, _clock, _logger) = (contexts, clock, logger);
        var meter = factory.Create(Tracing.Name);
        meter.CreateObservableGauge("intake.outbox.age", () => Show(one => one.OutboxAge), "s", "How long the outgoing message has been due that has been due longest; 0 without one.");
        meter.CreateObservableGauge("intake.outbox.waiting", () => Show(one => one.OutboxWaiting), "{message}", "Outgoing messages that wait, those for their next attempt among them.");
        meter.CreateObservableGauge("intake.outbox.dead", () => Show(one => one.OutboxDead), "{message}", "Outgoing messages that were given up.");
        meter.CreateObservableGauge("intake.messages.unsettled", () => Show(one => one.Unsettled), "{message}", "Parked messages that no person has dealt with.");
        meter.CreateObservableGauge("intake.deadlines.age", () => Show(one => one.DeadlinesAge), "s", "How long something has been due on a ticket, card or reminder, that the clock has not done; 0 without.");
        meter.CreateObservableGauge("intake.deadlines.due", () => Show(one => one.DeadlinesDue), "{ticket}", "Tickets on which something is due by now that the clock has not done.");
        meter.CreateObservableGauge("intake.tickets.late", () => Show(one => one.TicketsLate), "{ticket}", "Open tickets with a clock whose time is over.");
        meter.CreateObservableGauge("intake.writer.waiting", () => writer.Waiting, "{command}", "Commands of this node that wait for the writer.");
    }

    /// <summary>Reads what waits, unless that was done a moment ago. A database that cannot be read is a warning in the log: the figures of the process hold all the same.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (!IsYounger(Fresh))
                _last = await ReadAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException { InnerException: DbException })
        {
            LogUnreadable(fault.GetType().Name);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var now = _clock.NowToTheMillisecond();
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        var (waiting, dead) = await OutboxQueries.CountsAsync(db, cancellationToken);
        var oldest = await db.Outbox.Where(row => row.NextAttemptAt != null).MinAsync(row => row.NextAttemptAt, cancellationToken);
        var due = db.Tickets.Where(row => row.NextDueAt != null && row.NextDueAt <= now);
        var first = await due.MinAsync(row => row.NextDueAt, cancellationToken);
        return new(
            now,
            Age(oldest, now),
            waiting,
            dead,
            await InboundQueries.ParkedCountAsync(db, cancellationToken),
            Age(first, now),
            await due.CountAsync(cancellationToken),
            await db.Tickets.In(LedgerGroupAt.Of(LedgerGroup.Overdue, TimeZoneInfo.Utc, now)).CountAsync(cancellationToken));
    }

    private static double Age(DateTimeOffset? since, DateTimeOffset now) => since is { } at && at < now ? (now - at).TotalSeconds : 0;

    private bool IsYounger(TimeSpan age) => _last is { } last && _clock.GetUtcNow() - last.At < age;

    private IEnumerable<Measurement<T>> Show<T>(Func<Reading, T> value)
        where T : struct => IsYounger(Stale) ? [new(value(_last!))] : [];

    [LoggerMessage(Level = LogLevel.Warning, Message = "What waits in the database could not be read for the metrics: {Fault}")]
    private partial void LogUnreadable(string fault);

    private sealed record Reading(DateTimeOffset At, double OutboxAge, long OutboxWaiting, long OutboxDead, long Unsettled, double DeadlinesAge, long DeadlinesDue, long TicketsLate);
}
