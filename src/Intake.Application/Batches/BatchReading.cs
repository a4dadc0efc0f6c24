using Intake.Application.Tickets;
using Intake.Domain;

namespace Intake.Application.Batches;

/// <summary>What is wrong in a file.</summary>
/// <param name="Row">The row as the spreadsheet numbers it; 0 for the file as a whole.</param>
/// <param name="Column">The column, from 0; null for the row as a whole.</param>
/// <param name="Head">The column's head as the file has it; empty for none.</param>
/// <param name="Why">What is wrong.</param>
public sealed record BatchProblem(int Row, int? Column, string Head, Refusal Why);

/// <summary>A row that can become a ticket.</summary>
/// <param name="Row">The row as the spreadsheet numbers it.</param>
/// <param name="Submission">What is asked.</param>
/// <param name="Reference">What the file calls it; null when it says nothing.</param>
public sealed record BatchItem(int Row, Submission Submission, string? Reference);

/// <summary>What a file says.</summary>
/// <param name="Items">The rows without a problem, in order.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
/// <param name="Rows">How many rows there are beneath the heads.</param>
public sealed record BatchReading(IReadOnlyList<BatchItem> Items, IReadOnlyList<BatchProblem> Problems, int Rows)
{
    /// <summary>Where the columns are, with their heads as the file has them.</summary>
    internal IReadOnlyDictionary<BatchColumn, (int Index, string Head)> Columns { get; init; } = new Dictionary<BatchColumn, (int, string)>();

    /// <summary>Nothing can be read.</summary>
    public static BatchReading Unreadable(Refusal why) => new([], [new(0, null, "", why)], 0);
}
