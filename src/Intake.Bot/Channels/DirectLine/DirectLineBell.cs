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
    private readonly Dictionary<string, List<DirectLineListener>> _listeners = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Listens to a conversation until it is disposed of; null when there are too many already.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="after">The watermark up to which everything is known.</param>
    public DirectLineListener? Listen(string conversation, int after)
    {
        lock (_gate)
        {
            if (!_listeners.TryGetValue(conversation, out var some))
                _listeners[conversation] = some = [];
            if (some.Count >= MostOfOne)
                return null;
            var listener = new DirectLineListener(conversation, after, Forget);
            some.Add(listener);
            return listener;
        }
    }

    /// <summary>Something was said in a conversation.</summary>
    public void Ring(string conversation)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners.GetValueOrDefault(conversation) ?? [])
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
        string[] conversations;
        lock (_gate)
            conversations = [.. _listeners.Keys];
        if (conversations.Length == 0)
            return;
        foreach (var (conversation, watermark) in await chats.WatermarksAsync(ChannelProfile.WebChat.Code, conversations, cancellationToken))
        {
            lock (_gate)
            {
                foreach (var listener in _listeners.GetValueOrDefault(conversation)?.Where(one => one.Known < watermark) ?? [])
                    listener.Ring();
            }
        }
    }

    private void Forget(DirectLineListener listener)
    {
        lock (_gate)
        {
            if (_listeners.TryGetValue(listener.Conversation, out var some) && some.Remove(listener) && some.Count == 0)
                _listeners.Remove(listener.Conversation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is new in conversations could not be looked for, and is again: {Fault}")]
    private partial void LogFailed(string fault);
}

/// <summary>One stream's ear. It is rung by the bell alone, one ring at a time.</summary>
internal sealed class DirectLineListener(string conversation, int after, Action<DirectLineListener> forget) : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
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
        if (_rung.CurrentCount == 0)
            _rung.Release();
    }

    /// <summary>Waits until it has rung since the last time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _rung.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        forget(this);
        _rung.Dispose();
    }
}
