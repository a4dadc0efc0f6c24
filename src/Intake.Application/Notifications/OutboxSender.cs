using Intake.Application.Telemetry;
using Intake.Application.Writing;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Notifications;

/// <summary>How one kind of outgoing message leaves.</summary>
public interface IOutboxRoute
{
    /// <summary>The <see cref="OutboxRow.Kind"/> that it takes.</summary>
    string Kind { get; }

    /// <summary>Sends one message. A receiver may get it twice after a crash, and tells by the idempotency key.</summary>
    /// <returns>What came of it. An exception counts as a failure that may pass.</returns>
    ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken);
}

/// <summary>What came of sending.</summary>
/// <param name="Status">Sent; waiting when it may work later; dead when it never will.</param>
/// <param name="Failure">Why not: a code or the receiver's status, never content.</param>
/// <param name="RetryAfter">The receiver's own word on when to try again.</param>
/// <param name="IsRecorded">Whether the route has recorded it itself, in the transaction of what it did.</param>
public readonly record struct OutboxResult(OutboxStatus Status, string? Failure = null, TimeSpan? RetryAfter = null, bool IsRecorded = false)
{
    /// <summary>It is gone.</summary>
    public static readonly OutboxResult Sent = new(OutboxStatus.Sent);

    /// <summary>It is gone, and the route has recorded that.</summary>
    public static readonly OutboxResult Recorded = new(OutboxStatus.Sent, IsRecorded: true);
}

/// <summary>Sends what waits in the outbox, the oldest first, with growing pauses between attempts and a list of what was given up.</summary>
public sealed partial class OutboxSender(
    OutboxClaims claims,
    CommandWriter writer,
    IEnumerable<IOutboxRoute> routes,
    TimeProvider clock,
    ILogger<OutboxSender> logger) : IDisposable
{
    private readonly Dictionary<string, IOutboxRoute> _routes = routes.ToDictionary(route => route.Kind, StringComparer.Ordinal);
    private readonly SemaphoreSlim _alone = new(1, 1);

    /// <summary>Sends everything that is due. Answers how many were sent. One run at a time: a second one waits for the first.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var sent = 0;
            while (await claims.TakeAsync(cancellationToken) is { Messages.Count: > 0 } batch)
                sent += await SendAsync(batch, cancellationToken);
            return sent;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private async Task<int> SendAsync(OutboxBatch batch, CancellationToken cancellationToken)
    {
        var (sent, begun) = (0, 0);
        try
        {
            // What is slow to send must not run into the time of others, who would send it, too.
            while (begun < batch.Messages.Count && clock.GetUtcNow() < batch.BeginUntil)
                sent += await SendAsync(batch.Messages[begun++], cancellationToken) == OutboxStatus.Sent ? 1 : 0;
        }
        finally
        {
            // Also when this node stops, or the database fails in between. The one that was under way waits until its claim is over.
            await claims.GiveBackAsync(batch, begun);
        }

        return sent;
    }

    /// <summary>Sends one message that is due, and records what came of it. Answers how it stands now.</summary>
    internal async Task<OutboxStatus> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        using var trace = Tracing.Sending(message);
        var result = await TryAsync(message, cancellationToken);
        // Also while the program is asked to end: what is gone and not recorded would leave once more.
        return result.IsRecorded ? result.Status : await writer.WriteAsync(new RecordAttempt(message.Id, result), CancellationToken.None);
    }

    private async Task<OutboxResult> TryAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        if (!_routes.TryGetValue(message.Kind, out var route))
            return new(OutboxStatus.Waiting, "no-route");
        try
        {
            return await route.SendAsync(message, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(message.Id, message.Kind, fault.GetType().Name);
            return new(OutboxStatus.Waiting, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outgoing message {Id} of kind {Kind} could not be sent: {Fault}")]
    private partial void LogFailed(long id, string kind, string fault);
}

/// <summary>Records an attempt and sets the next one: 10 s, 20 s, 40 s and so on up to an hour; given up after the twelfth.</summary>
public sealed class RecordAttempt(long id, OutboxResult result) : Command<OutboxStatus>
{
    private const int MostAttempts = 12;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected internal override void Foresee(Foreseen foreseen)
    {
        ArgumentNullException.ThrowIfNull(foreseen);
        foreseen.Outbox.Add(id);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<OutboxStatus> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var row = await session.Db.Outbox.FindAsync([id], cancellationToken) ?? throw new InvalidOperationException($"Outgoing message {id} is gone.");
        row.Attempts++;
        row.Claim = null;
        row.Failure = result.Failure;
        row.Status = result.Status == OutboxStatus.Waiting && row.Attempts >= MostAttempts ? OutboxStatus.Dead : result.Status;
        row.NextAttemptAt = row.Status == OutboxStatus.Waiting ? session.Now + (result.RetryAfter ?? PauseAfter(row.Attempts)) : null;
        session.Changed(row);
        return row.Status;
    }

    /// <summary>The pause after the nth failed attempt.</summary>
    public static TimeSpan PauseAfter(int attempts)
    {
        var pause = First * Math.Pow(2, Math.Clamp(attempts - 1, 0, 20));
        return pause < Longest ? pause : Longest;
    }
}

/// <summary>Puts a message that was given up back into the outbox.</summary>
public sealed class ResendMessage(long id) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Outbox.FindAsync([id], cancellationToken) is not { Status: OutboxStatus.Dead } row)
            return false;
        row.Status = OutboxStatus.Waiting;
        row.Attempts = 0;
        row.NextAttemptAt = session.Now;
        session.Changed(row);
        session.RingOutbox();
        return true;
    }
}
