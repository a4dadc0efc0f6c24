using System.Text;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.WeChat;

/// <summary>From the conversation to the wire: a pure function.</summary>
internal static class ActivityToWeChat
{
    /// <summary>The most bytes of one text, in UTF-8.</summary>
    public const int MessageBytes = 2_048;

    private const string Between = "\n\n";

    /// <summary>
    /// The texts for replies, in order. As few as possible, since WeChat lets an account say five things to what a person
    /// writes and three to what a person presses: short replies share a text, and a long one is cut between lines.
    /// </summary>
    /// <param name="replies">The replies, with the secrets of receipts in them.</param>
    public static IReadOnlyList<string> Convert(IReadOnlyList<Reply> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        var texts = new List<string>();
        foreach (var part in replies.SelectMany(reply => Cut(Clean(reply.Text))).Where(part => !string.IsNullOrWhiteSpace(part)))
        {
            if (texts.Count > 0 && Encoding.UTF8.GetByteCount(texts[^1] + Between + part) <= MessageBytes)
                texts[^1] += Between + part;
            else
                texts.Add(part);
        }

        return texts;
    }

    /// <summary>Without halves of surrogate pairs and control characters: neither JSON nor XML has a place for them.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Halves come out as the sign for what cannot be read.
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static IEnumerable<string> Cut(string text)
    {
        while (Encoding.UTF8.GetByteCount(text) > MessageBytes)
        {
            var most = LengthWithin(text, MessageBytes);
            var end = text.LastIndexOf('\n', most - 1, most / 2);
            end = end <= 0 ? most : end;
            yield return text[..end].TrimEnd();
            text = text[end..].TrimStart('\n');
        }

        yield return text;
    }

    /// <summary>How many characters fit into so many bytes, none cut in two.</summary>
    private static int LengthWithin(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
