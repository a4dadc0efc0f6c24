using Intake.Application.Conversations;
using Intake.Application.Writing;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels;

/// <summary>
/// Says in a group that requests are taken in private only, at most once a day, and records that the message was not taken.
/// Nothing of what people say among themselves is kept.
/// </summary>
/// <param name="profile">What the channel can do.</param>
/// <param name="group">The group, by its id as it is kept.</param>
/// <param name="message">The message's id, unique within the group.</param>
/// <param name="reference">How the group is reached, in the channel's own form; null where its id is enough.</param>
internal sealed class DeclineGroup(ChannelProfile profile, string group, string message, string? reference = null) : Command<bool>
{
    private static readonly TimeSpan BetweenWords = TimeSpan.FromDays(1);

    private readonly string _key = $"{group}/{InboundActivity.Kept(message)}";

    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen)
    {
        foreseen.Messages.Add((profile.Code, _key));
        foreseen.Chats.Add((profile.Code, group));
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var channel = profile.Code;
        if (await ConversationRowsOf.AddNewInboundAsync(session, channel, _key, cancellationToken) is not { } row)
            return false;
        row.Status = InboundStatus.Refused;
        row.Reason = "group";
        if (!await IsTimeAsync(session, cancellationToken))
            return false;
        var words = session.Authority.Languages.Select(language => session.Configuration.Texts.Get(language, $"{channel}.group", ("authority", session.Authority.Name[language])));
        await session.SendAsync(channel, group, ReplySecrets.ToJson([new Reply { Text = string.Join("\n\n", words) }]), $"reply:{channel}:{_key}", cancellationToken);
        return true;
    }

    private async ValueTask<bool> IsTimeAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await ConversationRowsOf.ConversationAsync(session, profile.Code, group, cancellationToken) is not { } row)
        {
            row = await ConversationRowsOf.AddConversationAsync(session, profile.Code, group, cancellationToken);
        }
        else if (session.Now - row.UpdatedAt < BetweenWords)
        {
            return false;
        }

        row.Reference = reference;
        row.UpdatedAt = session.Now;
        row.Version++;
        session.Changed(row);
        return true;
    }
}
