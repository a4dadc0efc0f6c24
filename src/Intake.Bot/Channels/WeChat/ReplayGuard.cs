using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Keeps what somebody has listened to from being used again. The time in a message may not be far from now. And since a
/// signature says nothing about a body that is not encrypted, a signature is good for one body only: the same one may come
/// again, as WeChat's own repeats do, another one may not.
/// </summary>
internal sealed class ReplayGuard(WeChatOptions options, TimeProvider clock)
{
    /// <summary>The most signatures remembered of each half of the window; the older half goes when there are more.</summary>
    private const int Most = 200_000;

    private readonly Lock _gate = new();
    private Dictionary<ulong, ulong> _now = [];
    private Dictionary<ulong, ulong> _before = [];
    private DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>Whether a time, in seconds since 1970, is now or nearly so.</summary>
    public bool IsNow(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)options.ReplayWindow.TotalSeconds;

    /// <summary>Whether a signature comes with its own body: for the first time, or with the same one as before.</summary>
    public bool IsOwnBody(string signature, ReadOnlySpan<byte> body)
    {
        var (key, value) = (Hash(Encoding.UTF8.GetBytes(signature)), Hash(body));
        lock (_gate)
        {
            Turn();
            if (_now.TryGetValue(key, out var known) || _before.TryGetValue(key, out known))
                return known == value;
            _now[key] = value;
            return true;
        }
    }

    // Each half is remembered for as long as a time is good in both directions.
    private void Turn()
    {
        var now = clock.GetUtcNow();
        if (now - _since < 2 * options.ReplayWindow && _now.Count < Most)
            return;
        (_before, _now, _since) = (_now, [], now);
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes) => BitConverter.ToUInt64(SHA256.HashData(bytes));
}
