using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>Words of a header that are not ASCII: <c>=?UTF-8?B?5L2g5aW9?=</c> (RFC 2047).</summary>
public static partial class EncodedWords
{
    private const int WidestWord = 75;
    private const string Before = "=?utf-8?B?";
    private const string After = "?=";

    /// <summary>The text of a header. What is no right encoded word is left as it is; a character that was cut between two words is put together.</summary>
    public static string Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("=?", StringComparison.Ordinal))
            return text;
        var read = new StringBuilder(text.Length);
        var bytes = new List<byte>();
        string? charset = null;
        var end = 0;
        foreach (Match word in Word().Matches(text))
        {
            var between = text[end..word.Index];
            var name = word.Groups["charset"].Value;
            // White space between two encoded words is only there to fold the line (section 6.2).
            var goesOn = charset is not null && string.IsNullOrWhiteSpace(between);
            if (!goesOn || !string.Equals(name, charset, StringComparison.OrdinalIgnoreCase))
                Flush();
            if (!goesOn)
                read.Append(between);
            charset = name;
            bytes.AddRange(word.Groups["how"].Value is "B" or "b" ? Transfer.FromBase64(word.Groups["text"].ValueSpan) : OfQ(word.Groups["text"].ValueSpan));
            end = word.Index + word.Length;
        }

        Flush();
        return read.Append(text.AsSpan(end)).ToString();

        void Flush()
        {
            read.Append(MailCharset.Decode(bytes.ToArray(), charset));
            bytes.Clear();
        }
    }

    /// <summary>A header's text as it may leave: ASCII as it is, else as encoded words, none longer than 75 characters and no character cut.</summary>
    /// <param name="text">The text; line ends and other control characters are left out, so that nobody can add a header.</param>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = string.Concat(text.EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
        if (clean.All(c => c is >= ' ' and < (char)0x7F) && clean.Length <= WidestWord && !clean.Contains("=?", StringComparison.Ordinal))
            return clean;
        var most = (WidestWord - Before.Length - After.Length) / 4 * 3;
        var words = new List<string>();
        var bytes = new List<byte>(most);
        Span<byte> one = stackalloc byte[4];
        foreach (var rune in clean.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(one);
            if (bytes.Count + length > most)
                Close();
            bytes.AddRange(one[..length]);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            if (bytes.Count > 0)
                words.Add($"{Before}{Convert.ToBase64String(bytes.ToArray())}{After}");
            bytes.Clear();
        }
    }

    private static List<byte> OfQ(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : text[i] < 0x80 ? (byte)text[i] : (byte)'?');
            }
        }

        return bytes;
    }

    [GeneratedRegex(@"=\?(?<charset>[^?*\s]{1,40})(\*[^?\s]{0,40})?\?(?<how>[BbQq])\?(?<text>[^?]*)\?=", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
