namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// When the next message may leave. Telegram takes about one a second for a chat and thirty a second in all
/// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this), and says how long to wait when it was too much.
/// </summary>
internal sealed class TelegramPace(TimeProvider clock)
{
    /// <summary>The most messages in a second, to all chats together.</summary>
    public const int MostInASecond = 30;

    /// <summary>
    /// The most messages that leave together. Thirty of them would be within the limit here, and beyond it there: what is late
    /// on the way arrives with those of the next second.
    /// </summary>
    public const int MostAtOnce = 5;

    private const int ManyChats = 10_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Window _inASecond = new(MostInASecond, Second);
    private readonly Window _atOnce = new(MostAtOnce, Second * MostAtOnce / MostInASecond);
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
            at = Later(at, Later(_inASecond.FreeAt, _atOnce.FreeAt));
            if (at > now)
                return at;
            _inASecond.Count(now);
            _atOnce.Count(now);
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
        // In whole milliseconds, as a delay is, and never a part of one too short: it would be no delay at all.
        if (at - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellationToken);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>So many within a time, wherever that time begins.</summary>
    private sealed class Window(int most, TimeSpan time)
    {
        private readonly Queue<DateTimeOffset> _last = new(most);

        /// <summary>When the next one may leave, as far as this goes.</summary>
        public DateTimeOffset FreeAt => _last.Count < most ? default : _last.Peek() + time;

        /// <summary>One leaves.</summary>
        public void Count(DateTimeOffset at)
        {
            if (_last.Count == most)
                _last.Dequeue();
            _last.Enqueue(at);
        }
    }
}
