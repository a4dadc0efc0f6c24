using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Bot.Channels.BotFramework;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>What a client may say of its activity, as <c>channelData</c>.</summary>
public sealed record ClientMark
{
    /// <summary>The client's own id of the activity: the same on a repeat.</summary>
    [JsonPropertyName("clientActivityID")]
    public string? ClientActivityId { get; init; }

    /// <summary>The title of the button pressed, so that the conversation reads well afterwards.</summary>
    public string? Title { get; init; }

    /// <summary>What an activity says; nothing where that has another form.</summary>
    public static ClientMark Of(BotActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.ChannelData is { ValueKind: JsonValueKind.Object } said
            ? new() { ClientActivityId = Text(said, "clientActivityID"), Title = Text(said, "title") }
            : new();
    }

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The answer to an activity.</summary>
public sealed record ResourceResponse(string Id);

/// <summary>Activities after a watermark, and the watermark after them.</summary>
public sealed record ActivitySet(IReadOnlyList<BotActivity> Activities, string Watermark);

/// <summary>A conversation that was started, or is taken up again.</summary>
/// <param name="ConversationId">Its id.</param>
/// <param name="Token">The token for it.</param>
/// <param name="ExpiresIn">Seconds for which the token holds.</param>
/// <param name="StreamUrl">Where a WebSocket may be opened within a minute; null where only the token was asked for.</param>
public sealed record DirectLineConversation(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>What a token may be made for.</summary>
public sealed record TokenParameters
{
    /// <summary>The person: what they say bears this id, whatever the client says.</summary>
    public ChannelAccount? User { get; init; }

    /// <summary>Origins of the pages that may use the token; null for all.</summary>
    public IReadOnlyList<string?>? TrustedOrigins { get; init; }
}

/// <summary>What a conversation may be started with.</summary>
public sealed record StartParameters
{
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
[JsonSerializable(typeof(ClientMark))]
[JsonSerializable(typeof(DirectLineConversation))]
[JsonSerializable(typeof(DirectLineGrant))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(StartParameters))]
[JsonSerializable(typeof(TokenParameters))]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
