using Intake.Application.Data;
using Intake.Application.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Batches;

/// <summary>A batch in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Its number; null until it is confirmed.</param>
/// <param name="State">Where it is.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Rows">How many tickets, or rows that become some.</param>
/// <param name="By">User name of who brought it.</param>
/// <param name="At">When it was confirmed; before that, when it was brought.</param>
/// <param name="UndoneAt">When it was undone.</param>
/// <param name="UndoneBy">User name of who undid it.</param>
public sealed record BatchLine(long Id, string? Number, BatchState State, string FileName, int Rows, string By, DateTimeOffset At, DateTimeOffset? UndoneAt, string? UndoneBy);

/// <summary>A ticket of a batch.</summary>
/// <param name="Row">The row of the file.</param>
/// <param name="Reference">What the file calls it.</param>
/// <param name="Line">The ticket.</param>
public sealed record BatchTicket(int Row, string? Reference, TicketLine Line);

/// <summary>What the pages of batches read.</summary>
public sealed class BatchQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    private const int Most = 200;
    private const int AtOnce = 500;

    /// <summary>Most tickets on a page of a batch.</summary>
    public const int PageLength = 50;

    /// <summary>The newest 200 batches.</summary>
    public async Task<IReadOnlyList<BatchLine>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Lines(db.Batches.OrderByDescending(row => row.Id).Take(Most)).ToListAsync(cancellationToken);
    }

    /// <summary>One of them; null when there is none.</summary>
    public async Task<BatchLine?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Lines(db.Batches.Where(row => row.Id == id)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The batch that a ticket came by; null for others.</summary>
    public async Task<BatchLine?> OfTicketAsync(long ticket, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Lines(db.Batches.Where(row => db.BatchTickets.Any(one => one.Ticket == ticket && one.Batch == row.Id))).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Tickets of a batch in the order of the file, behind a key; one more than a page when there are more.</summary>
    public async Task<IReadOnlyList<BatchTicket>> TicketsAsync(long batch, long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.BatchTickets.AsNoTracking().Where(row => row.Batch == batch && row.Ticket > after).OrderBy(row => row.Ticket).Take(PageLength + 1).ToListAsync(cancellationToken);
        var lines = (await TicketLines.ReadAsync(db, [.. rows.Select(row => row.Ticket)], cancellationToken)).ToDictionary(line => line.Id);
        return [.. rows.Where(row => lines.ContainsKey(row.Ticket)).Select(row => new BatchTicket(row.Row, row.Reference, lines[row.Ticket]))];
    }

    /// <summary>The file of a batch that waits for its confirmation; null when there is none.</summary>
    internal async Task<byte[]?> ContentAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Batches.Where(row => row.Id == id && row.State == BatchState.Previewed).Select(row => row.Content).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Adds the problem to every row whose reference a row of an earlier batch has.</summary>
    internal async Task<BatchReading> WithTakenAsync(BatchReading reading, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var taken = await TakenAsync(db, reading.Items, cancellationToken);
        if (taken.Count == 0)
            return reading;
        var isTaken = reading.Items.ToLookup(item => item.Reference is { } reference && taken.ContainsKey(reference));
        var (index, head) = reading.Columns[BatchColumn.Reference];
        var problems = reading.Problems.Concat(isTaken[true].Select(item => new BatchProblem(item.Row, index, head, BatchRefusals.ReferenceIsTaken(taken[item.Reference!]))));
        return reading with { Items = [.. isTaken[false]], Problems = [.. problems.OrderBy(problem => problem.Row)] };
    }

    /// <summary>The references that rows of earlier batches have, with the numbers of these batches. What was undone counts no more.</summary>
    internal static async Task<Dictionary<string, string?>> TakenAsync(IntakeDbContext db, IReadOnlyList<BatchItem> items, CancellationToken cancellationToken)
    {
        var taken = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var some in items.Select(item => item.Reference).OfType<string>().Chunk(AtOnce))
        {
            var found = await db.BatchTickets.Where(row => row.Reference != null && some.Contains(row.Reference))
                .Join(db.Batches.Where(batch => batch.State == BatchState.Confirmed), row => row.Batch, batch => batch.Id, (row, batch) => new { row.Reference, batch.Number })
                .ToListAsync(cancellationToken);
            foreach (var one in found)
                taken[one.Reference!] = one.Number;
        }

        return taken;
    }

    private static IQueryable<BatchLine> Lines(IQueryable<BatchRow> rows) =>
        rows.Select(row => new BatchLine(row.Id, row.Number, row.State, row.FileName, row.Rows, row.By, row.ConfirmedAt ?? row.CreatedAt, row.UndoneAt, row.UndoneBy));
}
