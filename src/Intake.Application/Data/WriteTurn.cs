using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Data;

/// <summary>
/// Who of this process writes next, in the order in which they asked. SQLite lets one write at a time and lets the others
/// ask again and again, so that beside a writer who is never idle somebody who saves a sign-in may not get a turn at all.
/// A connection takes its turn when a transaction begins or a statement writes outside of one, and gives it back when it
/// closes, which EF does as soon as either is over, however it ended. What reads never waits. A turn is one connection's:
/// who holds one must not wait for what another connection writes.
/// </summary>
internal sealed class WriteTurn : IDbTransactionInterceptor, IDbCommandInterceptor, IDisposable
{
    // Longer than nearly every transaction. Who has waited so long takes the turn from whoever has it: turns are for fairness, and SQLite's own lock still lets only one write.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _change = new();
    private volatile DbConnection? _holder;

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        Enter(connection);
        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(connection, cancellationToken);
        return result;
    }

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (Writes(eventData))
            Enter(command.Connection!);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Writes(eventData))
            await EnterAsync(command.Connection!, cancellationToken);
        return result;
    }

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (Writes(eventData))
            Enter(command.Connection!);
        return result;
    }

    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Writes(eventData))
            await EnterAsync(command.Connection!, cancellationToken);
        return result;
    }

    public void Dispose() => _turn.Dispose();

    private static bool Writes(CommandEventData command) =>
        command.CommandSource is CommandSource.SaveChanges or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    /// <summary>Whether a connection has the turn.</summary>
    internal bool IsOf(DbConnection connection) => ReferenceEquals(_holder, connection);

    /// <summary>Waits for a connection's turn, which lasts until it closes; at once when it has it already.</summary>
    internal void Enter(DbConnection connection)
    {
        if (!IsOf(connection))
            Hold(connection, isGiven: _turn.Wait(Longest));
    }

    /// <summary>As <see cref="Enter"/>.</summary>
    internal async ValueTask EnterAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (!IsOf(connection))
            Hold(connection, isGiven: await _turn.WaitAsync(Longest, cancellationToken));
    }

    // The connection tells it of itself: EF says nothing when a context is given up while its connection is open.
    private void Hold(DbConnection connection, bool isGiven)
    {
        lock (_change)
        {
            // What was given back in the very moment in which the patience ended is there to be taken.
            if (!isGiven && _holder is null)
                _turn.Wait(0);
            _holder = connection;
        }

        connection.StateChange += Leave;
    }

    private void Leave(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Closed || sender is not DbConnection connection)
            return;
        connection.StateChange -= Leave;
        lock (_change)
        {
            // Whose turn was taken has none to give back.
            if (!IsOf(connection))
                return;
            _holder = null;
            _turn.Release();
        }
    }
}
