using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Notifications;

/// <summary>A kind of outgoing messages that <see cref="OutboxLanes"/> sends and nobody else.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsInOrder">Whether one that waits for its next attempt holds up those to the same address that were written after it.</param>
public sealed record LaneKind(string Kind, bool IsInOrder = true);

/// <summary>
/// Sends the messages of one kind in lanes: those to one address one after the other, in the order in which they were
/// written, and those to different addresses beside each other, so that one that is slow or has to wait keeps no other
/// waiting. One node at a time runs it for a kind; the caller sees to that.
/// </summary>
public sealed partial class OutboxLanes(IDbContextFactory<IntakeDbContext> contexts, OutboxSender sender, OutboxSignal signal, IEnumerable<LaneKind> kinds, TimeProvider clock, ILogger<OutboxLanes> logger)
{
    private const int MostLanes = 64;
    private const int PageLength = 500;

    // What another node has written rings nothing here.
    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _inOrder = kinds.Where(one => one.IsInOrder).Select(one => one.Kind).ToHashSet(StringComparer.Ordinal);

    /// <summary>Sends what is due until it is stopped.</summary>
    public async Task RunAsync(string kind, CancellationToken cancellationToken)
    {
        using var bell = new OutboxBell(signal, kind);
        var lanes = new Dictionary<string, Lane>(StringComparer.Ordinal);
        var waiting = new Queue<Lane>();
        var (rings, again) = (bell.WaitAsync(cancellationToken), PauseAsync(cancellationToken));
        var mayFindMore = true;
        try
        {
            while (true)
            {
                foreach (var (address, _) in lanes.Where(lane => lane.Value.Run.IsCompleted).ToList())
                    lanes.Remove(address);
                if (mayFindMore && waiting.Count == 0 && lanes.Count < MostLanes)
                    (waiting, mayFindMore) = await LookAsync(kind, lanes, cancellationToken);
                while (lanes.Count < MostLanes && waiting.TryDequeue(out var lane))
                {
                    lanes[lane.Address] = lane;
                    lane.Run = SendAsync(lane, cancellationToken);
                }

                await Task.WhenAny([rings, again, .. lanes.Values.Select(lane => lane.Run)]);
                cancellationToken.ThrowIfCancellationRequested();
                // Not when a lane ends: what was written for its address meanwhile has rung, and was put behind the rest.
                if (rings.IsCompleted)
                    (rings, mayFindMore) = (bell.WaitAsync(cancellationToken), true);
                if (again.IsCompleted)
                    (again, mayFindMore) = (PauseAsync(cancellationToken), true);
            }
        }
        finally
        {
            // What is being sent is recorded before another node may begin.
            await Task.WhenAll(lanes.Values.Select(lane => lane.Run));
        }
    }

    private Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(LooksAgain, clock, cancellationToken);

    /// <summary>Looks for what is due, puts what is for an address that has a lane behind what is there, and answers the lanes to begin and whether there may be more at once.</summary>
    private async Task<(Queue<Lane> New, bool MayFindMore)> LookAsync(string kind, Dictionary<string, Lane> lanes, CancellationToken cancellationToken)
    {
        long[] known = [.. lanes.Values.SelectMany(lane => lane.Known())];
        var due = await DueAsync(kind, known, cancellationToken);
        var begin = new Queue<Lane>();
        var mayFindMore = due.Count == PageLength;
        foreach (var messages in due.GroupBy(row => row.Address, StringComparer.Ordinal))
        {
            if (!lanes.TryGetValue(messages.Key, out var lane))
                begin.Enqueue(new([.. messages]));
            else if (!lane.TryAdd(messages))
                mayFindMore = true; // it has just ended; the next look finds whether they may go
        }

        return (begin, mayFindMore);
    }

    /// <summary>What is due and not in a lane, nor behind an earlier message that waits for its next attempt.</summary>
    private async Task<List<OutboxRow>> DueAsync(string kind, long[] known, CancellationToken cancellationToken)
    {
        var now = clock.NowToTheMillisecond();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var all = db.Outbox.AsNoTracking().Where(row => row.NextAttemptAt != null && row.NextAttemptAt <= now && row.Kind == kind);
        if (known.Length > 0)
            all = all.Where(row => !EF.Parameter(known).Contains(row.Id));
        var free = !_inOrder.Contains(kind) ? all : all
            .Where(row => !db.Outbox.Any(earlier => earlier.NextAttemptAt != null && earlier.NextAttemptAt > now && earlier.Kind == kind && earlier.Address == row.Address
                && (earlier.CreatedAt < row.CreatedAt || (earlier.CreatedAt == row.CreatedAt && earlier.Id < row.Id))));
        return await free.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(PageLength).ToListAsync(cancellationToken);
    }

    private async Task SendAsync(Lane lane, CancellationToken cancellationToken)
    {
        try
        {
            while (lane.Next() is { } message)
            {
                // What failed is not overtaken: when it is sent, the look that finds it finds the rest.
                if (await sender.SendAsync(message, cancellationToken) == OutboxStatus.Waiting && _inOrder.Contains(message.Kind))
                    return;
                lane.IsDone();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped; what is left is due still.
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the sending for good.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(lane.Kind, fault.GetType().Name);
            await Task.Delay(AfterFault, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            lane.End();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outgoing messages of kind {Kind} could not be recorded and are looked at again: {Fault}")]
    private partial void LogFailed(string kind, string fault);

    /// <summary>The messages to one address that are being sent, one after the other.</summary>
    private sealed class Lane(IReadOnlyList<OutboxRow> messages)
    {
        private readonly Queue<OutboxRow> _messages = new(messages);
        private readonly Lock _gate = new();
        private bool _isOver;

        public string Address { get; } = messages[0].Address;

        public string Kind { get; } = messages[0].Kind;

        public Task Run { get; set; } = Task.CompletedTask;

        /// <summary>The keys of what is here, with what is being sent at this moment.</summary>
        public long[] Known()
        {
            lock (_gate)
                return [.. _messages.Select(row => row.Id)];
        }

        /// <summary>Puts more behind the rest. False when the lane has ended and nothing of it is taken.</summary>
        public bool TryAdd(IEnumerable<OutboxRow> more)
        {
            lock (_gate)
            {
                if (_isOver)
                    return false;
                foreach (var message in more)
                    _messages.Enqueue(message);
                return true;
            }
        }

        /// <summary>What is to be sent next, which stays known until it is done; null when nothing is left, and nothing more is taken then.</summary>
        public OutboxRow? Next()
        {
            lock (_gate)
            {
                _isOver = _messages.Count == 0;
                return _isOver ? null : _messages.Peek();
            }
        }

        /// <summary>What was next is sent and recorded, or will never be.</summary>
        public void IsDone()
        {
            lock (_gate)
                _messages.Dequeue();
        }

        /// <summary>Nothing more is sent, whatever is left.</summary>
        public void End()
        {
            lock (_gate)
                _isOver = true;
        }
    }
}

/// <summary>Puts lanes into a host.</summary>
public static class OutboxLanesRegistration
{
    /// <summary>Has the messages of a kind sent in lanes.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="isInOrder">As in <see cref="LaneKind"/>.</param>
    public static IServiceCollection AddOutboxLanes(this IServiceCollection services, string kind, bool isInOrder = true)
    {
        services.AddSingleton(new LaneKind(kind, isInOrder));
        services.TryAddSingleton<OutboxLanes>();
        return services;
    }
}
