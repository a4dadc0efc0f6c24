using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>Puts the lines of paragraphs together that a program has broken for the way (<c>format=flowed</c>, RFC 3676).</summary>
internal static class FlowedText
{
    /// <summary>The text with its paragraphs in one line each.</summary>
    /// <param name="text">The text, lines ended by a line feed.</param>
    /// <param name="withoutSpace">Whether the space at the break is not a part of the text (<c>delsp=yes</c>, as for Chinese).</param>
    public static string Join(string text, bool withoutSpace)
    {
        var lines = new List<StringBuilder>();
        int? flowing = null;
        foreach (var line in text.Split('\n'))
        {
            var words = line.AsSpan().TrimStart('>');
            var depth = line.Length - words.Length;
            if (words.StartsWith(" "))
                words = words[1..]; // put there by the sender's program (section 4.4)
            // The mark of a signature ends with a space and flows nowhere.
            var flows = words.EndsWith(" ") && words is not "-- ";
            if (flowing != depth)
                lines.Add(new StringBuilder().Append('>', depth).Append(depth > 0 ? " " : ""));
            lines[^1].Append(flows && withoutSpace ? words[..^1] : words);
            flowing = flows ? depth : null;
        }

        return string.Join('\n', lines);
    }
}
