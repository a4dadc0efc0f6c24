using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>A mailbox: an address, and the name that it shows; null when it shows none.</summary>
/// <param name="Address">Such as <c>lan@example.org</c>.</param>
/// <param name="Name">As people read it.</param>
public sealed record Mailbox(string Address, string? Name)
{
    /// <summary>What stands before the at sign.</summary>
    public string Local => Address[..Address.LastIndexOf('@')];

    /// <summary>What stands behind it.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>Whether it is the same mailbox. Capital letters make no difference to any mail server of today.</summary>
    public bool IsSameAs(string? other) => string.Equals(Address, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Reads lists of addresses (RFC 5322, section 3.4) as they come: groups, comments, quotes, and whatever else. Never throws.</summary>
public static class MailAddresses
{
    private const int Longest = 254;
    private const int LongestLocal = 64;

    /// <summary>The mailboxes of a header; those that are none are left out.</summary>
    public static IReadOnlyList<Mailbox> Read(string? header) => [.. Pieces(header ?? "").Select(MailboxIn).OfType<Mailbox>()];

    /// <summary>Whether text is an address that mail can be sent to: nothing in it ends a line or a command.</summary>
    public static bool IsAddress(string? text)
    {
        if (text is null or { Length: < 3 or > Longest })
            return false;
        var at = text.LastIndexOf('@');
        return at is > 0 and <= LongestLocal && at < text.Length - 1
            && text[..at].All(c => c > ' ' && c is not ('<' or '>' or '@' or ',' or ';' or ':' or '"' or '(' or ')' or '\\') && !char.IsControl(c) && !char.IsWhiteSpace(c))
            && text[(at + 1)..].All(c => char.IsLetterOrDigit(c) || c is '.' or '-') && text[at + 1] != '.' && text[^1] != '.';
    }

    // Before encoded words are read: a comma or an angle bracket in one of them is no comma of the list.
    private static IEnumerable<string> Pieces(string header)
    {
        var piece = new StringBuilder();
        var (isQuoted, comments, inAngles) = (false, 0, false);
        for (var i = 0; i < header.Length; i++)
        {
            var c = header[i];
            if (c == '\\' && i + 1 < header.Length && (isQuoted || comments > 0))
            {
                if (comments == 0)
                    piece.Append(header[++i]);
                else
                    i++;
                continue;
            }

            if (c == '"' && comments == 0)
                isQuoted = !isQuoted;
            else if (c == '(' && !isQuoted)
                comments++;
            else if (c == ')' && !isQuoted && comments > 0)
                comments--;
            else if (comments > 0)
                continue;
            else if (isQuoted)
                // Inside quotes nothing parts; what looks as if it did is left out of the name.
                piece.Append(c is ',' or ';' or '<' or '>' or ':' ? ' ' : c);
            else if (c is ',' or ';' && !inAngles)
                yield return Taken();
            else if (c == ':' && !inAngles)
                piece.Clear(); // the name of a group
            else
                piece.Append(Angle(c));
        }

        yield return Taken();

        string Taken()
        {
            var text = piece.ToString();
            piece.Clear();
            return text;
        }

        char Angle(char c)
        {
            inAngles = c == '<' || (inAngles && c != '>');
            return c;
        }
    }

    private static Mailbox? MailboxIn(string piece)
    {
        var open = piece.LastIndexOf('<');
        var close = open < 0 ? -1 : piece.IndexOf('>', open);
        var address = (open < 0 ? piece : close < 0 ? piece[(open + 1)..] : piece[(open + 1)..close]).Trim();
        var name = open < 0 ? "" : EncodedWords.Decode(piece[..open]).Trim();
        return IsAddress(address) ? new(address, name.Length == 0 ? null : name) : null;
    }
}
