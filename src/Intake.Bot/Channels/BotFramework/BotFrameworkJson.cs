using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>Camel case, nothing for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(InvokeAnswer))]
[JsonSerializable(typeof(JsonWebKeySet))]
[JsonSerializable(typeof(OpenIdConfiguration))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class BotFrameworkJson : JsonSerializerContext;

/// <summary>The answer to an <c>invoke</c> of a card.</summary>
internal sealed record InvokeAnswer(int StatusCode, string Type, string Value);
