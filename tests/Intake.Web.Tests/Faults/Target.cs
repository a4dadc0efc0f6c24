using System.Collections.Concurrent;
using Intake.Application.Notifications;
using Intake.Application.Writing;

namespace Intake.Web.Tests.Faults;

/// <summary>Somebody outside to whom messages are sent, and who may be down.</summary>
/// <param name="kind">The kind of messages that come here.</param>
/// <param name="clock">When they come.</param>
/// <param name="backAt">Until when it is down.</param>
internal sealed class Target(string kind, TimeProvider clock, DateTimeOffset backAt) : IOutboxRoute
{
    /// <inheritdoc/>
    public string Kind => kind;

    /// <summary>When each message was tried in vain, by its key.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> Tried { get; } = new(StringComparer.Ordinal);

    /// <summary>When each message arrived, by its key.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> Arrived { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var now = clock.GetUtcNow();
        var kept = now < backAt ? Tried : Arrived;
        kept.GetOrAdd(message.IdempotencyKey, _ => new()).Enqueue(now);
        return now < backAt ? throw new HttpRequestException("Nobody answers.") : OutboxResult.Sent;
    }
}

/// <summary>Writes one message for a target.</summary>
internal sealed class SendTo(string kind, string key) : Command<bool>
{
    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        await session.SendAsync(kind, "somebody", "{}", key, cancellationToken);
        return true;
    }
}
