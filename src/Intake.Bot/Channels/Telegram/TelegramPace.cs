namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// When the next message may leave. Telegram takes about one a second for a chat and thirty a second in all
/// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this), and says how long to wait when it was too much.
/// </summary>
internal sealed class TelegramPace(TimeProvider clock)
{
    /// <summary>The most messages in a second, to all chats together.</summary>
    public const int MostInASecond = 30;

    private const int ManyChats = 10_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<DateTimeOffset> _last = new(MostInASecond);
    private readonly Dictionary<string, DateTimeOffset> _freeAt = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset _heldUntil;
    private (string Chat, DateTimeOffset Until) _refused = ("", default);

    /// <summary>Waits until a message may leave, and counts it as leaving then. One message of a chat at a time.</summary>
    /// <param name="chat">The chat; null for what counts for no chat, such as other buttons under a message.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task WaitAsync(string? chat, CancellationToken cancellationToken)
    {
        while (TakePlace(chat) is { } at)
            await UntilAsync(at, cancellationToken);
    }

    /// <summary>Telegram wants nothing for a while, for a chat: no message goes there until then. When it says so of two chats at once, it means all.</summary>
    public void Hold(string chat, TimeSpan time)
    {
        lock (_gate)
        {
            var until = clock.GetUtcNow() + time;
            _freeAt[chat] = until;
            if (_refused.Chat != chat && _refused.Until > clock.GetUtcNow())
                _heldUntil = Later(_heldUntil, until);
            _refused = (chat, until);
        }
    }

    /// <summary>Nothing goes anywhere for a while.</summary>
    public void HoldAll(TimeSpan time)
    {
        lock (_gate)
            _heldUntil = Later(_heldUntil, clock.GetUtcNow() + time);
    }

    // Null when it may leave now. Counted when it leaves and not when it was to: on a busy machine those who wait wake up
    // late and together, and places given out beforehand would let more of them leave within a second than Telegram takes.
    private DateTimeOffset? TakePlace(string? chat)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var at = Later(_heldUntil, chat is null ? default : _freeAt.GetValueOrDefault(chat));
            if (_last.Count == MostInASecond)
                at = Later(at, _last.Peek() + Second);
            if (at > now)
                return at;
            if (_last.Count == MostInASecond)
                _last.Dequeue();
            _last.Enqueue(now);
            if (chat is not null)
                Count(chat, now);
            return null;
        }
    }

    private void Count(string chat, DateTimeOffset at)
    {
        if (_freeAt.Count >= ManyChats)
        {
            var now = clock.GetUtcNow();
            foreach (var (quiet, _) in _freeAt.Where(one => one.Value <= now).ToList())
                _freeAt.Remove(quiet);
        }

        _freeAt[chat] = at + Second;
    }

    private async Task UntilAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (at - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
