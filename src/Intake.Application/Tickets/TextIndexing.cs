using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Tickets;

/// <summary>
/// Keeps the text index behind the texts: follows them by key in small batches, apart from the commands that write them,
/// so that taking in a ticket pays nothing for the search. A text can be found a moment after it was written.
/// </summary>
public sealed partial class TextIndexing(
    IDbContextFactory<IntakeDbContext> contexts,
    CommandWriter writer,
    TimeProvider clock,
    ILogger<TextIndexing> logger) : BackgroundService
{
    internal const int BatchSize = 200;

    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WhenIdle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    /// <summary>Indexes everything that waits; answers how many texts that were. For tests and commands that want to search at once.</summary>
    public async Task<int> CatchUpAsync(CancellationToken cancellationToken = default)
    {
        await writer.WriteAsync(new MakeTextIndex(), cancellationToken);
        var count = await SweepAsync(cancellationToken);
        while (await FollowAsync(cancellationToken) is var batch and > 0)
            count += batch;
        return count;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateTimeOffset? sweptAt = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (sweptAt is null)
                    await writer.WriteAsync(new MakeTextIndex(), stoppingToken);
                if (sweptAt is not { } last || clock.GetUtcNow() - last >= BetweenSweeps)
                {
                    await SweepAsync(stoppingToken);
                    sweptAt = clock.GetUtcNow();
                }

                var count = await FollowAsync(stoppingToken);
                await Task.Delay(count == BatchSize ? BetweenBatches : WhenIdle, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A search that lags is no reason to stop the program; what went wrong is logged, and it is tried again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault.GetType().Name);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await WriteAsync(await ReadAsync(db, await TextIndex.Of(db).NewAsync(db, cancellationToken), cancellationToken), cancellationToken);
    }

    // Numbers are given out in blocks, so a text with a lower number can be written after one with a higher.
    private async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var count = 0;
        var writing = Task.FromResult(0);
        foreach (var some in (await TextIndex.Of(db).MissingAsync(db, cancellationToken)).Chunk(BatchSize))
        {
            // Read and taken apart while the batch before it is written: either is half of the work.
            var texts = await ReadAsync(db, db.TicketTexts.Where(text => some.Contains(text.Id)), cancellationToken);
            count += await writing;
            writing = WriteAsync(texts, cancellationToken);
        }

        return count + await writing;
    }

    private static Task<IReadOnlyList<IndexedText>> ReadAsync(IntakeDbContext db, IQueryable<TicketTextRow> waiting, CancellationToken cancellationToken) =>
        TextsToIndex.ReadAsync(db, waiting.OrderBy(text => text.Id).Take(BatchSize), cancellationToken);

    private async Task<int> WriteAsync(IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken) =>
        texts.Count == 0 ? 0 : await writer.WriteAsync(new IndexTexts(texts), cancellationToken);

    // The message of a database's fault may quote a text, so only the kind of fault is logged.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The text index could not be brought up to date: {Fault}")]
    private partial void LogFailed(string fault);
}

/// <summary>Makes the text index when it is missing.</summary>
internal sealed class MakeTextIndex : Command<bool>
{
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        await TextIndex.Of(session.Db).MakeAsync(session.Db, cancellationToken);
        return true;
    }
}

/// <summary>Adds a batch to the text index in the writer's own transaction: no second writer waits for the database, and one sync serves both.</summary>
internal sealed class IndexTexts(IReadOnlyList<IndexedText> texts) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var index = TextIndex.Of(session.Db);
        if (!await index.TakeTurnAsync(session.Db, cancellationToken))
            return 0;
        // Another process may have been as quick.
        var known = await index.KnownAsync(session.Db, [.. texts.Select(text => text.Id)], cancellationToken);
        await index.AddAsync(session.Db, [.. texts.Where(text => !known.Contains(text.Id))], cancellationToken);
        return texts.Count;
    }
}
