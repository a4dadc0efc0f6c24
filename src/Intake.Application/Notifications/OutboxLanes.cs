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
        var lanes = new Dictionary<string, Task>(StringComparer.Ordinal);
        var waiting = new Queue<IReadOnlyList<OutboxRow>>();
        try
        {
            while (true)
            {
                foreach (var (address, _) in lanes.Where(lane => lane.Value.IsCompleted).ToList())
                    lanes.Remove(address);
                if (waiting.Count == 0 && lanes.Count < MostLanes)
                    waiting = new(await DueAsync(kind, [.. lanes.Keys], cancellationToken));
                while (lanes.Count < MostLanes && waiting.TryDequeue(out var lane))
                    lanes[lane[0].Address] = SendAsync(lane, cancellationToken);
                await WaitAsync(bell, lanes.Values, cancellationToken);
            }
        }
        finally
        {
            // What is being sent is recorded before another node may begin.
            await Task.WhenAll(lanes.Values);
        }
    }

    /// <summary>What is due, by address; not where a lane runs, nor behind an earlier message that waits for its next attempt.</summary>
    private async Task<IEnumerable<IReadOnlyList<OutboxRow>>> DueAsync(string kind, string[] busy, CancellationToken cancellationToken)
    {
        var now = clock.NowToTheMillisecond();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var all = db.Outbox.AsNoTracking()
            .Where(row => row.NextAttemptAt != null && row.NextAttemptAt <= now && row.Kind == kind && !EF.Parameter(busy).Contains(row.Address));
        var free = !_inOrder.Contains(kind) ? all : all
            .Where(row => !db.Outbox.Any(earlier => earlier.NextAttemptAt != null && earlier.NextAttemptAt > now && earlier.Kind == kind && earlier.Address == row.Address
                && (earlier.CreatedAt < row.CreatedAt || (earlier.CreatedAt == row.CreatedAt && earlier.Id < row.Id))));
        var due = await free.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(PageLength).ToListAsync(cancellationToken);
        return due.GroupBy(row => row.Address, StringComparer.Ordinal).Select(lane => lane.ToList());
    }

    private async Task SendAsync(IReadOnlyList<OutboxRow> lane, CancellationToken cancellationToken)
    {
        try
        {
            // What failed is not overtaken here: the next look finds whether the rest may go.
            foreach (var message in lane)
            {
                if (!await sender.SendAsync(message, cancellationToken))
                    return;
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
            LogFailed(lane[0].Kind, fault.GetType().Name);
            await Task.Delay(AfterFault, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WaitAsync(OutboxBell bell, IEnumerable<Task> lanes, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([bell.WaitAsync(enough.Token), Task.Delay(LooksAgain, clock, enough.Token), .. lanes]);
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Outgoing messages of kind {Kind} could not be recorded and are looked at again: {Fault}")]
    private partial void LogFailed(string kind, string fault);
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
