using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.WeChat;

/// <summary>What a message or event of WeChat means for the channel.</summary>
public abstract record WeChatInput;

/// <summary>It is of no form that is known.</summary>
/// <param name="MessageId">Its id; null when it has none.</param>
public sealed record UnreadableMessage(string? MessageId) : WeChatInput;

/// <summary>Nobody has said anything: where somebody is, which page was opened, what came of a mass message.</summary>
public sealed record NothingSaid : WeChatInput;

/// <summary>Somebody follows the account no more: nothing reaches them.</summary>
/// <param name="Person">Who: the account's own id of the person (OpenID).</param>
/// <param name="Message">The event's id, the same when it is delivered again.</param>
public sealed record Unfollowed(string Person, string Message) : WeChatInput;

/// <summary>Somebody has said something to the account.</summary>
/// <param name="Person">Who: the account's own id of the person (OpenID), which is the conversation's.</param>
/// <param name="Account">To whom: the account's own name, which a passive reply names as its sender.</param>
/// <param name="Message">The message's id, the same when it is delivered again.</param>
/// <param name="Activity">What it means; the files are added when they are here.</param>
/// <param name="Files">Files to fetch.</param>
public sealed record SaidToAccount(string Person, string Account, string Message, Activity Activity, IReadOnlyList<SentFile> Files) : WeChatInput;
