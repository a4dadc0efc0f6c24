namespace Intake.Application.Batches;

/// <summary>A row of a sheet that has something in it.</summary>
/// <param name="Number">Its number as the spreadsheet shows it, from 1.</param>
/// <param name="Cells">Its cells from the first column on, trimmed; empty where there is nothing.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>A cell; empty where the row ends before it.</summary>
    public string At(int column) => column < Cells.Count ? Cells[column] : "";
}
