using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Telemetry;
using Intake.Application.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Writing;

/// <summary>
/// The one way to write. Takes the commands that wait, runs each in turn, and saves all in one transaction, so that one
/// sync of the disk serves many people. When the transaction fails, each command is tried alone, so that one bad command
/// harms no other; a command that fails alone has failed, and its sender is told. One that another node was quicker than
/// is run again on what that node wrote. When the database is locked by somebody else or away, all that waited for it
/// have failed.
/// </summary>
public sealed partial class CommandWriter(
    IDbContextFactory<IntakeDbContext> contexts,
    BotConfigurationSource configuration,
    TimeProvider clock,
    WriterHealth health,
    OutboxSignal outbox,
    IntakeMeters meters,
    ILogger<CommandWriter> logger) : BackgroundService
{
    private const int MostInOneTransaction = 256;
    private const int MostTries = 6;
    private const int MostWaiting = 20_000;
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(5);

    private readonly Channel<Command> _waiting = Channel.CreateBounded<Command>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly NumberBlocks _numbers = new(contexts);
    private readonly WebhookBook _webhooks = new(clock);

    /// <summary>How many commands wait.</summary>
    internal int Waiting => _waiting.Reader.Count;

    /// <summary>Sends a command and waits until it is durable. Waits for a place when very many are waiting.</summary>
    /// <exception cref="CannotBeSavedException">The database could not save it; nothing of it is saved.</exception>
    public async Task<TResult> WriteAsync<TResult>(Command<TResult> command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (clock is SenderClock)
            command.At = clock.NowToTheMillisecond();
        command.SentFrom = Activity.Current?.Context ?? default;
        await _waiting.Writer.WriteAsync(command, cancellationToken);
        return await command.Completion;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        if (ExecuteTask is { } running)
            await FinishAsync(running, cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // However long others took to stop: what still waits here is somebody's message, and a moment is enough for it.
    private static async Task FinishAsync(Task running, CancellationToken cancellationToken)
    {
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await running.WaitAsync(LastMoment, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Command>(MostInOneTransaction);
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MostInOneTransaction && _waiting.Reader.TryRead(out var command))
                batch.Add(command);
            await WriteBatchAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(List<Command> batch)
    {
        if (await TryWriteAsync(batch) is not { } failure)
            return;
        // Behind a lock of somebody else each command alone would wait as long again, and everybody after them.
        if (DatabaseFaults.IsAway(failure) || (batch.Count == 1 && !DatabaseFaults.IsConflict(failure)))
        {
            foreach (var command in batch)
                Fail(command, failure);
            if (DatabaseFaults.IsAway(failure))
                FailThoseWhoWait(failure);
            return;
        }

        foreach (var command in batch)
            await WriteAloneAsync(command);
    }

    // Those who came while the database gave no answer have waited long enough to be told so, and would wait as long once more.
    private void FailThoseWhoWait(Exception failure)
    {
        for (var waiting = _waiting.Reader.Count; waiting > 0 && _waiting.Reader.TryRead(out var command); waiting--)
            Fail(command, failure);
    }

    private async Task WriteAloneAsync(Command command)
    {
        Exception? failure = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            failure = await TryWriteAsync([command]);
            if (failure is null)
                return;
            if (!DatabaseFaults.IsConflict(failure))
                break;
        }

        Fail(command, failure!);
    }

    /// <summary>Null when all are saved and told so; else the fault, and nothing is saved.</summary>
    private async Task<Exception?> TryWriteAsync(List<Command> batch)
    {
        var trace = WriteTrace.Begin(batch);
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            // What cannot be saved is rolled back whole, so a savepoint would be two questions to the database for nothing.
            db.Database.AutoSavepointsEnabled = false;
            await using var transaction = await db.Database.BeginTransactionAsync();
            var session = new WriteSession(db, _numbers, _webhooks, configuration.Current);
            if (batch.Count > 1)
                await session.LookAheadAsync(batch);
            foreach (var command in batch)
            {
                session.Now = command.At ?? clock.NowToTheMillisecond();
                session.Trace = trace?.Enter(command) ?? default;
                await command.RunAsync(session, CancellationToken.None);
            }

            session.MarkChanges();
            trace?.Save();
            var witness = CommitWitness.Of(db);
            var written = Written.Of(session);
            await db.SaveChangesAsync();
            await CommitAsync(transaction, witness);
            health.Saved();
            trace?.End();
            written.CountIn(meters);
            Count(batch.Count, startedAt, isSaved: true);
            foreach (var command in batch)
                command.Complete();
            outbox.Ring(session);
            return null;
        }
#pragma warning disable CA1031 // Whatever a command throws is its sender's to hear; the writer itself must go on for the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            trace?.End(fault);
            Count(batch.Count, startedAt, isSaved: false);
            _numbers.Forget();
            // That another node was quicker says nothing against the database.
            if (!DatabaseFaults.IsConflict(fault))
                health.Failed(fault);
            LogFailed(fault.GetType().Name, batch.Count);
            return CannotBeSavedException.IsOne(fault) ? new CannotBeSavedException(fault) : fault;
        }
        finally
        {
            _webhooks.Settle();
        }
    }

    // What fails together is tried again alone, so what has failed for good is counted where its sender is told.
    private void Count(int commands, long startedAt, bool isSaved)
    {
        meters.TransactionDuration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, IntakeMeters.Outcome(isSaved));
        if (isSaved)
            meters.Commands.Add(commands, IntakeMeters.Outcome(isSaved));
    }

    private void Fail(Command command, Exception failure)
    {
        meters.Commands.Add(1, IntakeMeters.Outcome(isDone: false));
        command.Fail(failure);
    }

    // An answer that was lost on its way says nothing: what a server has saved must not be said to be lost, and not be written again.
    private async Task CommitAsync(IDbContextTransaction transaction, CommitWitness? witness)
    {
        try
        {
            await transaction.CommitAsync();
        }
        catch (DbException fault) when (witness is not null && DatabaseFaults.IsAway(fault))
        {
            // Gives its locks back where the connection still lives, or the witness would wait for itself.
            await transaction.DisposeAsync();
            if (!await witness.IsSavedAsync(contexts))
                throw;
        }
    }

    // The fault's message may hold a value of somebody's message, so only its type is logged here; the sender decides what to log.
    [LoggerMessage(Level = LogLevel.Warning, Message = "A transaction of {Count} commands was rolled back: {Fault}")]
    private partial void LogFailed(string fault, int count);
}
