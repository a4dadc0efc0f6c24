using Intake.Application.Texts;
using Intake.Bot.Channels;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation;

/// <summary>Everything that a turn needs beside the state: with the same context, state and activity it says the same.</summary>
/// <param name="Authority">The rules in force.</param>
/// <param name="Texts">What is said, and the words that people say.</param>
/// <param name="Profile">What the channel can do.</param>
/// <param name="Now">The instant, UTC.</param>
public sealed record ConversationContext(Authority Authority, TextCatalogue Texts, ChannelProfile Profile, DateTimeOffset Now);

/// <summary>What a turn answers.</summary>
/// <param name="State">The state to keep.</param>
/// <param name="Replies">What is said, in order.</param>
/// <param name="Commands">What is to be done; each result comes back as an event.</param>
public sealed record Turn(ConversationState State, IReadOnlyList<Reply> Replies, IReadOnlyList<ConversationCommand> Commands)
{
    /// <summary>Whether what was said is an answer to an anonymous questionnaire, and so not kept with the messages.</summary>
    public bool HidesWords { get; init; }
}
