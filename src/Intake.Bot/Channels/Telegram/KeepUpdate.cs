using System.Security.Cryptography;
using System.Text;
using Intake.Application.Conversations;
using Intake.Application.Writing;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Keeps an update that is not handled now: a part of an album until the others are there, or one that nobody can read, for a person to look at.</summary>
internal static class KeepUpdate
{
    /// <summary>Keeps a part of an album.</summary>
    public static KeepMessage Part(SaidToBot part, string raw) =>
        new(ChannelProfile.Telegram.Code, TelegramIntake.InboundOf(part, raw).MessageKey, raw, InboundStatus.Received, null);

    /// <summary>Keeps what cannot be read; without an id it is known by what it says.</summary>
    public static KeepMessage Unreadable(UnreadableUpdate update, string raw) => new(
        ChannelProfile.Telegram.Code,
        update.UpdateId is { } id ? $"u{id}" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(raw))),
        raw,
        InboundStatus.Parked,
        "unreadable");
}

/// <summary>
/// Says in a group that requests are taken in private only, at most once a day, and records that the message was not taken.
/// Nothing of what people say among themselves is kept.
/// </summary>
internal sealed class DeclineGroup(SaidInGroup said) : Command<bool>
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromDays(1);

    private readonly string _key = $"{said.Conversation}/{said.Message}";

    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen)
    {
        foreseen.Messages.Add((ChannelProfile.Telegram.Code, _key));
        foreseen.Chats.Add((ChannelProfile.Telegram.Code, said.Conversation));
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var channel = ChannelProfile.Telegram.Code;
        if (await ConversationRowsOf.AddNewInboundAsync(session, channel, _key, cancellationToken) is not { } row)
            return false;
        row.Status = InboundStatus.Refused;
        row.Reason = "group";
        if (!await IsTimeAsync(session, cancellationToken))
            return false;
        var words = session.Authority.Languages.Select(language => session.Configuration.Texts.Get(language, "telegram.group", ("authority", session.Authority.Name[language])));
        await session.SendAsync(channel, said.Conversation, ReplySecrets.ToJson([new Reply { Text = string.Join("\n\n", words) }]), $"reply:{channel}:{_key}", cancellationToken);
        return true;
    }

    private async ValueTask<bool> IsTimeAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await ConversationRowsOf.ConversationAsync(session, ChannelProfile.Telegram.Code, said.Conversation, cancellationToken) is not { } row)
        {
            row = await ConversationRowsOf.AddConversationAsync(session, ChannelProfile.Telegram.Code, said.Conversation, cancellationToken);
        }
        else if (session.Now - row.UpdatedAt < BetweenWords)
        {
            return false;
        }

        row.UpdatedAt = session.Now;
        row.Version++;
        session.Changed(row);
        return true;
    }
}
