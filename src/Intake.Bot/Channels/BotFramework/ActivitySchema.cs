using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>
/// An activity as it goes over the wire (Bot Framework activity schema 3.3, the members that are used; Direct Line has the
/// same). Names are the schema's. Every member may be missing: what comes from outside is believed only as far as it is there.
/// </summary>
public sealed record BotActivity
{
    /// <summary><c>message</c>, <c>event</c>, <c>typing</c>, <c>conversationUpdate</c>, ...</summary>
    public string? Type { get; init; }

    /// <summary>The channel's id of it, the same when it is delivered again.</summary>
    public string? Id { get; init; }

    /// <summary>When it was sent or kept, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Where answers go: the address of the Connector's REST API.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary>Which channel: <c>msteams</c>, <c>webchat</c>, <c>directline</c>, ...</summary>
    public string? ChannelId { get; init; }

    /// <summary>Who said it.</summary>
    public ChannelAccount? From { get; init; }

    /// <summary>To whom.</summary>
    public ChannelAccount? Recipient { get; init; }

    /// <summary>Of which conversation.</summary>
    public ConversationAccount? Conversation { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary><c>plain</c> on everything that the bot says.</summary>
    public string? TextFormat { get; init; }

    /// <summary>The same in words where cards cannot be shown, such as in a notification.</summary>
    public string? Summary { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>Cards and files.</summary>
    public IReadOnlyList<BotAttachment?>? Attachments { get; init; }

    /// <summary>Buttons.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>The activity that this answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What a button sends back.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What an <c>invoke</c> or <c>event</c> wants.</summary>
    public string? Name { get; init; }

    /// <summary>What a <c>contactRelationUpdate</c> or <c>installationUpdate</c> says: <c>add</c> or <c>remove</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Who came into the conversation, the bot itself among them.</summary>
    public IReadOnlyList<ChannelAccount?>? MembersAdded { get; init; }

    /// <summary>What the text speaks of: mentions, places. Of any form.</summary>
    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>What channel and client tell each other; of any form.</summary>
    public JsonElement? ChannelData { get; init; }
}

/// <summary>Who says something.</summary>
/// <param name="Id">The channel's id, or <c>bot</c>.</param>
/// <param name="Name">A display name.</param>
/// <param name="Role"><c>user</c> or <c>bot</c>.</param>
public sealed record ChannelAccount(string? Id, string? Name = null, string? Role = null);

/// <summary>A conversation.</summary>
/// <param name="Id">Its id, unique within the channel.</param>
/// <param name="IsGroup">Whether there are more than one person and the bot; null where the channel does not say.</param>
/// <param name="ConversationType">What Teams calls it: <c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
/// <param name="TenantId">The organisation that it belongs to, where there are organisations.</param>
public sealed record ConversationAccount(string? Id, bool? IsGroup = null, string? ConversationType = null, string? TenantId = null);

/// <summary>A card (with content) or a file (by name and address).</summary>
public sealed record BotAttachment
{
    /// <summary>Media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the content lies.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>The content of a card.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }
}

/// <summary>The buttons under a message.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction?>? Actions);

/// <summary>A button. <c>postBack</c>: its value is sent and not shown as said.</summary>
public sealed record CardAction(string? Type, string? Title, string? Value);

/// <summary>Camel case, nothing for null, as the protocol writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BotActivity))]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class ActivityJson : JsonSerializerContext;
