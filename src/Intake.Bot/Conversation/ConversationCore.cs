using Intake.Bot.Conversation.Dialogs;

namespace Intake.Bot.Conversation;

/// <summary>
/// The conversation, as a pure function: what was remembered and what happens now give what is said, what is to be done
/// and what is to be remembered. It reads no clock, no database and no channel, and never throws for anything that people write.
/// </summary>
public static class ConversationCore
{
    /// <summary>One turn. A message is always answered by at least one reply.</summary>
    public static Turn Step(ConversationContext context, ConversationState state, Activity activity)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(activity);
        var talk = new Talk(context, state);
        switch (activity.Type)
        {
            case ActivityType.Message:
                Messages.Hear(talk, activity);
                break;
            case ActivityType.Event when activity.Event is { } happened:
                Happenings.Tell(talk, happened);
                break;
            case ActivityType.ConversationUpdate:
                Greeting.Open(talk, activity);
                break;
            default:
                break;
        }

        return talk.Finish();
    }
}
