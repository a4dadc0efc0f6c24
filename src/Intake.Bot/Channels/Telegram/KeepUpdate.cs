using Intake.Application.Conversations;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Keeps updates that are not handled now.</summary>
internal static class KeepUpdate
{
    /// <summary>Keeps a part of an album, until the others are there.</summary>
    public static KeepMessage Part(SaidToBot part, string raw) =>
        new(ChannelProfile.Telegram.Code, TelegramIntake.InboundOf(part, raw).MessageKey, raw, InboundStatus.Received, null);

    /// <summary>Keeps what nobody can read.</summary>
    public static KeepMessage Unreadable(UnreadableUpdate update, string raw) =>
        KeepMessage.Unreadable(ChannelProfile.Telegram.Code, update.UpdateId is { } id ? $"u{id}" : null, raw);
}
