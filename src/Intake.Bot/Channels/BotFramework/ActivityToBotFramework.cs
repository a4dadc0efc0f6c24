using System.Text;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>From the conversation to the wire: a pure function.</summary>
public static class ActivityToBotFramework
{
    private const string MarkdownSigns = "\\`*_{}[]()#+-.!~>|";

    /// <summary>The activities for replies, in order.</summary>
    /// <param name="reference">The conversation.</param>
    /// <param name="replies">The replies, with the secrets of receipts in them.</param>
    /// <param name="replyToId">The activity that is answered; null for news.</param>
    public static IReadOnlyList<BotActivity> Convert(ConversationReference reference, IReadOnlyList<Reply> replies, string? replyToId)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(replies);
        return [.. replies.Select(reply => Shape(reference, reply) with
        {
            Type = "message",
            ChannelId = reference.ChannelId,
            ServiceUrl = reference.ServiceUrl,
            Conversation = new(reference.Conversation, TenantId: reference.TenantId),
            From = reference.Bot is null ? null : new(reference.Bot),
            Recipient = reference.User is null ? null : new(reference.User),
            ReplyToId = replyToId,
        })];
    }

    private static BotActivity Shape(ConversationReference reference, Reply reply)
    {
        var ways = BotFrameworkProfiles.WaysOf(reference.ChannelId);
        if (ways.ButtonsInCards && reply.Buttons.Count > 0)
            return new() { Summary = reply.Text, Attachments = [WithButtons(reply).AsAttachment()] };
        return new()
        {
            Text = reply.Text,
            TextFormat = "plain",
            Attachments = reply.Card is { } card ? [AdaptiveCard.Of(card).AsAttachment()] : null,
            SuggestedActions = reply.Buttons.Count == 0 ? null : new([.. reply.Buttons.Select(button => new CardAction("postBack", button.Title, button.Value))]),
        };
    }

    /// <summary>All of a reply in one card, its buttons under it. A block for each line: a card would run lines together.</summary>
    private static AdaptiveCard WithButtons(Reply reply)
    {
        var words = reply.Text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => new AdaptiveElement("TextBlock") { Text = Plain(line), Wrap = true });
        var facts = reply.Card is { } card ? AdaptiveCard.Of(card).Body.Where(element => element.Facts is not null) : [];
        return new([.. words, .. facts]) { Actions = [.. reply.Buttons.Select(button => new AdaptiveAction(button.Title, new(button.Value)))] };
    }

    // A card's text is markdown; what people wrote is not.
    private static string Plain(string line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (MarkdownSigns.Contains(c, StringComparison.Ordinal))
                plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }
}
