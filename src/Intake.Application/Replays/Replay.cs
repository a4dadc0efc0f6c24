using System.Globalization;
using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Replays;

/// <summary>
/// Feeds a file of messages through the product as it happened: each message is said in the conversation at its time, the
/// staff do their part with the reply where there is one, jobs run as time passes, and every month has its bulletin.
/// Every ticket lives in a time of its own; bulletins and the tickets in them wait for each other.
/// What was done stays done: the same file again goes on where the last run ended, and makes nothing twice.
/// </summary>
public sealed class Replay(
    IDbContextFactory<IntakeDbContext> contexts,
    CommandWriter writer,
    BotConfigurationSource configuration,
    AttachmentStore files,
    ReplayJobs jobs,
    ReplayNews news,
    ReplayClock clock)
{
    private static readonly TimeOnly BulletinTime = new(10, 0);
    private static readonly TimeSpan UntilPublished = TimeSpan.FromHours(1);

    // Lives that are lived beside each other: enough for the writer to save many at once.
    private const int MostAtOnce = 160;
    private const int MonthsAtOnce = 12;

    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly ReplayDesk _desk = new(writer, configuration, files);
    private readonly StandIns _staff = new(configuration.Current);
    private List<ReplayCase> _cases = [];
    private int _through;
    private DateOnly _month;

    /// <summary>Replays a file. The writer must be running, on the replay's clock.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channel">The channel that its messages come by.</param>
    /// <param name="say">The conversation.</param>
    /// <param name="progress">Hears how many rows are through; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it after the steps under way; the next run goes on from there.</param>
    public async Task<ReplayResult> RunAsync(ReplayFile file, string channel, SayInConversation say, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(say);
        var earlier = await PrepareAsync(file, channel, cancellationToken);
        await news.SendAsync(cancellationToken);
        _through = file.Count - _cases.Count(one => one.Fate == ReplayFate.Open);
        progress?.Report(new(_through, file.Count));
        var live = new Living(say, () => progress?.Report(new(Interlocked.Increment(ref _through), file.Count)));
        _month = FirstOfMonth(clock.GetUtcNow());
        var last = file.Rows.Select(row => row.RepliedAt ?? row.SentAt).DefaultIfEmpty().Max();
        while (_cases.Exists(one => one.StepAt is not null) || clock.GetUtcNow() < earlier)
            await SomeMonthsAsync(file, last, live, cancellationToken);
        return await SumUpAsync(file, cancellationToken);
    }

    /// <summary>Finds out what an earlier run has done, puts the clock to the first message, parks what cannot be read, and lines up the rest. Answers to when the earlier run had come.</summary>
    private async Task<DateTimeOffset?> PrepareAsync(ReplayFile file, string channel, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await EarlierRun.ReadAsync(db, channel, ReplayFile.StartOf(file.Name), cancellationToken);
        clock.PutOnTo(file.Rows.Count > 0 ? file.Rows[0].SentAt : DateTimeOffset.UnixEpoch);
        foreach (var unreadable in file.Unreadable)
            await writer.WriteAsync(new ParkRow(channel, unreadable), cancellationToken);
        _cases = [.. file.Rows.Select(row => new ReplayCase(row) { StepAt = row.SentAt })];
        foreach (var one in _cases)
        {
            if (earlier.Tickets.TryGetValue(one.Row.Id, out var known))
                LineUp(one, known.Ticket, known.At);
            else if (earlier.Parked.Contains(one.Row.Id))
                Through(one, ReplayFate.Parked);
        }

        return earlier.At;
    }

    /// <summary>
    /// Lets everything happen in some months, then makes and publishes their bulletins. A ticket that was written off waits for
    /// the bulletin that it may be in; the others need not wait for it.
    /// </summary>
    private async Task SomeMonthsAsync(ReplayFile file, DateTimeOffset last, Living live, CancellationToken cancellationToken)
    {
        var end = _month.AddMonths(1);
        while (end < _month.AddMonths(MonthsAtOnce) && BulletinAt(end) < last)
            end = end.AddMonths(1);
        var published = PublishedAt(end.AddMonths(-1));
        await UntilAsync(published, live, cancellationToken);
        for (; _month < end; _month = _month.AddMonths(1))
            await MakeBulletinAsync(file, _month, cancellationToken);
        await jobs.ReconcileAsync(cancellationToken);
        await UntilAsync(published + UntilPublished, live, cancellationToken);
    }

    /// <summary>Lets every ticket live until an instant. What happens to one asks nothing of the others, so each does it in a time of its own.</summary>
    private async Task UntilAsync(DateTimeOffset until, Living live, CancellationToken cancellationToken)
    {
        var some = _cases.Where(one => one.NextAt <= until).OrderBy(one => one.NextAt).ToList();
        await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken }, async (one, stopping) => await LiveAsync(one, until, live, stopping));
        clock.PutOnTo(until);
    }

    private async Task LiveAsync(ReplayCase one, DateTimeOffset until, Living live, CancellationToken cancellationToken)
    {
        // A bulletin may have published it since.
        if (one.Ticket is { } seen)
            one.Ticket = await FindAsync(seen.Id, cancellationToken);
        while (one.NextAt is { } at && at <= until && at <= HeldUntil(one))
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.Part(at);
            var wasOpen = one.Fate == ReplayFate.Open;
            var mayBeTold = true;
            if (one.TickAt == at)
                mayBeTold = await TickAsync(one, at, cancellationToken);
            else
                await StepAsync(one, live.Say, cancellationToken);
            if (mayBeTold && one.Ticket is { } ticket)
                await news.SendAsync(ticket.Id, cancellationToken);
            if (wasOpen && one.Fate != ReplayFate.Open)
                live.WhenThrough();
        }
    }

    /// <summary>When the bulletin is published that a ticket may be in; the end of time when there is none to wait for.</summary>
    private DateTimeOffset HeldUntil(ReplayCase one) =>
        one.Ticket?.WrittenOffAt is { } at && FirstAfter(at) is var month && month >= _month ? PublishedAt(month) : DateTimeOffset.MaxValue;

    /// <summary>Answers whether somebody is told of what the deadline job did.</summary>
    private async Task<bool> TickAsync(ReplayCase one, DateTimeOffset at, CancellationToken cancellationToken)
    {
        one.Ticked(at);
        (one.Ticket, var isTold) = await jobs.TickAsync(one.Ticket!.Id, cancellationToken);
        return isTold;
    }

    private async Task StepAsync(ReplayCase one, SayInConversation say, CancellationToken cancellationToken)
    {
        if (one.Ticket is { } ticket)
        {
            await DoAsync(one, ticket, cancellationToken);
            return;
        }

        var said = await say(one.Row, cancellationToken);
        if (said.Ticket is { } made)
            LineUp(one, await FindAsync(made, cancellationToken), clock.GetUtcNow());
        else
            Through(one, said.IsParked ? ReplayFate.Parked : ReplayFate.Refused);
    }

    private async Task DoAsync(ReplayCase one, Ticket ticket, CancellationToken cancellationToken)
    {
        var outcome = await _desk.StepAsync(one, ticket, cancellationToken);
        if (outcome.Succeeded)
        {
            LineUp(one, outcome.Value, clock.GetUtcNow());
            return;
        }

        // The rules say no, and would say it again: the ticket stays where it is.
        lock (_refused)
            _refused[outcome.Refusal.Code] = _refused.GetValueOrDefault(outcome.Refusal.Code) + 1;
        Through(one, ReplayFate.Handled);
    }

    /// <summary>Lines up what is done to a ticket next; when that is nothing, the row is through.</summary>
    private void LineUp(ReplayCase one, Ticket ticket, DateTimeOffset at)
    {
        one.Ticket = ticket;
        one.StepAt = _desk.NextAt(one, ticket.State, at);
        if (one.StepAt is null)
            Through(one, ReplayFate.Handled);
    }

    private static void Through(ReplayCase one, ReplayFate fate) => (one.Fate, one.StepAt) = (fate, null);

    private async Task MakeBulletinAsync(ReplayFile file, DateOnly month, CancellationToken cancellationToken)
    {
        if (configuration.Current.Authority.Bulletins.Values.FirstOrDefault(series => series.Circle == BulletinCircle.Public) is not { } series)
            return;
        var (from, to) = (StartOf(month.AddMonths(-1)), StartOf(month));
        var writtenOff = _cases.Select(one => one.Ticket).OfType<Ticket>().Where(ticket => ticket.WrittenOffAt >= from && ticket.WrittenOffAt < to).Select(ticket => ticket.Id).ToList();
        if (writtenOff.Count == 0)
            return;
        var remembered = string.Create(CultureInfo.InvariantCulture, $"{Remembered(file)}{month:yyyy-MM}");
        clock.Part(BulletinAt(month));
        await writer.WriteAsync(new MonthlyBulletin(remembered, series.Code, month.AddMonths(-1), writtenOff, BulletinAt(month) + UntilPublished, _staff.Editor, _staff.Signer), cancellationToken);
        clock.PutOnTo(PublishedAt(month));
        await jobs.PublishAsync(cancellationToken);
        await news.SendAsync(cancellationToken);
    }

    private async Task<ReplayResult> SumUpAsync(ReplayFile file, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<Ticket> tickets = [];
        foreach (var some in _cases.Select(one => one.Ticket).OfType<Ticket>().Select(ticket => ticket.Id.Value).Chunk(500))
            tickets.AddRange((await db.Tickets.Where(row => some.Contains(row.Id)).Select(row => row.Snapshot).ToListAsync(cancellationToken)).Select(TicketRows.Read));
        var published = await PublishedAsync(db, file, cancellationToken);
        var late = tickets.Count(ticket => (ticket.ResolvedAt ?? now) > ticket.Promise?.DueAt);
        return new()
        {
            Received = file.Count,
            Handled = tickets.Count,
            Parked = [.. file.Unreadable.Select(row => new ParkedRow(row.Line, row.Reason)).Concat(Of(ReplayFate.Parked).Select(one => new ParkedRow(one.Row.Line, "conversation"))).OrderBy(row => row.Line)],
            Refused = [.. Of(ReplayFate.Refused).Select(one => one.Row.Line).Order()],
            States = [.. tickets.GroupBy(ticket => ticket.State).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))],
            OnTime = tickets.Count - late,
            Late = late,
            Bulletins = published.Count,
            Items = await db.BulletinItems.CountAsync(item => published.Contains(item.Bulletin), cancellationToken),
            StepsRefused = _refused,
            EndedAt = now,
        };
    }

    private static async Task<List<long>> PublishedAsync(IntakeDbContext db, ReplayFile file, CancellationToken cancellationToken)
    {
        var start = Remembered(file);
        var values = await db.Settings.Where(row => row.Id.StartsWith(start)).Select(row => row.Value).ToListAsync(cancellationToken);
        var made = values.Select(MonthlyBulletin.KeyIn).OfType<long>().ToList();
        return await db.Bulletins.Where(row => made.Contains(row.Id) && row.Status == BulletinStatus.Published).Select(row => row.Id).ToListAsync(cancellationToken);
    }

    // Which months have their bulletins is remembered among the settings.
    private static string Remembered(ReplayFile file) => $"replay:{ReplayFile.StartOf(file.Name)}";

    private IEnumerable<ReplayCase> Of(ReplayFate fate) => _cases.Where(one => one.Fate == fate);

    private async Task<Ticket> FindAsync(TicketId id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return TicketRows.Read(await db.Tickets.Where(row => row.Id == id.Value).Select(row => row.Snapshot).SingleAsync(cancellationToken));
    }

    private TimeZoneInfo Zone => configuration.Current.Authority.TimeZone;

    // On the first, its own bulletin may still be to come.
    private DateOnly FirstOfMonth(DateTimeOffset at) => DayOf(at) is { Day: 1 } day ? day : FirstAfter(at);

    private DateOnly FirstAfter(DateTimeOffset at) => DayOf(at).AddDays(1 - DayOf(at).Day).AddMonths(1);

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    private DateTimeOffset StartOf(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    private DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>When the bulletin of the month before is made: in the first working time of the month from ten o'clock on.</summary>
    private DateTimeOffset BulletinAt(DateOnly month) => WorkingClock.NextWorkingTime(configuration.Current.Authority.Calendar, InstantOf(month, BulletinTime));

    /// <summary>When the job has published it.</summary>
    private DateTimeOffset PublishedAt(DateOnly month) => ReplayJobs.RunAfter(BulletinAt(month) + UntilPublished);

    /// <summary>What every life of a run has in common.</summary>
    private sealed record Living(SayInConversation Say, Action WhenThrough);
}
