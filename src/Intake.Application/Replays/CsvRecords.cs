using System.Text;

namespace Intake.Application.Replays;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line of the file that it begins on, from 1.</param>
/// <param name="Raw">The record as it stands in the file, without its last line break.</param>
/// <param name="Fields">Its fields; null when its quotes do not close or something follows a closing one.</param>
internal sealed record CsvRecord(int Line, string Raw, IReadOnlyList<string>? Fields);

/// <summary>
/// Cuts a CSV text (RFC 4180) into records. A quote that never closes costs its own line only: reading goes on with the line
/// after it, where a common reader would swallow the rest of the file.
/// </summary>
internal static class CsvRecords
{
    /// <summary>The longest record, in characters: past this a quote counts as never closed.</summary>
    public const int LongestRecord = 200_000;

    /// <summary>The records in order. Empty lines are none.</summary>
    public static IEnumerable<CsvRecord> Of(string text)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (fields, end) = Read(text, at);
            var stop = fields is null ? EndOfLine(text, at) : end;
            var raw = text[at..stop];
            if (raw.Length > 0)
                yield return new(line, raw, fields);
            var next = AfterBreak(text, stop);
            line += LinesIn(raw) + 1;
            at = next;
        }
    }

    private static (IReadOnlyList<string>? Fields, int End) Read(string text, int at)
    {
        var fields = new List<string>();
        var most = (int)Math.Min(text.Length, (long)at + LongestRecord);
        while (true)
        {
            var (field, end) = at < text.Length && text[at] == '"' ? Quoted(text, at + 1, most) : Plain(text, at);
            if (field is null)
                return (null, end);
            fields.Add(field);
            if (end >= text.Length || text[end] != ',')
                return (fields, end);
            at = end + 1;
        }
    }

    private static (string Field, int End) Plain(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is not (',' or '\r' or '\n'))
            end++;
        return (text[at..end], end);
    }

    /// <summary>The field whose opening quote stands before <paramref name="at"/>; null when it does not close, or not before a comma or a line's end.</summary>
    private static (string? Field, int End) Quoted(string text, int at, int most)
    {
        var field = new StringBuilder();
        while (true)
        {
            var quote = text.IndexOf('"', at, most - at);
            if (quote < 0)
                return (null, most);
            field.Append(text, at, quote - at);
            var after = quote + 1;
            if (after >= text.Length || text[after] is ',' or '\r' or '\n')
                return (field.ToString(), after);
            if (text[after] != '"' || after + 1 > most)
                return (null, after);
            field.Append('"');
            at = after + 1;
        }
    }

    private static int EndOfLine(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : at + end;
    }

    private static int AfterBreak(string text, int at) =>
        at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? at + 2 : at + 1;

    private static int LinesIn(string raw)
    {
        var lines = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\n' || (raw[i] == '\r' && (i + 1 == raw.Length || raw[i + 1] != '\n')))
                lines++;
        }

        return lines;
    }
}
