using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Ledgers;
using Intake.Application.Notifications;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Replays;

/// <summary>
/// Lets time pass in a replay: puts the clock on to each instant at which a job of the schedule finds something to do, and
/// runs it there. Jobs run at the ends of the half minutes, as the schedule has it.
/// </summary>
public sealed class ReplayJobs(
    ReplayClock clock,
    CommandWriter writer,
    DeadlineEnforcement deadlines,
    OutboxSender outbox,
    OutboxSignal signal,
    ReconcileDaily reconciliation) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    // Daily in the schedule. In a replay thousands of days pass in a minute, and each would count all messages anew.
    private static readonly TimeSpan BetweenReconciliations = TimeSpan.FromDays(30);

    private static readonly Func<IntakeDbContext, DateTimeOffset, Task<DateTimeOffset?>> NextDue =
        EF.CompileAsyncQuery((IntakeDbContext db, DateTimeOffset after) => db.Tickets.Where(row => row.NextDueAt > after).Min(row => row.NextDueAt));

    private IntakeDbContext? _db;
    private DateTimeOffset? _dueAt;
    private DateTimeOffset? _sendAt;
    private DateTimeOffset? _publishAt;
    private DateTimeOffset? _reconcileAt;
    private DateTimeOffset _ranAt;
    private bool _isStale = true;

    /// <summary>The product's clock.</summary>
    internal ReplayClock Clock => clock;

    /// <summary>Opens the connection on which it looks what is due.</summary>
    internal async Task OpenAsync(IDbContextFactory<IntakeDbContext> contexts, CancellationToken cancellationToken)
    {
        _db = await contexts.CreateDbContextAsync(cancellationToken);
        await _db.Database.OpenConnectionAsync(cancellationToken);
        _publishAt = await _db.Bulletins.Where(row => row.Status == BulletinStatus.SignedOff).MinAsync(row => row.PublishAt, cancellationToken);
        HasWritten();
        _sendAt = clock.GetUtcNow();
    }

    /// <summary>Something was written: deadlines may have moved, and news wait to be told.</summary>
    internal void HasWritten()
    {
        _isStale = true;
        if (signal.HasRung())
            _sendAt ??= Slot(clock.GetUtcNow());
        _reconcileAt ??= clock.GetUtcNow() + BetweenReconciliations;
    }

    /// <summary>A bulletin is to be published.</summary>
    internal void WillPublish(DateTimeOffset at) => _publishAt = _publishAt < at ? _publishAt : at;

    /// <summary>Runs what falls due until an instant, and puts the clock there.</summary>
    internal async Task PassUntilAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_isStale)
                await LookAsync();
            var next = Earliest(_dueAt, _sendAt, _publishAt, _reconcileAt);
            if (next is not { } at || at > until)
                break;
            clock.PutOnTo(at);
            await RunAsync(at, cancellationToken);
        }

        clock.PutOnTo(until);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_db is not null)
            await _db.DisposeAsync();
    }

    private async Task RunAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_dueAt <= at)
        {
            (_ranAt, _dueAt) = (at, null);
            await deadlines.RunAsync(cancellationToken);
            HasWritten();
        }
        else if (_publishAt <= at)
        {
            _publishAt = null;
            await writer.WriteAsync(new PublishDueBulletins(), cancellationToken);
            HasWritten();
        }
        else if (_sendAt <= at)
        {
            _sendAt = null;
            await outbox.SendDueAsync(cancellationToken);
        }
        else
        {
            _reconcileAt = null;
            await reconciliation.RunAsync(cancellationToken);
        }
    }

    // What was due when the job last ran and still is can not be done now: it is tried again when the job next has a reason to run.
    private async Task LookAsync()
    {
        var due = await NextDue(_db!, _ranAt);
        _dueAt = due is { } at ? Slot(at) : null;
        _isStale = false;
    }

    private static DateTimeOffset Slot(DateTimeOffset at) => new((at.UtcTicks / Interval.Ticks + 1) * Interval.Ticks, TimeSpan.Zero);

    private static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> instants)
    {
        DateTimeOffset? earliest = null;
        foreach (var instant in instants)
        {
            if (earliest is null || instant < earliest)
                earliest = instant ?? earliest;
        }

        return earliest;
    }
}
