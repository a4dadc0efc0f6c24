using System.Text;
using CsvHelper;
using Intake.Domain;

namespace Intake.Application.Batches;

/// <summary>Rows of CSV in UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs between the fields.</summary>
internal static class CsvRows
{
    private const int Looked = 1_024;
    private static readonly char[] Separators = [',', ';', '\t'];

    public static Outcome<IReadOnlyList<SheetRow>> Read(byte[] content)
    {
        if (Decode(content) is not { } text)
            return SheetReader.CannotBeRead;
        using var csv = CsvReader.FromText(text, new()
        {
            HasHeader = false,
            Separator = SeparatorOf(text),
            // An empty line is a row of the spreadsheet, and those behind it are counted with it.
            SkipEmptyLines = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
        });
        var rows = new List<SheetRow>();
        try
        {
            for (var number = 1; csv.Read(); number++)
            {
                var cells = new List<string>(csv.FieldCount);
                for (var column = 0; column < csv.FieldCount; column++)
                    cells.Add(csv.GetString(column).Trim());
                if (SheetReader.Add(rows, number, cells) is { } refusal)
                    return refusal;
            }
        }
        catch (CsvFormatException)
        {
            return SheetReader.CannotBeRead;
        }

        return rows;
    }

    /// <summary>The text; null when it is in none of the encodings, or holds what no text does.</summary>
    internal static string? Decode(byte[] content)
    {
        var bytes = content.AsSpan();
        Encoding[] encodings = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => [new UTF8Encoding(true, throwOnInvalidBytes: true)],
            [0xFF, 0xFE, ..] => [new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)],
            [0xFE, 0xFF, ..] => [new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)],
            _ when IsUtf16(bytes) is { } bigEndian => [new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true)],
            // UTF-8 goes first: Chinese in GB18030 is hardly ever valid UTF-8, while UTF-8 often passes for GB18030.
            _ => [new UTF8Encoding(false, throwOnInvalidBytes: true), CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!],
        };
        return encodings.Select(encoding => Decode(encoding, content)).FirstOrDefault(text => text is not null);
    }

    private static string? Decode(Encoding encoding, byte[] content)
    {
        try
        {
            var text = encoding.GetString(content).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Heads and separators have Latin letters, whose other byte is zero; no other encoding has a zero in a text.
    private static bool? IsUtf16(ReadOnlySpan<byte> bytes)
    {
        var zero = bytes[..Math.Min(bytes.Length, Looked)].IndexOf((byte)0);
        return zero < 0 ? null : zero % 2 == 0;
    }

    // By the first line alone: what stands in texts says nothing.
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var sign in text.AsSpan().TrimStart("\r\n"))
        {
            if (sign == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && sign is '\r' or '\n')
                break;
            else if (!isQuoted && Array.IndexOf(Separators, sign) is >= 0 and var found)
                counts[found]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
