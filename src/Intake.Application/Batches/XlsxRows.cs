using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Intake.Domain;

namespace Intake.Application.Batches;

/// <summary>Rows of the first sheet of a workbook. Formulas are never computed: the value counts that the spreadsheet has saved with them.</summary>
internal static class XlsxRows
{
    private const int MostParts = 1_000;
    private const long MostUnpacked = 100_000_000;

    public static Outcome<IReadOnlyList<SheetRow>> Read(byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            if (IsBomb(stream))
                return SheetReader.IsTooLarge;
            stream.Position = 0;
            using var document = SpreadsheetDocument.Open(stream, isEditable: false);
            return Read(document);
        }
        catch (Exception fault) when (fault is InvalidDataException or FileFormatException or OpenXmlPackageException or XmlException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or IOException or OverflowException)
        {
            // A part that is missing, cut off or not what it says: for whoever sent it, one thing.
            return SheetReader.CannotBeRead;
        }
    }

    // What a part says of its length may be a lie, so all of it is unpacked once and counted.
    private static bool IsBomb(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MostParts)
            return true;
        var (buffer, unpacked) = (new byte[81_920], 0L);
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            for (var read = part.Read(buffer); read > 0; read = part.Read(buffer))
            {
                unpacked += read;
                if (unpacked > MostUnpacked)
                    return true;
            }
        }

        return false;
    }

    private static Outcome<IReadOnlyList<SheetRow>> Read(SpreadsheetDocument document)
    {
        if (document.WorkbookPart is not { } book || book.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart sheet)
            return SheetReader.CannotBeRead;
        var values = new XlsxValues(book);
        var rows = new List<SheetRow>();
        var number = 0;
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement)
                continue;
            var row = (Row)reader.LoadCurrentElement()!;
            number = row.RowIndex is { HasValue: true } index ? checked((int)index.Value) : number + 1;
            if (CellsOf(row, values) is not { } cells)
                return SheetReader.HasTooManyColumns;
            if (SheetReader.Add(rows, number, cells) is { } refusal)
                return refusal;
        }

        return rows;
    }

    private static List<string>? CellsOf(Row row, XlsxValues values)
    {
        var cells = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var text = values.TextOf(cell).Trim();
            var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
            // Sheets may have styles in the very last columns; only what says something counts.
            if (text.Length == 0)
                continue;
            if (column >= SheetReader.MostColumns)
                return null;
            while (cells.Count <= column)
                cells.Add("");
            cells[column] = text;
        }

        return cells;
    }

    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetterUpper).Take(3).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1;
}

/// <summary>What is written in cells, as people read it.</summary>
internal sealed class XlsxValues
{
    private static readonly DateTime Epoch1904 = new(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly List<string> _shared = [];
    private readonly HashSet<uint> _dateStyles = [];
    private readonly bool _isFrom1904;

    public XlsxValues(WorkbookPart book)
    {
        _isFrom1904 = book.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
        if (book.SharedStringTablePart is { } shared)
            ReadShared(shared);
        if (book.WorkbookStylesPart?.Stylesheet is { } styles)
            ReadStyles(styles);
    }

    /// <summary>The text of a cell; empty for nothing and for the mark of an error.</summary>
    public string TextOf(Cell cell)
    {
        if (cell.DataType is { HasValue: true } type)
        {
            if (type.Value == CellValues.InlineString)
                return cell.InlineString is { } inline ? Words(inline) : "";
            if (type.Value == CellValues.SharedString)
                return int.TryParse(cell.CellValue?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _shared.Count ? _shared[index] : "";
            if (type.Value == CellValues.Error)
                return "";
            if (type.Value != CellValues.Number)
                return cell.CellValue?.Text ?? "";
        }

        return cell.CellValue?.Text is { Length: > 0 } number ? Number(number, cell.StyleIndex?.Value ?? 0) : "";
    }

    private string Number(string written, uint style)
    {
        if (!double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return written;
        if (_dateStyles.Contains(style) && number is >= 0 and < 2_958_466)
        {
            var at = _isFrom1904 ? Epoch1904.AddDays(number) : DateTime.FromOADate(number);
            return at.ToString(at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : number < 1 ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        }

        // A telephone number is a number for a spreadsheet: all of its digits, and no exponent.
        return Math.Abs(number) < 1e15 ? number.ToString("0.##########", CultureInfo.InvariantCulture) : written;
    }

    private void ReadShared(SharedStringTablePart shared)
    {
        using var reader = OpenXmlReader.Create(shared);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                _shared.Add(Words((SharedStringItem)reader.LoadCurrentElement()!));
        }
    }

    // Without the readings that stand above the words (rPh).
    private static string Words(OpenXmlElement item) =>
        string.Concat(item.Elements<Text>().Concat(item.Elements<Run>().SelectMany(run => run.Elements<Text>())).Select(text => text.Text));

    private void ReadStyles(Stylesheet styles)
    {
        var own = (styles.NumberingFormats?.Elements<NumberingFormat>() ?? []).ToDictionary(format => format.NumberFormatId?.Value ?? 0, format => format.FormatCode?.Value ?? "");
        uint style = 0;
        foreach (var format in styles.CellFormats?.Elements<CellFormat>() ?? [])
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (own.TryGetValue(id, out var code) ? IsDate(code) : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58))
                _dateStyles.Add(style);
            style++;
        }
    }

    private static bool IsDate(string code)
    {
        var (isQuoted, isBracketed) = (false, false);
        foreach (var sign in code)
        {
            if (sign == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && sign is '[' or ']')
                isBracketed = sign == '[';
            else if (!isQuoted && !isBracketed && sign is 'y' or 'Y' or 'd' or 'D' or 'h' or 'H')
                return true;
        }

        return false;
    }
}
