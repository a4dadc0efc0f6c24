using System.Security.Cryptography;
using System.Text;
using Intake.Application.Notifications;
using Intake.Bot.Channels;

namespace Intake.Bot.Conversation.Handling;

/// <summary>A message as a channel hands it over.</summary>
public sealed record InboundActivity
{
    private const int LongestId = 90;

    /// <summary>What the channel can do.</summary>
    public required ChannelProfile Profile { get; init; }

    /// <summary>The channel's own id of the conversation.</summary>
    public required string Conversation { get; init; }

    /// <summary>The channel's own id of the message, the same when it sends it again; unique within the conversation.</summary>
    public required string Message { get; init; }

    /// <summary>The message as it came, kept before anything else.</summary>
    public required string Raw { get; init; }

    /// <summary>What it means.</summary>
    public required Activity Activity { get; init; }

    /// <summary>Who sends it, by the client's own id, so that the client knows its own words again; null where it tells none.</summary>
    public string? Sender { get; init; }

    /// <summary>How the conversation is reached later, in the channel's own form; null where its id is enough.</summary>
    public string? Reference { get; init; }

    /// <summary>Where wrong receipts are counted: the client's address; null where there is none, then the conversation.</summary>
    public string? Address { get; init; }

    /// <summary>Ids of the messages kept before (as they are kept) that this is put together of: handled with it, or not at all.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>How long the answer stays in the outbox for the channel to give it itself; null when it leaves at once. Only where the channel is sent its messages.</summary>
    public TimeSpan? AnswerHeldFor { get; init; }

    /// <summary>The conversation's id as it is kept: a long one by its hash.</summary>
    public string ConversationKey => Kept(Conversation);

    /// <summary>The message's id as it is kept, unique within the channel.</summary>
    public string MessageKey => $"{ConversationKey}/{Kept(Message)}";

    /// <summary>An id as it is kept.</summary>
    public static string Kept(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length <= LongestId ? id : HashOf(id);
    }

    /// <summary>What a text is known by that has no id, or a long one.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What became of a message.</summary>
/// <param name="Conversation">Key of the conversation.</param>
/// <param name="Watermark">The last watermark that it made, for channels that fetch; 0 when it made none.</param>
/// <param name="Replies">What was said, with the secrets of receipts in it.</param>
/// <param name="IsRepeat">Whether the message was handled before, and this is the same answer again.</param>
/// <param name="IsParked">Whether it could not be handled and is kept for a person to look at.</param>
public sealed record HandledActivity(long Conversation, int Watermark, IReadOnlyList<Reply> Replies, bool IsRepeat, bool IsParked)
{
    /// <summary>The answer, where the channel may give it itself, and has to say whether it did; null where it leaves, or has left, by the outbox.</summary>
    public HeldAnswer? Held { get; init; }

    /// <summary>The number of a receipt that was wrong, for counting it once the turn is durable; null when none was.</summary>
    internal string? WrongReceipt { get; init; }
}
