namespace Intake.Web.Commands;

/// <summary>A table for a terminal: the first column to the left, the others to the right. The first row is the head.</summary>
internal sealed class Columns(IReadOnlyList<string[]> rows)
{
    /// <summary>Writes it.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Width(row[column]))).ToList();
        foreach (var row in rows)
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => Padded(cell, widths[column], column == 0))).TrimEnd());
    }

    private static string Padded(string cell, int width, bool toTheLeft)
    {
        var space = new string(' ', width - Width(cell));
        return toTheLeft ? cell + space : space + cell;
    }

    // Chinese characters take two places on a terminal.
    private static int Width(string cell) => cell.Sum(c => c >= 0x2E80 ? 2 : 1);
}
