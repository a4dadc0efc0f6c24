using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Intake.Application.Questionnaires;

/// <summary>A sheet of a workbook: rows of texts, whole numbers and decimals. Texts are never computed, whatever they begin with.</summary>
/// <param name="Name">Its name, at most 31 characters.</param>
/// <param name="Rows">The rows, the heads first.</param>
public sealed record XlsxSheet(string Name, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Writes a workbook.</summary>
public static class XlsxTable
{
    // What a cell has room for.
    private const int MostCharacters = 32_767;

    /// <summary>The workbook as bytes.</summary>
    public static byte[] Write(params IReadOnlyList<XlsxSheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var list = new Sheets();
            foreach (var (index, sheet) in sheets.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(sheet.Rows.Select(row => new Row(row.Select(CellOf)))));
                list.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = sheet.Name });
            }

            book.Workbook = new Workbook(list);
        }

        return stream.ToArray();
    }

    private static Cell CellOf(object? value) => value switch
    {
        null => new Cell(),
        int or long or decimal or double => new Cell { DataType = CellValues.Number, CellValue = new(Convert.ToString(value, CultureInfo.InvariantCulture)!) },
        var other => new Cell { DataType = CellValues.InlineString, InlineString = new(new Text(Readable(other.ToString() ?? "")) { Space = SpaceProcessingModeValues.Preserve }) },
    };

    // XML has no room for most control characters, and a cell not for more than so much.
    private static string Readable(string text)
    {
        var kept = string.Concat(text.Where(character => character is '\t' or '\n' or '\r' || !char.IsControl(character)).Where(character => character < '\uFFFE'));
        return kept.Length > MostCharacters ? kept[..MostCharacters] : kept;
    }
}
