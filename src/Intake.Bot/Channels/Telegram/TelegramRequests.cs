using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.Telegram;

/// <summary>A message to send (Bot API, <c>sendMessage</c>): plain text, with buttons under it.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Text">1 to 4,096 characters.</param>
/// <param name="ReplyMarkup">Buttons; null for none.</param>
public sealed record SendMessageRequest(long ChatId, string Text, InlineKeyboardMarkup? ReplyMarkup)
{
    /// <summary>No preview of the pages that a text names.</summary>
    public LinkPreviewOptions LinkPreviewOptions { get; } = new(IsDisabled: true);
}

/// <summary>How links in a text are shown.</summary>
/// <param name="IsDisabled">Whether no preview is shown.</param>
public sealed record LinkPreviewOptions(bool IsDisabled);

/// <summary>Other buttons for a message (<c>editMessageReplyMarkup</c>).</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="MessageId">The message.</param>
/// <param name="ReplyMarkup">The buttons.</param>
public sealed record EditMessageReplyMarkupRequest(long ChatId, long MessageId, InlineKeyboardMarkup ReplyMarkup);

internal sealed record GetUpdatesRequest(long? Offset, int Limit, int Timeout, IReadOnlyList<string> AllowedUpdates);

internal sealed record SetWebhookRequest(string Url, string SecretToken, IReadOnlyList<string> AllowedUpdates);

internal sealed record DeleteWebhookRequest(bool DropPendingUpdates);

internal sealed record AnswerCallbackQueryRequest(string CallbackQueryId);

internal sealed record GetFileRequest(string FileId);

internal sealed record SetMyCommandsRequest(IReadOnlyList<BotCommand> Commands, string? LanguageCode);

internal sealed record NoParameters;

/// <summary>Names as the API writes them; nothing for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(EditMessageReplyMarkupRequest))]
[JsonSerializable(typeof(GetUpdatesRequest))]
[JsonSerializable(typeof(SetWebhookRequest))]
[JsonSerializable(typeof(DeleteWebhookRequest))]
[JsonSerializable(typeof(AnswerCallbackQueryRequest))]
[JsonSerializable(typeof(GetFileRequest))]
[JsonSerializable(typeof(SetMyCommandsRequest))]
[JsonSerializable(typeof(NoParameters))]
[JsonSerializable(typeof(ApiResponse<User>))]
[JsonSerializable(typeof(ApiResponse<TGFile>))]
[JsonSerializable(typeof(ApiResponse<JsonElement>))]
[JsonSerializable(typeof(ApiResponse<IReadOnlyList<JsonElement>>))]
internal sealed partial class TelegramJson : JsonSerializerContext;
