namespace Intake.Application.Writing;

/// <summary>
/// What the commands of one transaction are going to look for, so that one question finds it for all of them. What a command
/// does not foresee it finds by a question of its own.
/// </summary>
public sealed class Foreseen
{
    /// <summary>Keys of tickets, with the conversations that hear of them.</summary>
    public ISet<long> Tickets { get; } = new HashSet<long>();

    /// <summary>Keys of tickets, of those in <see cref="Tickets"/>, whose receipts are shown.</summary>
    public ISet<long> Receipts { get; } = new HashSet<long>();

    /// <summary>Keys of conversations.</summary>
    public ISet<long> Conversations { get; } = new HashSet<long>();

    /// <summary>Keys of outgoing messages.</summary>
    public ISet<long> Outbox { get; } = new HashSet<long>();

    /// <summary>Incoming messages by channel and the channel's id.</summary>
    public ISet<(string Channel, string Id)> Messages { get; } = new HashSet<(string, string)>();

    /// <summary>Conversations by channel and the channel's id.</summary>
    public ISet<(string Channel, string Id)> Chats { get; } = new HashSet<(string, string)>();
}
