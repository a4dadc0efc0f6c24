using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Something that happened to the bot (Bot API, <c>Update</c>; the members that are used). Names are the API's. Every member may be missing: what comes from outside is believed only as far as it is there.</summary>
public sealed record Update
{
    /// <summary>Grows by one with every update; the same when it is delivered again.</summary>
    [JsonPropertyName("update_id")]
    public long Id { get; init; }

    /// <summary>A new message.</summary>
    public Message? Message { get; init; }

    /// <summary>A message that its sender has changed.</summary>
    public Message? EditedMessage { get; init; }

    /// <summary>A button under a message was pressed.</summary>
    public CallbackQuery? CallbackQuery { get; init; }

    /// <summary>The bot was added to a chat, taken out of it, or blocked.</summary>
    public ChatMemberUpdated? MyChatMember { get; init; }
}

/// <summary>A message.</summary>
public sealed record Message
{
    /// <summary>Unique within the chat.</summary>
    public long MessageId { get; init; }

    /// <summary>The sender; missing in channels.</summary>
    public User? From { get; init; }

    /// <summary>Where it was said.</summary>
    public Chat? Chat { get; init; }

    /// <summary>When it was changed last, in seconds since 1970.</summary>
    public long? EditDate { get; init; }

    /// <summary>The album that it is a part of.</summary>
    public string? MediaGroupId { get; init; }

    /// <summary>The words.</summary>
    public string? Text { get; init; }

    /// <summary>The words under a photo or file.</summary>
    public string? Caption { get; init; }

    /// <summary>A photo in several sizes.</summary>
    public IReadOnlyList<PhotoSize>? Photo { get; init; }

    /// <summary>A file.</summary>
    public Document? Document { get; init; }

    /// <summary>A recording made in the chat (OGG, Opus).</summary>
    public Voice? Voice { get; init; }

    /// <summary>A piece of music or another recording.</summary>
    public Audio? Audio { get; init; }

    /// <summary>A video.</summary>
    public Video? Video { get; init; }

    /// <summary>A round video made in the chat.</summary>
    public VideoNote? VideoNote { get; init; }

    /// <summary>A moving picture without sound. It comes with a <see cref="Document"/> that is the same file.</summary>
    public Animation? Animation { get; init; }

    /// <summary>A point on the map.</summary>
    public Location? Location { get; init; }

    /// <summary>A card from the address book.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The buttons under it.</summary>
    public InlineKeyboardMarkup? ReplyMarkup { get; init; }
}

/// <summary>A person or bot.</summary>
public sealed record User
{
    /// <summary>Its id; larger than 32 bits.</summary>
    public long Id { get; init; }

    /// <summary>Whether it is a bot.</summary>
    public bool IsBot { get; init; }

    /// <summary>The name without its at sign; a bot always has one.</summary>
    public string? Username { get; init; }

    /// <summary>The language of the person's program, an IETF tag such as <c>zh-hans</c>.</summary>
    public string? LanguageCode { get; init; }
}

/// <summary>A chat.</summary>
public sealed record Chat
{
    /// <summary>Its id; negative for groups.</summary>
    public long Id { get; init; }

    /// <summary><c>private</c>, <c>group</c>, <c>supergroup</c> or <c>channel</c>.</summary>
    public string? Type { get; init; }
}

/// <summary>A press on a button.</summary>
public sealed record CallbackQuery
{
    /// <summary>Its id, for <see cref="TelegramBotClient.AnswerCallbackQuery"/>.</summary>
    public string? Id { get; init; }

    /// <summary>Who pressed.</summary>
    public User? From { get; init; }

    /// <summary>The message with the button; of an old one only chat and id are left.</summary>
    public Message? Message { get; init; }

    /// <summary>What the button means.</summary>
    public string? Data { get; init; }
}

/// <summary>The bot's own place in a chat has changed.</summary>
public sealed record ChatMemberUpdated
{
    /// <summary>Where.</summary>
    public Chat? Chat { get; init; }

    /// <summary>When, in seconds since 1970.</summary>
    public long Date { get; init; }

    /// <summary>What it is now.</summary>
    public ChatMember? NewChatMember { get; init; }
}

/// <summary>A place in a chat.</summary>
/// <param name="Status"><c>member</c>, <c>administrator</c>, <c>left</c>, <c>kicked</c>, ...</param>
public sealed record ChatMember(string? Status);

/// <summary>One size of a photo.</summary>
public sealed record PhotoSize(string? FileId, long? FileSize, int Width, int Height);

/// <summary>A file.</summary>
public sealed record Document(string? FileId, long? FileSize, string? FileName);

/// <summary>A recording made in the chat.</summary>
public sealed record Voice(string? FileId, long? FileSize);

/// <summary>A recording.</summary>
public sealed record Audio(string? FileId, long? FileSize, string? FileName);

/// <summary>A video.</summary>
public sealed record Video(string? FileId, long? FileSize, string? FileName);

/// <summary>A round video.</summary>
public sealed record VideoNote(string? FileId, long? FileSize);

/// <summary>A moving picture.</summary>
public sealed record Animation(string? FileId, long? FileSize, string? FileName);

/// <summary>A point on the map, WGS 84 degrees.</summary>
public sealed record Location(double Latitude, double Longitude);

/// <summary>A card from the address book.</summary>
public sealed record Contact(string? PhoneNumber);

/// <summary>Buttons under a message, row by row.</summary>
public sealed record InlineKeyboardMarkup(IReadOnlyList<IReadOnlyList<InlineKeyboardButton>>? InlineKeyboard);

/// <summary>A button.</summary>
/// <param name="Text">What it says.</param>
/// <param name="CallbackData">What comes back, 1 to 64 bytes.</param>
public sealed record InlineKeyboardButton(string? Text, string? CallbackData);

/// <summary>A command of the bot's menu.</summary>
/// <param name="Command">1 to 32 small letters, digits and underscores.</param>
/// <param name="Description">1 to 256 characters.</param>
public sealed record BotCommand(string Command, string Description);

/// <summary>A file that can be downloaded for an hour (Bot API, <c>File</c>).</summary>
/// <param name="FileId">Its id.</param>
/// <param name="FileSize">Bytes.</param>
/// <param name="FilePath">Where it lies, for <see cref="TelegramBotClient.DownloadFile"/>.</param>
public sealed record TGFile(string? FileId, long? FileSize, string? FilePath);

/// <summary>What the API says beside an error.</summary>
/// <param name="RetryAfter">Seconds to wait before the request may be sent again.</param>
public sealed record ResponseParameters(int? RetryAfter);

/// <summary>Every answer of the API.</summary>
internal sealed record ApiResponse<T>(bool Ok, T? Result, int? ErrorCode, string? Description, ResponseParameters? Parameters);
