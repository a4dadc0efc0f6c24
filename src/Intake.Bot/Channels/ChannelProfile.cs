namespace Intake.Bot.Channels;

/// <summary>How what the bot says reaches people on a channel.</summary>
public enum ChannelDelivery
{
    /// <summary>It is the answer to the message and goes nowhere else; news cannot be told.</summary>
    Returned,

    /// <summary>Every activity is kept, and the channel fetches what is new (Direct Line).</summary>
    Fetched,

    /// <summary>It is put into the outbox under the channel's code, and a route of that kind sends it.</summary>
    Pushed,
}

/// <summary>
/// What a channel can do. Dialogs ask this and never the channel's name. No channel is sent markup: every text is plain.
/// </summary>
public sealed record ChannelProfile
{
    /// <summary>The channel's code, as rows and figures name it: small letters, at most 32.</summary>
    public required string Code { get; init; }

    /// <summary>The most buttons under one message; 0 when there are none and choices are written as numbered lines. Default 0.</summary>
    public int Buttons { get; init; }

    /// <summary>The most characters of a button's title; longer ones are cut. Default 20.</summary>
    public int ButtonCharacters { get; init; } = 20;

    /// <summary>The most characters of one message; longer ones are cut into several. Default 2,000.</summary>
    public int MessageCharacters { get; init; } = 2_000;

    /// <summary>Whether a message can be replaced by another after it was sent. Default false.</summary>
    public bool Edits { get; init; }

    /// <summary>Whether people can send files. Default true.</summary>
    public bool TakesFiles { get; init; } = true;

    /// <summary>Whether receipts and states can be shown as cards with fields, beside their text. Default false.</summary>
    public bool ShowsCards { get; init; }

    /// <summary>
    /// Whether people write letters: one that tells a matter is meant as it is sent, so that it is taken in at once, without
    /// a question first and without being confirmed, and what comes after it belongs to it. Default false.
    /// </summary>
    public bool IsByLetter { get; init; }

    /// <summary>How what the bot says reaches people. Default <see cref="ChannelDelivery.Returned"/>.</summary>
    public ChannelDelivery Delivery { get; init; } = ChannelDelivery.Returned;

    /// <summary>What it can do in one conversation, by <see cref="Conversation.Handling.InboundActivity.Reference"/>; null where that is the same in all. Default null.</summary>
    public Func<string, ChannelProfile>? ByReference { get; init; }

    /// <summary>What the channel can do in a conversation.</summary>
    public ChannelProfile Within(string? reference) => reference is not null && ByReference is { } narrowed ? narrowed(reference) : this;

    /// <summary>Our own chat page and whatever else speaks Direct Line.</summary>
    public static ChannelProfile WebChat { get; } = new()
    {
        Code = "webchat",
        Buttons = 24,
        ButtonCharacters = 60,
        MessageCharacters = 8_000,
        Edits = false,
        ShowsCards = true,
        Delivery = ChannelDelivery.Fetched,
    };

    /// <summary>E-mail.</summary>
    public static ChannelProfile Email { get; } = new()
    {
        Code = "email",
        MessageCharacters = 100_000,
        IsByLetter = true,
        Delivery = ChannelDelivery.Pushed,
    };

    /// <summary>The Telegram bot. Its messages have room for 4,096 characters, the secret of a receipt among them, which takes more of it than the mark in its place.</summary>
    public static ChannelProfile Telegram { get; } = new()
    {
        Code = "telegram",
        Buttons = 24,
        ButtonCharacters = 40,
        MessageCharacters = 4_000,
        Delivery = ChannelDelivery.Pushed,
    };

    /// <summary>
    /// The WeChat official account. Its texts have no buttons: choices are numbered lines, which a passive reply can carry, too.
    /// A text has room for 2,048 bytes, so that one of Chinese is cut once more on its way out.
    /// </summary>
    public static ChannelProfile WeChat { get; } = new()
    {
        Code = "wechat",
        MessageCharacters = 2_000,
        Delivery = ChannelDelivery.Pushed,
    };

    /// <summary>Nothing but plain text: what every channel can do, such as text messages.</summary>
    public static ChannelProfile PlainText { get; } = new() { Code = "text", TakesFiles = false };
}
