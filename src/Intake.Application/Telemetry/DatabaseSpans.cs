using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Telemetry;

/// <summary>
/// Spans of what is asked of a database whose driver makes none, named as OpenTelemetry's conventions for databases say:
/// the system and the operation, never the statement. A span is made once the answer is there, by what EF has measured, and
/// only inside a trace: what polls the database in the background makes none.
/// </summary>
/// <param name="system">The value of <c>db.system.name</c>.</param>
internal sealed class DatabaseSpans(string system) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private static readonly string[] Operations = ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "PRAGMA"];

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        Executed(command, eventData);
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Executed(command, eventData);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Executed(command, eventData);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default)
    {
        Executed(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Failed(command, eventData);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Failed(command, eventData);
        return Task.CompletedTask;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Add("BEGIN", eventData.StartTime, eventData.Duration);
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Add("BEGIN", eventData.StartTime, eventData.Duration);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Add("COMMIT", eventData.StartTime, eventData.Duration);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Add("COMMIT", eventData.StartTime, eventData.Duration);
        return Task.CompletedTask;
    }

    private void Executed(DbCommand command, CommandExecutedEventData done)
    {
        if (IsTraced)
            Add(OperationOf(command.CommandText), done.StartTime, done.Duration);
    }

    private void Failed(DbCommand command, CommandErrorEventData done)
    {
        if (IsTraced)
            Add(OperationOf(command.CommandText), done.StartTime, done.Duration, done.Exception);
    }

    private static bool IsTraced => Activity.Current is not null && Tracing.Source.HasListeners();

    private void Add(string operation, DateTimeOffset startedAt, TimeSpan duration, Exception? fault = null)
    {
        if (!IsTraced)
            return;
        using var activity = Tracing.Source.StartActivity(operation, ActivityKind.Client, default(ActivityContext), startTime: startedAt);
        if (activity is null)
            return;
        activity.SetTag("db.system.name", system).SetTag("db.operation.name", operation);
        if (fault is not null)
            activity.Fail(fault);
        activity.SetEndTime((startedAt + duration).UtcDateTime);
    }

    private static string OperationOf(string statement)
    {
        var words = statement.AsSpan().TrimStart();
        foreach (var operation in Operations)
        {
            if (words.StartsWith(operation, StringComparison.OrdinalIgnoreCase))
                return operation;
        }

        return "OTHER";
    }
}
