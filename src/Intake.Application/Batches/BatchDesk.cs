using Intake.Application.BotConfiguration;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;

namespace Intake.Application.Batches;

/// <summary>Takes in many requests out of one file: looked at first, then all or none, and undone while untouched.</summary>
public sealed class BatchDesk(BotConfigurationSource configuration, BatchQueries batches, CommandWriter writer)
{
    private const int LongestName = 200;

    /// <summary>How long a file waits for its confirmation before the daily clean-up deletes it.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>What a file says and everything that is wrong with it.</summary>
    public Task<BatchReading> CheckAsync(byte[] content, CancellationToken cancellationToken) =>
        batches.WithTakenAsync(new BatchCheck(configuration.Current).Read(content), cancellationToken);

    /// <summary>Keeps a file without problems until it is confirmed. Answers its key.</summary>
    public async Task<long> KeepAsync(string fileName, byte[] content, int rows, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return await writer.WriteAsync(new KeepBatch(fileName.Length > LongestName ? fileName[^LongestName..] : fileName, content, rows, actor), CancellationToken.None);
    }

    /// <summary>What a kept file says; null when none waits under this key.</summary>
    public async Task<BatchReading?> PreviewAsync(long id, CancellationToken cancellationToken) =>
        await batches.ContentAsync(id, cancellationToken) is { } content ? await CheckAsync(content, cancellationToken) : null;

    /// <summary>Makes every row a ticket, all or none. Confirmed again, the batch is answered as it is.</summary>
    /// <exception cref="CannotBeSavedException">The database could not save it; nothing of it is saved.</exception>
    public async Task<Outcome<BatchRow>> ConfirmAsync(long id, Actor actor, CancellationToken cancellationToken)
    {
        var (rules, content) = (configuration.Current, await batches.ContentAsync(id, cancellationToken));
        var reading = content is null ? null : await batches.WithTakenAsync(new BatchCheck(rules).Read(content), cancellationToken);
        if (reading is { Problems.Count: > 0 })
            return BatchRefusals.BatchHoldsNoMore;
        // Without a file it is confirmed already, or gone: the command knows which.
        return await writer.WriteAsync(new ConfirmBatch(id, reading?.Items ?? [], rules, actor), CancellationToken.None);
    }

    /// <summary>Throws away what waits for its confirmation.</summary>
    public Task<int> DiscardAsync(long id) => writer.WriteAsync(new DiscardBatch(id), CancellationToken.None);

    /// <summary>Withdraws every ticket while nothing has happened to any of them. Answers how many.</summary>
    public Task<Outcome<int>> UndoAsync(long id, Actor actor) => writer.WriteAsync(new UndoBatch(id, actor), CancellationToken.None);
}
