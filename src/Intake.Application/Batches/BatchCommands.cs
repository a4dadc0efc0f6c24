using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Batches;

/// <summary>Why something cannot be done to a batch.</summary>
public static class BatchRefusals
{
    /// <summary>There is none with this key: nobody confirmed it within a day.</summary>
    public static readonly Refusal NoSuchBatch = new(nameof(NoSuchBatch));

    /// <summary>The rules were changed since the preview, or another batch has one of its references now.</summary>
    public static readonly Refusal BatchHoldsNoMore = new(nameof(BatchHoldsNoMore));

    /// <summary>It is not confirmed, or undone already.</summary>
    public static readonly Refusal BatchIsNotConfirmed = new(nameof(BatchIsNotConfirmed));

    /// <summary>A row of an earlier batch has the same reference.</summary>
    public static Refusal ReferenceIsTaken(string? batch) => new("BatchReferenceIsTaken", "batch", batch ?? "");

    /// <summary>Something was done with tickets of it.</summary>
    public static Refusal BatchIsTouched(int touched) => new(nameof(BatchIsTouched), "touched", touched.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Keeps a file between preview and confirmation. Answers its key.</summary>
internal sealed class KeepBatch(string fileName, byte[] content, int rows, Actor actor) : Command<long>
{
    protected internal override async ValueTask<long> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var row = new BatchRow { Id = await session.NextAsync("batch", cancellationToken), State = BatchState.Previewed, FileName = fileName, Content = content, Rows = rows, By = actor.Name, CreatedAt = session.Now };
        session.Db.Batches.Add(row);
        return row.Id;
    }
}

/// <summary>Throws away what was shown and not confirmed.</summary>
internal sealed class DiscardBatch(long id) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        await session.Db.Batches.Where(row => row.Id == id && row.State == BatchState.Previewed).ExecuteDeleteAsync(cancellationToken);
}

/// <summary>Makes every row a ticket, in one transaction or not at all. Confirmed again it is the same batch. The rows were checked by <paramref name="rules"/>; when others have come into force they have to be checked again.</summary>
internal sealed class ConfirmBatch(long id, IReadOnlyList<BatchItem> items, BotConfigurationSnapshot rules, Actor actor) : Command<Outcome<BatchRow>>
{
    protected internal override async ValueTask<Outcome<BatchRow>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await session.Db.Batches.FindAsync([id], cancellationToken) is not { } batch)
            return BatchRefusals.NoSuchBatch;
        if (batch.State != BatchState.Previewed)
            return batch;
        if (items.Count == 0 || !ReferenceEquals(session.Configuration, rules) || (await BatchQueries.TakenAsync(session.Db, items, cancellationToken)).Count > 0)
            return BatchRefusals.BatchHoldsNoMore;
        foreach (var item in items)
        {
            var ticket = await SubmitRequest.SubmitAsync(session, item.Submission, actor, cancellationToken);
            // The tickets before it are in the transaction already: only a fault takes them out of it again.
            if (!ticket.Succeeded)
                throw new InvalidOperationException($"Row {item.Row} of batch {id} was refused as {ticket.Refusal.Code} after it had been checked.");
            session.Db.BatchTickets.Add(new() { Ticket = ticket.Value.Id.Value, Batch = id, Row = item.Row, Reference = item.Reference });
        }

        (batch.State, batch.Content, batch.Rows, batch.By, batch.ConfirmedAt) = (BatchState.Confirmed, null, items.Count, actor.Name, session.Now);
        batch.Number = await NumberAsync(session, cancellationToken);
        session.Changed(batch);
        return batch;
    }

    // Few enough in a day to be counted, so that none is left out; two of the same number on two nodes are told by the index, and the second one is run again.
    private static async ValueTask<string> NumberAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var day = string.Create(CultureInfo.InvariantCulture, $"B-{TimeZoneInfo.ConvertTime(session.Now, session.Authority.TimeZone):yyyyMMdd}-");
        var known = await session.Db.Batches.CountAsync(row => row.Number != null && row.Number.StartsWith(day), cancellationToken)
            + session.Db.Batches.Local.Count(row => row.Number?.StartsWith(day, StringComparison.Ordinal) == true && session.Db.Entry(row).OriginalValues[nameof(BatchRow.Number)] is null);
        return string.Create(CultureInfo.InvariantCulture, $"{day}{known + 1:000}");
    }
}

/// <summary>Withdraws every ticket of a batch, in one transaction, while nothing has happened to any of them. Answers how many.</summary>
internal sealed class UndoBatch(long id, Actor actor) : Command<Outcome<int>>
{
    private const int AtOnce = 500;

    protected internal override async ValueTask<Outcome<int>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await session.Db.Batches.FindAsync([id], cancellationToken) is not { } batch)
            return BatchRefusals.NoSuchBatch;
        if (batch.State != BatchState.Confirmed)
            return BatchRefusals.BatchIsNotConfirmed;
        var keys = await session.Db.BatchTickets.Where(row => row.Batch == id).OrderBy(row => row.Ticket).Select(row => row.Ticket).ToListAsync(cancellationToken);
        var tickets = new List<Ticket>(keys.Count);
        foreach (var some in keys.Chunk(AtOnce))
            tickets.AddRange(await session.FindTicketsAsync(some, cancellationToken));
        var touched = tickets.Count(ticket => ticket.Version > 1) + keys.Count - tickets.Count;
        if (touched > 0)
            return BatchRefusals.BatchIsTouched(touched);
        foreach (var ticket in tickets)
            await session.AppendAsync(ticket, actor, [new Withdrawn()], cancellationToken);
        (batch.State, batch.UndoneAt, batch.UndoneBy) = (BatchState.Undone, session.Now, actor.Name);
        session.Changed(batch);
        return tickets.Count;
    }
}
