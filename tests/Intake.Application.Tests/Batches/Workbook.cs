using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Intake.Application.Tests.Batches;

/// <summary>Makes workbooks as spreadsheets save them.</summary>
internal static class Workbook
{
    /// <summary>A style of dates, by its index.</summary>
    public const uint Date = 1;

    /// <summary>A style of a date of one's own, by its index.</summary>
    public const uint OwnDate = 2;

    public static byte[] Of(IReadOnlyList<string> shared, params Row[] rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>("first");
            sheet.Worksheet = new Worksheet(new SheetData(rows));
            var second = book.AddNewPart<WorksheetPart>("second");
            second.Worksheet = new Worksheet(new SheetData(RowOf(1, Inline("A1", "another sheet"))));
            book.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(shared.Select(text => new SharedStringItem(new Run(new Text(text[..1])), new Run(new Text(text[1..])), new PhoneticRun(new Text("du")))));
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 200, FormatCode = "[$-804]yyyy\"年\"m\"月\"d\"日\" hh:mm" }),
                new Fonts(new Font()),
                new Fills(new Fill()),
                new Borders(new Border()),
                new CellFormats(new CellFormat { NumberFormatId = 0 }, new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 200 }));
            book.Workbook = new(new Sheets(new Sheet { Id = "first", SheetId = 1, Name = "清单" }, new Sheet { Id = "second", SheetId = 2, Name = "other" }));
        }

        return stream.ToArray();
    }

    public static Row RowOf(uint number, params Cell[] cells) => new(cells) { RowIndex = number };

    public static Cell Inline(string at, string text) => new() { CellReference = at, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    public static Cell Shared(string at, int index) => new() { CellReference = at, DataType = CellValues.SharedString, CellValue = new CellValue(index) };

    public static Cell Number(string at, string value, uint style = 0) => new() { CellReference = at, StyleIndex = style, CellValue = new CellValue(value) };

    public static Cell Formula(string at, string formula, string value) => new() { CellReference = at, DataType = CellValues.String, CellFormula = new CellFormula(formula), CellValue = new CellValue(value) };
}
