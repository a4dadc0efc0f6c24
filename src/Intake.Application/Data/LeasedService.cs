using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;

namespace Intake.Application.Data;

/// <summary>Something of the host that only one node does at a time; another takes over within half a minute. What fails is tried again after a pause.</summary>
/// <param name="lease">What the nodes share.</param>
/// <param name="clock">This node's clock.</param>
public abstract class LeasedService(NodeLease lease, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // a database, a folder or a network that is slow keeps nobody from starting
        try
        {
            while (await TryAsync(TurnAsync, stoppingToken))
                await PauseAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            await TryAsync(lease.ReleaseAsync, CancellationToken.None);
        }
    }

    /// <summary>One try: works while this node has the lease, and comes back at once while another has it.</summary>
    protected virtual Task TurnAsync(CancellationToken cancellationToken) => lease.WorkAsync(WorkAsync, cancellationToken);

    /// <summary>What only one node does, until it is told to end.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <summary>Tries something. Answers whether it makes sense to try again; it does where nothing else is said.</summary>
    protected virtual async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work(cancellationToken);
        }
#pragma warning disable CA1031 // A database, a folder or a network that is away for a while must not end it for good.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Failed(fault);
        }

        return true;
    }

    /// <summary>Says that something failed and is tried again. Where nobody says so, it is not: the fault ends the service.</summary>
    protected virtual void Failed(Exception fault) => ExceptionDispatchInfo.Throw(fault);

    /// <summary>Waits for the next try: five seconds where nothing else is said.</summary>
    protected virtual Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(BetweenTries, clock, cancellationToken);

    /// <summary>Does several things beside each other; whichever ends first ends the others.</summary>
    protected static async Task TogetherAsync(CancellationToken cancellationToken, params IReadOnlyList<Func<CancellationToken, Task>> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] work = [.. all.Select(one => one(together.Token))];
        await Task.WhenAny(work);
        await together.CancelAsync();
        await Task.WhenAll(work);
    }
}
