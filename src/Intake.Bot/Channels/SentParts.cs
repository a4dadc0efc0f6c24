using System.Collections.Concurrent;

namespace Intake.Bot.Channels;

/// <summary>How much of an outgoing message that is sent in several parts is gone, so that what failed in between does not begin again. A crash forgets it.</summary>
internal sealed class SentParts
{
    private const int ManyRows = 10_000;
    private readonly ConcurrentDictionary<long, int> _gone = new();

    /// <summary>How many parts of it are gone.</summary>
    public int Of(long message)
    {
        if (_gone.Count > ManyRows)
            _gone.Clear();
        return _gone.GetValueOrDefault(message);
    }

    /// <summary>So many parts of it are gone.</summary>
    public void Sent(long message, int parts) => _gone[message] = parts;
}
