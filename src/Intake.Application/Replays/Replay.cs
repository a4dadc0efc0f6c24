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
/// What was done stays done: the same file again goes on where the last run ended, and makes nothing twice.
/// </summary>
public sealed class Replay(
    IDbContextFactory<IntakeDbContext> contexts,
    CommandWriter writer,
    BotConfigurationSource configuration,
    AttachmentStore files,
    ReplayJobs jobs)
{
    private static readonly TimeOnly BulletinTime = new(10, 0);
    private static readonly TimeSpan UntilPublished = TimeSpan.FromHours(1);

    private readonly PriorityQueue<ReplayCase, (DateTimeOffset At, int Line)> _waiting = new();
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly ReplayDesk _desk = new(writer, configuration, files);
    private readonly StandIns _staff = new(configuration.Current);
    private List<ReplayCase> _cases = [];

    /// <summary>Replays a file. The writer must be running, on the replay's clock.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channel">The channel that its messages come by.</param>
    /// <param name="say">The conversation.</param>
    /// <param name="progress">Hears how many rows are through; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it after the step under way; the next run goes on from there.</param>
    public async Task<ReplayResult> RunAsync(ReplayFile file, string channel, SayInConversation say, IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(say);
        await PrepareAsync(file, channel, cancellationToken);
        await jobs.OpenAsync(contexts, cancellationToken);
        var month = FirstOfMonth(jobs.Clock.GetUtcNow());
        var open = _cases.Count(one => one.Fate == ReplayFate.Open);
        while (_waiting.TryDequeue(out var one, out var due))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new(file.Count - open, file.Count));
            for (; BulletinAt(month) is var at && at <= due.At; month = month.AddMonths(1))
                await MakeBulletinAsync(file, month, at, cancellationToken);
            await jobs.PassUntilAsync(due.At, cancellationToken);
            await StepAsync(one, say, cancellationToken);
            jobs.HasWritten();
            open -= one.Fate == ReplayFate.Open ? 0 : 1;
        }

        await MakeBulletinAsync(file, month, BulletinAt(month), cancellationToken);
        await jobs.PassUntilAsync(BulletinAt(month) + UntilPublished + UntilPublished, cancellationToken);
        progress?.Report(new(file.Count - open, file.Count));
        return await SumUpAsync(file, cancellationToken);
    }

    /// <summary>Finds out what an earlier run has done, puts the clock to where that ended, parks what cannot be read, and lines up the rest.</summary>
    private async Task PrepareAsync(ReplayFile file, string channel, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await EarlierRun.ReadAsync(db, channel, ReplayFile.StartOf(file.Name), cancellationToken);
        var start = file.Rows.Count > 0 ? file.Rows[0].SentAt : DateTimeOffset.UnixEpoch;
        jobs.Clock.PutOnTo(earlier.At > start ? earlier.At.Value : start);
        foreach (var unreadable in file.Unreadable)
            await writer.WriteAsync(new ParkRow(channel, unreadable), cancellationToken);
        _cases = [.. file.Rows.Select(row => new ReplayCase(row))];
        foreach (var one in _cases)
        {
            if (earlier.Tickets.TryGetValue(one.Row.Id, out var ticket))
                LineUp(one, ticket);
            else if (earlier.Parked.Contains(one.Row.Id))
                one.Fate = ReplayFate.Parked;
            else
                _waiting.Enqueue(one, (one.Row.SentAt, one.Row.Line));
        }
    }

    private async Task StepAsync(ReplayCase one, SayInConversation say, CancellationToken cancellationToken)
    {
        if (one.Ticket is { } known)
        {
            await DoAsync(one, await FindAsync(known, cancellationToken), cancellationToken);
            return;
        }

        var said = await say(one.Row, cancellationToken);
        if (said.Ticket is { } made)
            LineUp(one, await FindAsync(made, cancellationToken));
        else
            one.Fate = said.IsParked ? ReplayFate.Parked : ReplayFate.Refused;
    }

    private async Task DoAsync(ReplayCase one, Ticket ticket, CancellationToken cancellationToken)
    {
        var outcome = await _desk.StepAsync(one, ticket, cancellationToken);
        if (outcome.Succeeded)
        {
            LineUp(one, outcome.Value);
            return;
        }

        // The rules say no, and would say it again: the ticket stays where it is.
        _refused[outcome.Refusal.Code] = _refused.GetValueOrDefault(outcome.Refusal.Code) + 1;
        one.Fate = ReplayFate.Handled;
    }

    /// <summary>Lines up what happens to a ticket next; when that is nothing, the row is through.</summary>
    private void LineUp(ReplayCase one, Ticket ticket)
    {
        one.Ticket = ticket.Id;
        one.WrittenOffAt = ticket.WrittenOffAt;
        if (_desk.NextAt(one, ticket.State, jobs.Clock.GetUtcNow()) is { } next)
            _waiting.Enqueue(one, (next, one.Row.Line));
        else
            one.Fate = ReplayFate.Handled;
    }

    private async Task MakeBulletinAsync(ReplayFile file, DateOnly month, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (configuration.Current.Authority.Bulletins.Values.FirstOrDefault(series => series.Circle == BulletinCircle.Public) is not { } series)
            return;
        var (from, to) = (StartOf(month.AddMonths(-1)), StartOf(month));
        var writtenOff = _cases.Where(one => one.WrittenOffAt >= from && one.WrittenOffAt < to).Select(one => one.Ticket!.Value).ToList();
        if (writtenOff.Count == 0)
            return;
        await jobs.PassUntilAsync(at, cancellationToken);
        var publishAt = at + UntilPublished;
        var remembered = string.Create(CultureInfo.InvariantCulture, $"{Remembered(file)}{month:yyyy-MM}");
        await writer.WriteAsync(new MonthlyBulletin(remembered, series.Code, month.AddMonths(-1), writtenOff, publishAt, _staff.Editor, _staff.Signer), cancellationToken);
        jobs.WillPublish(publishAt);
    }

    private async Task<ReplayResult> SumUpAsync(ReplayFile file, CancellationToken cancellationToken)
    {
        var now = jobs.Clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<Ticket> tickets = [];
        foreach (var one in _cases.Where(one => one.Ticket is not null))
            tickets.Add(TicketRows.Read((await db.Tickets.AsNoTracking().SingleAsync(row => row.Id == one.Ticket!.Value.Value, cancellationToken)).Snapshot));
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

    private DateOnly FirstOfMonth(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        // On the first, its own bulletin may still be to come.
        return day.Day == 1 ? day : new DateOnly(day.Year, day.Month, 1).AddMonths(1);
    }

    private DateTimeOffset StartOf(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    private DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>When the bulletin of the month before is made: in the first working time of the month from ten o'clock on.</summary>
    private DateTimeOffset BulletinAt(DateOnly month) => WorkingClock.NextWorkingTime(configuration.Current.Authority.Calendar, InstantOf(month, BulletinTime));
}
