using System.Diagnostics.CodeAnalysis;
using System.Net.Mime;
using System.Text;
using System.Text.Unicode;
using Intake.Bot.Conversation.Hearing;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Open311;

/// <summary>
/// The fields of a form-encoded body, read strictly: what is no percent code or no UTF-8 is a problem, never a guess.
/// Values are cleaned as those of a chat are; a field without a value is none.
/// </summary>
internal sealed class ReportForm
{
    private const int MostFields = 500;
    private const int LongestName = 200;

    private readonly List<(string Name, string Value)> _fields;

    private ReportForm(List<(string Name, string Value)> fields) => _fields = fields;

    /// <summary>The names and values, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> All => _fields;

    /// <summary>Whether a body is a form in UTF-8, by what its sender says; an empty one without a word about it is a form without fields.</summary>
    /// <param name="contentType">The header Content-Type.</param>
    /// <param name="length">Bytes of the body.</param>
    public static bool IsForm(string? contentType, int length)
    {
        if (string.IsNullOrWhiteSpace(contentType))
            return length == 0;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase))
            return false;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        return charset.Length == 0 || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a body; null when it is none, with the key of the text that says why.</summary>
    public static ReportForm? Read(ReadOnlySpan<byte> body, out string? problem)
    {
        problem = null;
        var fields = new List<(string Name, string Value)>();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
                continue;
            var equals = pair.IndexOf((byte)'=');
            if (!TryDecode(equals < 0 ? pair : pair[..equals], out var name) || !TryDecode(equals < 0 ? [] : pair[(equals + 1)..], out var value))
                problem = "open311.form-malformed";
            else if (name.Length > LongestName || fields.Count == MostFields)
                problem = "open311.form-too-many";
            else if (WrittenText.Clean(value) is { Length: > 0 } cleaned)
                fields.Add((name, cleaned));
            if (problem is not null)
                return null;
        }

        return new(fields);
    }

    /// <summary>The value of a field that may stand once; null when it is missing, or noted as a problem.</summary>
    public string? One(string name, List<Open311Problem> problems)
    {
        string? found = null;
        foreach (var (_, value) in _fields.Where(field => field.Name == name))
        {
            if (found is not null)
            {
                problems.Add(Open311Problem.Bad("open311.given-twice", ("field", name)));
                return null;
            }

            found = value;
        }

        return found;
    }

    // Percent codes are bytes of UTF-8, so that they are put together before they are read.
    private static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = (int)encoded[i];
            if (value == '+')
            {
                value = ' ';
            }
            else if (value == '%')
            {
                value = i + 2 < encoded.Length ? (Digit(encoded[i + 1]) << 4) | Digit(encoded[i + 2]) : -1;
                i += 2;
            }

            if (value < 0)
                return false;
            bytes[length++] = (byte)value;
        }

        if (!Utf8.IsValid(bytes.AsSpan(0, length)))
            return false;
        text = Encoding.UTF8.GetString(bytes, 0, length);
        return true;
    }

    // -1 has every bit set, so that it stays negative whatever it is put together with.
    private static int Digit(byte character) => (char)character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };
}
