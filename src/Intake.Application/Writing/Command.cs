using System.Diagnostics;

namespace Intake.Application.Writing;

/// <summary>
/// A change to be made. Commands are the one way to write: pages, channels, jobs and the API send them to the
/// <see cref="CommandWriter"/>, which runs those that wait one after the other and saves them in one transaction.
/// </summary>
public abstract class Command
{
    /// <summary>The instant at which it happens; null for the instant at which it is run.</summary>
    internal DateTimeOffset? At { get; set; }

    /// <summary>Where in a trace it was sent; nothing when that was in none.</summary>
    internal ActivityContext SentFrom { get; set; }

    /// <summary>Says what it is going to look for. Saying nothing costs a question more, and saying too much one too large.</summary>
    protected internal virtual void Foresee(Foreseen foreseen)
    {
    }

    /// <summary>
    /// Loads what it needs, decides, and adds what has to be written to the session. It is run again from the start
    /// when the transaction fails, so it keeps nothing between runs and touches nothing outside the session.
    /// </summary>
    internal abstract ValueTask RunAsync(WriteSession session, CancellationToken cancellationToken);

    /// <summary>Tells the sender that it is saved.</summary>
    internal abstract void Complete();

    /// <summary>Tells the sender that it failed and nothing of it is saved.</summary>
    internal abstract void Fail(Exception exception);
}

/// <summary>A change with an answer.</summary>
public abstract class Command<TResult> : Command
{
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    /// <summary>The answer, once saved.</summary>
    internal Task<TResult> Completion => _completion.Task;

    /// <summary>Loads, decides and adds to the session; see <see cref="RunAsync"/>.</summary>
    protected internal abstract ValueTask<TResult> ExecuteAsync(WriteSession session, CancellationToken cancellationToken);

    internal sealed override async ValueTask RunAsync(WriteSession session, CancellationToken cancellationToken) =>
        _result = await ExecuteAsync(session, cancellationToken);

    internal sealed override void Complete() => _completion.TrySetResult(_result!);

    internal sealed override void Fail(Exception exception) => _completion.TrySetException(exception);
}
