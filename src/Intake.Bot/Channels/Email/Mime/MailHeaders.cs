using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>The headers of a mail or of one of its parts, unfolded, in their order. Lines that are none are passed over.</summary>
public sealed class MailHeaders
{
    /// <summary>The most bytes of one block of headers that are looked at.</summary>
    public const int MostBytes = 256 * 1024;

    private readonly List<(string Name, string Value)> _all = [];

    private MailHeaders()
    {
    }

    /// <summary>Reads a block of headers. Bytes beyond ASCII, which should not be there, are read as UTF-8 or else as GB18030.</summary>
    /// <param name="lines">The lines, each with or without its end.</param>
    public static MailHeaders Read(IEnumerable<byte[]> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var headers = new MailHeaders();
        var whole = new List<byte>();
        foreach (var line in lines)
        {
            if (line is [(byte)' ' or (byte)'\t', ..])
            {
                if (whole.Count > 0)
                    whole.AddRange(WithoutEnd(line));
                continue;
            }

            headers.Add(whole);
            whole.Clear();
            whole.AddRange(WithoutEnd(line));
        }

        headers.Add(whole);
        return headers;
    }

    /// <summary>The value of the first header of a name, as it is written; null when there is none.</summary>
    public string? First(string name) => Each(name).FirstOrDefault();

    /// <summary>The values of all headers of a name.</summary>
    public IEnumerable<string> Each(string name) => _all.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>Whether there is a header of this name.</summary>
    public bool Has(string name) => First(name) is not null;

    /// <summary>The value as people read it, with its encoded words; empty when there is none.</summary>
    public string Text(string name) => EncodedWords.Decode(First(name) ?? "").Trim();

    private void Add(List<byte> whole)
    {
        var line = whole.ToArray();
        var colon = line.AsSpan().IndexOf((byte)':');
        if (colon <= 0)
            return;
        var name = line.AsSpan(0, colon).TrimEnd((byte)' ').TrimEnd((byte)'\t');
        // A name has no space in it: "From lan@example.org Tue" begins a message of another format.
        if (name.IsEmpty || name.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
            return;
        _all.Add((Encoding.ASCII.GetString(name), MailCharset.Decode(line.AsSpan(colon + 1), null).Trim()));
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> line) => line.TrimEnd("\r\n"u8);
}
