using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>An activity as it goes over the wire (Bot Framework activity schema, the members that a chat uses). Names are the schema's.</summary>
public sealed record BotActivity
{
    /// <summary><c>message</c>, <c>event</c>, <c>typing</c>, <c>conversationUpdate</c>, ...</summary>
    public string? Type { get; init; }

    /// <summary>Given by this service: the conversation, and the place in it or the client's own id.</summary>
    public string? Id { get; init; }

    /// <summary>When it was kept, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Always <c>directline</c>.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Who said it.</summary>
    public ChannelAccount? From { get; init; }

    /// <summary>Of which conversation.</summary>
    public ConversationAccount? Conversation { get; init; }

    /// <summary>The text, always plain.</summary>
    public string? Text { get; init; }

    /// <summary><c>plain</c> on everything that the bot says.</summary>
    public string? TextFormat { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>Cards and files.</summary>
    public IReadOnlyList<BotAttachment>? Attachments { get; init; }

    /// <summary>Buttons.</summary>
    public SuggestedActions? SuggestedActions { get; init; }

    /// <summary>The activity that this answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What a button sends back.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>What channel and client tell each other; <c>clientActivityID</c> tells a repeat.</summary>
    public ClientMark? ChannelData { get; init; }
}

/// <summary>Who says something.</summary>
/// <param name="Id">The client's id, or <c>bot</c>.</param>
/// <param name="Name">A display name.</param>
/// <param name="Role"><c>user</c> or <c>bot</c>.</param>
public sealed record ChannelAccount(string? Id, string? Name = null, string? Role = null);

/// <summary>A conversation by its id.</summary>
public sealed record ConversationAccount(string? Id);

/// <summary>A card (with content) or a file (by name).</summary>
public sealed record BotAttachment
{
    /// <summary>Media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Where the content lies; never fetched by this service.</summary>
    public string? ContentUrl { get; init; }

    /// <summary>The content of a card.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The file's name.</summary>
    public string? Name { get; init; }
}

/// <summary>The buttons under a message.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction> Actions);

/// <summary>A button. <c>postBack</c>: its value is sent and not shown as said.</summary>
public sealed record CardAction(string Type, string Title, string Value);

/// <summary>What a client may say of its activity.</summary>
public sealed record ClientMark
{
    /// <summary>The client's own id of the activity: the same on a repeat.</summary>
    [JsonPropertyName("clientActivityID")]
    public string? ClientActivityId { get; init; }

    /// <summary>The title of the button pressed, so that the conversation reads well afterwards.</summary>
    public string? Title { get; init; }
}

/// <summary>The answer to an activity.</summary>
public sealed record ResourceResponse(string Id);

/// <summary>Activities after a watermark.</summary>
public sealed record ActivitySet(IReadOnlyList<BotActivity> Activities, string Watermark);

/// <summary>A conversation that was started, or is taken up again.</summary>
/// <param name="ConversationId">Its id.</param>
/// <param name="Token">The token for it.</param>
/// <param name="ExpiresIn">Seconds for which the token holds.</param>
public sealed record DirectLineConversation(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>What a conversation may be started with.</summary>
public sealed record StartParameters
{
    /// <summary>The person.</summary>
    public ChannelAccount? User { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Locale { get; init; }
}

/// <summary>Camel case, nothing for null, as the protocol writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BotActivity))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(DirectLineConversation))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(StartParameters))]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
