using System.Text.Json;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Handling;

/// <summary>One activity of a conversation as it is kept for channels that fetch: what somebody said, or one reply.</summary>
public sealed record ChatEntry
{
    /// <summary>The channel's id of the message said, or of the one that is answered; null for news.</summary>
    public string? Message { get; init; }

    /// <summary>What somebody said; null when the bot speaks.</summary>
    public SaidByUser? Said { get; init; }

    /// <summary>What the bot says, without secrets; null when somebody else speaks.</summary>
    public Reply? Reply { get; init; }

    /// <summary>The written form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Context.ChatEntry);

    /// <summary>Reads the written form and puts the secret of a receipt into its place.</summary>
    /// <exception cref="JsonException">It is no entry.</exception>
    public static ChatEntry FromJson(string json, ReceiptSecret secrets)
    {
        var entry = JsonSerializer.Deserialize(json, ReadableJson.Context.ChatEntry) ?? throw new JsonException("An entry is never null.");
        return entry.Reply is null ? entry : entry with { Reply = entry.Reply.WithSecret(secrets) };
    }
}

/// <summary>What somebody said, as it is shown again to the same person.</summary>
/// <param name="Text">The words; the title of a button pressed.</param>
/// <param name="Files">The files that were taken in.</param>
public sealed record SaidByUser(string Text, IReadOnlyList<IncomingFile> Files)
{
    /// <summary>Who said it, by the client's own id; null where it told none.</summary>
    public string? From { get; init; }
}

/// <summary>Puts secrets into replies on their way out.</summary>
public static class ReplySecrets
{
    /// <summary>The reply with the secret of its receipt in the place kept for it.</summary>
    public static Reply WithSecret(this Reply reply, ReceiptSecret secrets)
    {
        ArgumentNullException.ThrowIfNull(reply);
        ArgumentNullException.ThrowIfNull(secrets);
        if (reply.ReceiptOf is not { } number)
            return reply;
        var secret = secrets.For(number);
        string Filled(string text) => text.Replace(Reply.SecretMark.ToString(), secret, StringComparison.Ordinal);
        return reply with
        {
            Text = Filled(reply.Text),
            Card = reply.Card is { } card ? card with { Fields = [.. card.Fields.Select(field => field with { Value = Filled(field.Value) })] } : null,
        };
    }

    /// <summary>Replies in their written form, without secrets.</summary>
    public static string ToJson(IReadOnlyList<Reply> replies) => JsonSerializer.Serialize(replies, ReadableJson.Context.IReadOnlyListReply);

    /// <summary>Reads replies and puts secrets into them.</summary>
    /// <exception cref="JsonException">They are no replies.</exception>
    public static IReadOnlyList<Reply> FromJson(string json, ReceiptSecret secrets)
    {
        var replies = JsonSerializer.Deserialize(json, ReadableJson.Context.IReadOnlyListReply) ?? throw new JsonException("Replies are never null.");
        return [.. replies.Select(reply => reply.WithSecret(secrets))];
    }
}
