using System.Data.Common;
using System.Threading.Channels;
using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Intake.Application.Replays.Seeding;

/// <summary>What was made.</summary>
/// <param name="Tickets">Tickets.</param>
/// <param name="Open">How many of them are open.</param>
/// <param name="Due">How many of them the clock has something to do on now.</param>
/// <param name="Events">Events.</param>
/// <param name="Texts">Texts.</param>
public sealed record SeedResult(int Tickets, int Open, int Due, long Events, long Texts);

/// <summary>
/// Fills a database with made-up tickets of two years, each lived through by the domain's own decisions, so that chains hold
/// and rebuilding finds the same, and brings the search up to date. For measuring and for demonstrations.
/// </summary>
public sealed class SeedTickets(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, AttachmentStore files, TextIndexing indexing, TimeProvider clock)
{
    private const int TicketsInOneChunk = 250;
    private const int ChunksInOneTransaction = 8;
    private const int NoticesOfOne = 12;

    // A picture of one pixel: what proves every made-up result.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC";

    private long _events;
    private long _texts;
    private int _due;
    private int _open;

    /// <summary>Makes the tickets. The writer must be running.</summary>
    /// <param name="options">How many.</param>
    /// <param name="progress">Hears how far it is; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it after the current transaction; what is written stays.</param>
    /// <exception cref="ArgumentException">More tickets are to be due than can be.</exception>
    public async Task<SeedResult> RunAsync(SeedOptions options, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_events, _texts, _due, _open) = (0, 0, 0, 0);
        var now = clock.NowToTheMillisecond();
        var evidence = await TakeEvidenceAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (scene, entries, firstNotice) = await ReserveAsync(db, options, now, evidence, cancellationToken);
        await WriteAsync(db, scene, entries, firstNotice, progress, cancellationToken);
        await indexing.CatchUpAsync(cancellationToken);
        return new(entries.Length, _open, _due, _events, _texts);
    }

    private async Task<AttachmentRef> TakeEvidenceAsync(CancellationToken cancellationToken)
    {
        await using var content = new MemoryStream(Convert.FromBase64String(Picture));
        var taken = await files.TakeAsync(content, "evidence.png", cancellationToken: cancellationToken);
        var row = await files.FindAsync(taken.Value!.Key, cancellationToken);
        return new(row!.Id, row.ContentType, row.Length, row.Hash);
    }

    /// <summary>Sets aside all keys and numbers at once, so that nothing else can be given the same.</summary>
    private async Task<(SeedScene Scene, SeedEntry[] Entries, long FirstNotice)> ReserveAsync(IntakeDbContext db, SeedOptions options, DateTimeOffset now, AttachmentRef evidence, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var counters = await db.Counters.ToDictionaryAsync(row => row.Id, StringComparer.Ordinal, cancellationToken);
        var entries = SeedPlan.Make(options, now, configuration.Current.Authority.TimeZone, day => counters.GetValueOrDefault($"ticket:{day:yyyyMMdd}")?.Next ?? 1);
        foreach (var day in entries.GroupBy(entry => entry.Id.Day))
            Take($"ticket:{day.Key}", day.Count());
        var scene = new SeedScene(
            configuration.Current,
            now,
            options.Random,
            Take("text", (long)entries.Length * SeedScene.TextsOfOne),
            Take("requester", entries.Length),
            Take("attachment", (long)entries.Length * SeedScene.FilesOfOne),
            evidence);
        var firstNotice = Take("notice", (long)entries.Length * NoticesOfOne);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return (scene, entries, firstNotice);

        long Take(string counter, long count)
        {
            if (!counters.TryGetValue(counter, out var row))
                db.Counters.Add(row = new() { Id = counter, Next = 1 });
            var first = row.Next;
            row.Next += count;
            return first;
        }
    }

    private async Task WriteAsync(IntakeDbContext db, SeedScene scene, SeedEntry[] entries, long notice, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        // Tickets are lived through on every core, a few chunks ahead of the one that writes them in their order.
        var ahead = Channel.CreateBounded<Task<SeededTicket[]>>(Environment.ProcessorCount * 2);
        var living = Task.Run(() => LiveAsync(scene, entries, ahead.Writer, cancellationToken), cancellationToken);
        var done = 0;
        while (await ahead.Reader.WaitToReadAsync(cancellationToken))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            using var tables = new SeedTables(db, transaction.GetDbTransaction());
            for (var chunks = 0; chunks < ChunksInOneTransaction && await ahead.Reader.WaitToReadAsync(cancellationToken); chunks++)
            {
                var chunk = await await ahead.Reader.ReadAsync(cancellationToken);
                foreach (var made in chunk)
                {
                    tables.Add(made, ref notice);
                    Count(made, scene.Now);
                }

                done += chunk.Length;
                progress?.Report(new(done, entries.Length));
            }

            await tables.FlushAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await living;
    }

    private static async Task LiveAsync(SeedScene scene, SeedEntry[] entries, ChannelWriter<Task<SeededTicket[]>> ahead, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var chunk in entries.Chunk(TicketsInOneChunk))
                await ahead.WriteAsync(Task.Run(() => chunk.Select(entry => SeedLife.Live(scene, entry)).ToArray(), cancellationToken), cancellationToken);
        }
        finally
        {
            ahead.Complete();
        }
    }

    private void Count(SeededTicket made, DateTimeOffset now)
    {
        _events += made.Events.Count;
        _texts += made.Texts.Count;
        _open += made.Row.IsOpen ? 1 : 0;
        _due += made.Row.NextDueAt <= now ? 1 : 0;
    }
}

/// <summary>The tables that made-up tickets go to, in one transaction.</summary>
internal sealed class SeedTables(IntakeDbContext db, DbTransaction transaction) : IDisposable
{
    private readonly RowInsert<TicketRow> _tickets = new(db, transaction);
    private readonly RowInsert<TicketEventRow> _events = new(db, transaction);
    private readonly RowInsert<TicketTextRow> _texts = new(db, transaction);
    private readonly RowInsert<RequesterRow> _requesters = new(db, transaction);
    private readonly RowInsert<AttachmentRow> _files = new(db, transaction);
    private readonly RowInsert<NoticeRow> _notices = new(db, transaction);

    public void Add(SeededTicket made, ref long notice)
    {
        if (made.Requester is not null)
            _requesters.Add(made.Requester);
        made.Files.ForEach(_files.Add);
        made.Texts.ForEach(_texts.Add);
        made.Events.ForEach(_events.Add);
        _tickets.Add(made.Row);
        foreach (var row in made.Notices)
        {
            row.Id = notice++;
            _notices.Add(row);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _requesters.FlushAsync(cancellationToken);
        await _files.FlushAsync(cancellationToken);
        await _texts.FlushAsync(cancellationToken);
        await _events.FlushAsync(cancellationToken);
        await _tickets.FlushAsync(cancellationToken);
        await _notices.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        _tickets.Dispose();
        _events.Dispose();
        _texts.Dispose();
        _requesters.Dispose();
        _files.Dispose();
        _notices.Dispose();
    }
}
