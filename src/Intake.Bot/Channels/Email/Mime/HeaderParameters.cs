using System.Globalization;
using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>
/// A header with parameters, such as <c>text/plain; charset=gb2312</c> (RFC 2045), with values in several pieces and of
/// other charsets (RFC 2231), or with encoded words where none belong, as many programs write them.
/// </summary>
public sealed class HeaderParameters
{
    private readonly Dictionary<string, string> _values;

    private HeaderParameters(string value, Dictionary<string, string> values) => (Value, _values) = (value, values);

    /// <summary>What stands before the parameters, in small letters: <c>text/plain</c>, <c>attachment</c>.</summary>
    public string Value { get; }

    /// <summary>A parameter by its name; null when there is none.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a header.</summary>
    public static HeaderParameters Read(string? header)
    {
        var pieces = Split(header ?? "");
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var extended = new List<Piece>();
        foreach (var piece in pieces.Skip(1))
        {
            var equal = piece.IndexOf('=', StringComparison.Ordinal);
            if (equal <= 0)
                continue;
            var (name, value) = (piece[..equal].Trim(), Unquoted(piece[(equal + 1)..].Trim()));
            if (name.Contains('*', StringComparison.Ordinal))
                extended.Add(Piece.Read(name, value));
            else
                values.TryAdd(name, EncodedWords.Decode(value));
        }

        foreach (var parameter in extended.GroupBy(piece => piece.Name, StringComparer.OrdinalIgnoreCase))
            values[parameter.Key] = Joined([.. parameter.OrderBy(piece => piece.Number)]);
        return new(pieces[0].Trim().ToLowerInvariant(), values);
    }

    private static List<string> Split(string header)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] == '\\' && isQuoted && i + 1 < header.Length)
            {
                piece.Append(header[i]).Append(header[++i]);
                continue;
            }

            if (header[i] == '"')
                isQuoted = !isQuoted;
            if (header[i] == ';' && !isQuoted)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                piece.Append(header[i]);
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Unquoted(string value)
    {
        if (!value.StartsWith('"'))
            return value;
        var text = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length && value[i] != '"'; i++)
            text.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        return text.ToString();
    }

    // The charset stands before the first piece alone: UTF-8''%E6%B8%85.
    private static string Joined(IReadOnlyList<Piece> pieces)
    {
        string? charset = null;
        var bytes = new List<byte>();
        foreach (var piece in pieces)
        {
            var value = piece.Value;
            if (piece.IsEncoded && charset is null && value.Split('\'', 3) is [var named, _, var rest])
                (charset, value) = (named, rest);
            bytes.AddRange(piece.IsEncoded ? OfPercent(value) : Encoding.UTF8.GetBytes(value));
        }

        return MailCharset.Decode(bytes.ToArray(), charset);
    }

    private static List<byte> OfPercent(string value)
    {
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(value[i].ToString()));
            }
        }

        return bytes;
    }

    private sealed record Piece(string Name, int Number, bool IsEncoded, string Value)
    {
        // name*=, name*0=, name*0*=
        public static Piece Read(string name, string value)
        {
            var parts = name.Split('*');
            var number = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
            return new(parts[0], number, name.EndsWith('*'), value);
        }
    }
}
