using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.Telegram;

/// <summary>What an update means for the channel.</summary>
public abstract record TelegramInput;

/// <summary>It is of no form that is known.</summary>
/// <param name="UpdateId">Its id; null when it has none.</param>
public sealed record UnreadableUpdate(long? UpdateId) : TelegramInput;

/// <summary>Nobody has said anything: what other bots, channels and settings do.</summary>
public sealed record NothingSaid : TelegramInput;

/// <summary>Something in a group, where no request is taken in: others would read it.</summary>
/// <param name="Conversation">The group.</param>
/// <param name="Message">The message's id, unique within the group.</param>
public sealed record SaidInGroup(string Conversation, string Message) : TelegramInput;

/// <summary>Somebody has said something to the bot.</summary>
/// <param name="Conversation">The chat.</param>
/// <param name="Message">The message's id, unique within the chat and the same when it is delivered again.</param>
/// <param name="Activity">What it means; the files are added when they are here.</param>
/// <param name="Files">Files to fetch.</param>
public sealed record SaidToBot(string Conversation, string Message, Activity Activity, IReadOnlyList<SentFile> Files) : TelegramInput
{
    /// <summary>The album that it is a part of; null when it is none.</summary>
    public string? Album { get; init; }

    /// <summary>The button that was pressed; null when none was.</summary>
    public PressedButton? Pressed { get; init; }
}

/// <summary>A button that was pressed.</summary>
/// <param name="CallbackQueryId">What is answered, so that the person sees that it has arrived.</param>
/// <param name="Edit">The buttons that stay under the message; null when they stay as they are.</param>
public sealed record PressedButton(string CallbackQueryId, EditMessageReplyMarkupRequest? Edit);
