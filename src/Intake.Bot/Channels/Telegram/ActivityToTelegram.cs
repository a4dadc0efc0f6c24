using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.Telegram;

/// <summary>From the conversation to the wire: a pure function.</summary>
public static class ActivityToTelegram
{
    /// <summary>The most characters of one message.</summary>
    public const int MessageCharacters = 4_096;

    private const int ButtonsInARow = 2;
    private const int WidthOfHalfARow = 16;

    /// <summary>The messages for replies, in order: a long one in several, its buttons under the last.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="replies">The replies, with the secrets of receipts in them.</param>
    public static IReadOnlyList<SendMessageRequest> Convert(long chat, IReadOnlyList<Reply> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        return [.. replies.SelectMany(reply => Convert(chat, reply))];
    }

    private static IEnumerable<SendMessageRequest> Convert(long chat, Reply reply)
    {
        // Telegram refuses a message without words.
        var parts = ReplyShape.Cut(reply.Text, MessageCharacters).Where(part => !string.IsNullOrWhiteSpace(part)).ToList();
        return parts.Select((part, index) => new SendMessageRequest(chat, part, index == parts.Count - 1 && reply.Buttons.Count > 0 ? new(Rows(reply.Buttons)) : null));
    }

    /// <summary>Two short buttons beside each other, a long one alone, so that no title is cut on a telephone.</summary>
    private static List<IReadOnlyList<InlineKeyboardButton>> Rows(IReadOnlyList<ReplyButton> buttons)
    {
        var rows = new List<List<InlineKeyboardButton>>();
        var isOpen = false;
        foreach (var button in buttons)
        {
            var isShort = Width(button.Title) <= WidthOfHalfARow;
            if (!isOpen || !isShort)
                rows.Add([]);
            rows[^1].Add(new(button.Title, button.Value));
            isOpen = isShort && rows[^1].Count < ButtonsInARow;
        }

        return [.. rows];
    }

    // A Chinese character is as wide as two Latin letters.
    private static int Width(string title) => title.Sum(c => c < 0x1100 ? 1 : 2);
}
