using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Data;

/// <summary>
/// Who of this process writes next, in the order in which they asked. SQLite lets one write at a time and lets the others
/// ask again and again, so that beside a writer who is never idle somebody who saves a sign-in may not get a turn at all.
/// The one writer of commands takes a turn for each transaction; what is saved outside it (accounts) takes one by itself.
/// </summary>
public sealed class WriteTurn : SaveChangesInterceptor, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<DbContextId, byte> _holders = new();

    /// <summary>Waits for a turn. Disposing what is answered gives it to the next.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Held(_turn);
    }

    /// <inheritdoc/>
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        // Within a transaction the turn is its owner's.
        if (eventData.Context is { Database.CurrentTransaction: null } context)
        {
            await _turn.WaitAsync(cancellationToken);
            _holders[context.ContextId] = 0;
        }

        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Leave(DbContextEventData eventData)
    {
        if (eventData.Context is { } context && _holders.TryRemove(context.ContextId, out _))
            _turn.Release();
    }

    private sealed class Held(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
