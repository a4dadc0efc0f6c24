using System.Collections.Concurrent;
using Intake.Application.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>
/// Tells open streams that something was said. What this node takes in rings at once; what other nodes and the outbox say
/// is found by one question a second for all streams of the node together, however many there are.
/// </summary>
internal sealed partial class DirectLineBell(ChatQueries chats, TimeProvider clock, ILogger<DirectLineBell> logger) : BackgroundService
{
    /// <summary>The most streams of one conversation: as many as a person has windows open.</summary>
    public const int MostOfOne = 8;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<DirectLineListener, bool> _listeners = new();

    /// <summary>Listens to a conversation until it is disposed of; null when there are too many already.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="after">The watermark up to which everything is known.</param>
    public DirectLineListener? Listen(string conversation, int after)
    {
        var listener = new DirectLineListener(conversation, after, one => _listeners.TryRemove(one, out _));
        _listeners[listener] = true;
        if (_listeners.Keys.Count(one => one.Conversation == conversation) <= MostOfOne)
            return listener;
        listener.Dispose();
        return null;
    }

    /// <summary>Something was said in a conversation.</summary>
    public void Ring(string conversation)
    {
        foreach (var (listener, _) in _listeners)
        {
            if (listener.Conversation == conversation)
                listener.Ring();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the looking for good; nothing is lost, since streams read from their watermark.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault.GetType().Name);
            }

            await Task.Delay(BetweenLooks, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var listeners = _listeners.Keys;
        if (listeners.Count == 0)
            return;
        var last = await chats.WatermarksAsync(ChannelProfile.WebChat.Code, [.. listeners.Select(one => one.Conversation).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var listener in listeners)
        {
            if (last.TryGetValue(listener.Conversation, out var watermark) && watermark > listener.Known)
                listener.Ring();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is new in conversations could not be looked for, and is again: {Fault}")]
    private partial void LogFailed(string fault);
}

/// <summary>One stream's ear.</summary>
internal sealed class DirectLineListener(string conversation, int after, Action<DirectLineListener> forget) : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private readonly Lock _gate = new();
    private volatile int _known = after;

    /// <summary>The conversation.</summary>
    public string Conversation { get; } = conversation;

    /// <summary>The watermark up to which everything is known.</summary>
    public int Known
    {
        get => _known;
        set => _known = value;
    }

    /// <summary>Something is new, or may be.</summary>
    public void Ring()
    {
        lock (_gate)
        {
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }

    /// <summary>Waits until it has rung since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rung.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => forget(this);
}
