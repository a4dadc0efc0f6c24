using System.Diagnostics;
using Intake.Application.Writing;

namespace Intake.Application.Telemetry;

/// <summary>
/// The spans of one transaction. It serves many commands that come from as many traces, so it is a trace of its own that
/// is linked to where each was sent; beside it each command has a span in the trace of its sender, which lasts until the
/// transaction is over and is linked to it.
/// </summary>
internal sealed class WriteTrace
{
    private readonly Activity? _transaction;
    private readonly List<Activity> _commands = [];

    private WriteTrace(IReadOnlyList<Command> commands)
    {
        Activity.Current = null;
        var links = commands.Where(command => command.SentFrom != default).Select(command => new ActivityLink(command.SentFrom));
        _transaction = Tracing.Source.StartActivity("transaction", ActivityKind.Internal, default(ActivityContext), links: links);
        _transaction?.SetTag("commands", commands.Count);
    }

    /// <summary>Begins the transaction's span; null while nobody listens.</summary>
    public static WriteTrace? Begin(IReadOnlyList<Command> commands) => Tracing.Source.HasListeners() ? new(commands) : null;

    /// <summary>Begins a command's span: what is asked of the database from here on is asked by it. Answers where in its trace that is.</summary>
    public ActivityContext Enter(Command command)
    {
        Activity.Current = _transaction;
        var links = _transaction is null ? null : new[] { new ActivityLink(_transaction.Context) };
        if (Tracing.Source.StartActivity(command.GetType().Name, ActivityKind.Internal, command.SentFrom, links: links) is not { } activity)
            return command.SentFrom;
        _commands.Add(activity);
        return activity.Context;
    }

    /// <summary>What is asked of the database from here on is for all of them.</summary>
    public void Save() => Activity.Current = _transaction;

    /// <summary>Ends all spans.</summary>
    /// <param name="fault">Why nothing was saved; null when all is.</param>
    public void End(Exception? fault = null)
    {
        foreach (var activity in _transaction is null ? _commands : _commands.Append(_transaction))
        {
            if (fault is not null)
                activity.Fail(fault);
            activity.Dispose();
        }

        Activity.Current = null;
    }
}
