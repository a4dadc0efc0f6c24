using Intake.Application.Writing;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>Takes activities in by the one door for messages. When it returns, they are durable and may be answered with 2xx; one that comes again is known by its id.</summary>
internal sealed class BotFrameworkIntake(ActivityIntake intake, CommandWriter writer, BotFrameworkFiles files)
{
    /// <summary>Takes an activity in.</summary>
    public async Task TakeAsync(BotFrameworkInput input, string raw, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case UnreadableActivity unreadable:
                await writer.WriteAsync(KeepMessage.Unreadable(BotFrameworkOptions.Code, unreadable.Id is { Length: > 0 } id ? InboundActivity.Kept($"u{id}") : null, raw), cancellationToken);
                break;
            case SaidInGroup { Reference: var group } said:
                await writer.WriteAsync(new DeclineGroup(BotFrameworkProfiles.For(group.ChannelId), InboundActivity.Kept(group.Key), said.Message, group.ToJson()), cancellationToken);
                break;
            case SaidToBot { Reference: var reference } said:
                var taken = await files.TakeAsync(said.Files, reference.ServiceUrl, cancellationToken);
                // What has begun is finished: an activity that is sent again because nobody waited finds itself handled.
                await intake.HandleAsync(
                    new InboundActivity
                    {
                        Profile = BotFrameworkProfiles.For(reference.ChannelId),
                        Conversation = reference.Key,
                        Message = said.Message,
                        Raw = raw,
                        Activity = said.Activity with { Files = taken },
                        Reference = reference.ToJson(),
                    },
                    CancellationToken.None);
                break;
        }
    }
}
