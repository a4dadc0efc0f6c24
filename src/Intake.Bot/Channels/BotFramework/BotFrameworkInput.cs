using System.Text.Json;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>What an activity means for the channel.</summary>
public abstract record BotFrameworkInput;

/// <summary>It is of no form that is known.</summary>
/// <param name="Id">Its id; null when it has none.</param>
public sealed record UnreadableActivity(string? Id) : BotFrameworkInput;

/// <summary>Nobody has said anything: typing, reactions, what was deleted, what bots say, kinds that are not known.</summary>
public sealed record NothingSaid : BotFrameworkInput;

/// <summary>An <c>invoke</c> that nobody here carries out.</summary>
public sealed record UnknownInvoke : BotFrameworkInput;

/// <summary>Something in a group, where no request is taken in: others would read it.</summary>
/// <param name="Reference">The group.</param>
/// <param name="Message">The activity's id, unique within the group.</param>
public sealed record SaidInGroup(ConversationReference Reference, string Message) : BotFrameworkInput;

/// <summary>Somebody has said something to the bot.</summary>
/// <param name="Reference">How the conversation is reached.</param>
/// <param name="Message">The activity's id, unique within the conversation and the same when it is delivered again.</param>
/// <param name="Activity">What it means; the files are added when they are here.</param>
/// <param name="Files">Files to fetch.</param>
public sealed record SaidToBot(ConversationReference Reference, string Message, Activity Activity, IReadOnlyList<SentFile> Files) : BotFrameworkInput
{
    /// <summary>Whether it is an <c>invoke</c>, which is answered in the body.</summary>
    public bool IsInvoke { get; init; }
}

/// <summary>A file that lies somewhere.</summary>
/// <param name="Url">Where; may be a <c>data:</c> address, which holds it itself.</param>
/// <param name="Name">The sender's name for it; empty where there is none.</param>
public sealed record SentFile(string Url, string Name);

/// <summary>How a conversation is reached (<c>ConversationReference</c> of the Bot Framework). No name of anybody is in it.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="ServiceUrl">The Connector's address; a token has vouched for it.</param>
/// <param name="Conversation">The conversation's id.</param>
/// <param name="Bot">The bot's id on the channel.</param>
/// <param name="User">The person's id on the channel; null in groups.</param>
/// <param name="TenantId">The organisation, where there are organisations.</param>
public sealed record ConversationReference(string ChannelId, string ServiceUrl, string Conversation, string? Bot, string? User, string? TenantId)
{
    /// <summary>The conversation among those of every channel.</summary>
    public string Key => $"{ChannelId}/{Conversation}";

    /// <summary>The written form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, BotFrameworkJson.Default.ConversationReference);

    /// <summary>Reads the written form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ConversationReference FromJson(string json) => JsonSerializer.Deserialize(json, BotFrameworkJson.Default.ConversationReference) ?? throw new JsonException("A reference is never null.");
}
