using Intake.Domain;

namespace Intake.Application.Batches;

/// <summary>Reads the rows of a file as a spreadsheet saves it: CSV, or the first sheet of XLSX. What it is, is told by its first bytes and not by its name.</summary>
public static class SheetReader
{
    /// <summary>Most bytes of a file: 20 MB.</summary>
    public const int MostBytes = 20_000_000;

    /// <summary>Most rows that become tickets.</summary>
    public const int MostRows = 5_000;

    /// <summary>Most columns of a row.</summary>
    public const int MostColumns = 100;

    /// <summary>There is nothing in it.</summary>
    public static readonly Refusal IsEmpty = new("BatchIsEmpty");

    /// <summary>It is neither CSV nor XLSX, or broken.</summary>
    public static readonly Refusal CannotBeRead = new("BatchCannotBeRead");

    /// <summary>A workbook of the years before XLSX, or one with a password.</summary>
    public static readonly Refusal IsOldWorkbook = new("BatchIsOldWorkbook");

    /// <summary>Too many bytes, or too many when unpacked.</summary>
    public static readonly Refusal IsTooLarge = new("BatchIsTooLarge", "most", "20");

    /// <summary>Too many rows.</summary>
    public static readonly Refusal HasTooManyRows = new("BatchHasTooManyRows", "most", "5000");

    /// <summary>Too many columns.</summary>
    public static readonly Refusal HasTooManyColumns = new("BatchHasTooManyColumns", "most", "100");

    private static ReadOnlySpan<byte> Zip => "PK"u8;

    private static ReadOnlySpan<byte> OldWorkbook => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The rows in order, the one with the heads first; rows without anything in them are left out.</summary>
    public static Outcome<IReadOnlyList<SheetRow>> Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0)
            return IsEmpty;
        if (content.Length > MostBytes)
            return IsTooLarge;
        if (content.AsSpan().StartsWith(OldWorkbook))
            return IsOldWorkbook;
        var rows = content.AsSpan().StartsWith(Zip) ? XlsxRows.Read(content) : CsvRows.Read(content);
        return rows is { Succeeded: true, Value.Count: 0 } ? IsEmpty : rows;
    }

    /// <summary>Adds a row where it has something in it; says why when there are too many.</summary>
    internal static Refusal? Add(List<SheetRow> rows, int number, List<string> cells)
    {
        while (cells.Count > 0 && cells[^1].Length == 0)
            cells.RemoveAt(cells.Count - 1);
        if (cells.Count == 0)
            return null;
        if (cells.Count > MostColumns)
            return HasTooManyColumns;
        rows.Add(new(number, cells));
        return rows.Count > MostRows + 1 ? HasTooManyRows : null;
    }
}
