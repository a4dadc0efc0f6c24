using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Calendars;

/// <summary>A deadline that would move.</summary>
/// <param name="Ticket">Key of the ticket.</param>
/// <param name="Clock">Which of its clocks.</param>
/// <param name="From">When it is due now.</param>
/// <param name="To">When it would be due.</param>
public sealed record MovingDeadline(long Ticket, ClockKind Clock, DateTimeOffset From, DateTimeOffset To);

/// <summary>What a change would move.</summary>
/// <param name="Tickets">How many tickets.</param>
/// <param name="Deadlines">How many deadlines of them.</param>
/// <param name="Page">A page of them by ticket, of whole tickets.</param>
/// <param name="Next">The key behind which the next page begins; null on the last.</param>
/// <param name="Seen">The state of the calendars that this was found with, for <see cref="CalendarDesk.ChangeAsync"/>.</param>
public sealed record CalendarPreview(int Tickets, int Deadlines, IReadOnlyList<MovingDeadline> Page, long? Next, string Seen);

/// <summary>A change in the list.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Edit">What it changes.</param>
public sealed record CalendarEditLine(CalendarEditRow Row, CalendarEdit Edit);

/// <summary>Changes working calendars: first what would move, then the change, then the moving.</summary>
public sealed class CalendarDesk(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, CalendarBook book, CalendarMoving moving, CommandWriter writer)
{
    /// <summary>Tickets on a page of what moves.</summary>
    public const int PageLength = 50;

    private const int AtOnce = 500;
    private const int Most = 200;

    /// <summary>The newest 200 changes.</summary>
    public async Task<IReadOnlyList<CalendarEditLine>> AllAsync(CancellationToken cancellationToken)
    {
        await book.RefreshAsync(cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CalendarEdits.AsNoTracking().OrderByDescending(row => row.Sequence).Take(Most).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (Row: row, Edit: CalendarEditJson.Read(row.Content))).Where(one => one.Edit is not null).Select(one => new CalendarEditLine(one.Row, one.Edit!))];
    }

    /// <summary>What a change would move; with null, undoing the last one. Nothing is written.</summary>
    public async Task<Outcome<CalendarPreview>> PreviewAsync(CalendarEdit? edit, long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CalendarEdits.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        var authority = AfterIt(rows, edit);
        if (!authority.Succeeded)
            return authority.Refusal;
        var (tickets, deadlines, page, next, last) = (0, 0, new List<MovingDeadline>(), (long?)null, 0L);
        while (true)
        {
            var some = await CalendarChange.Counting(db).Where(row => row.Id > last).OrderBy(row => row.Id).Take(AtOnce).Select(row => new { row.Id, row.Snapshot }).ToListAsync(cancellationToken);
            foreach (var row in some)
            {
                var moved = TicketClocks.Moved(authority.Value, TicketRows.Read(row.Snapshot)).OfType<DeadlineMoved>().ToList();
                if (moved.Count == 0)
                    continue;
                (tickets, deadlines) = (tickets + 1, deadlines + moved.Count);
                if (row.Id <= after)
                    continue;
                var shown = page.Select(one => one.Ticket).Distinct().Count();
                if (shown < PageLength)
                    page.AddRange(moved.Select(one => new MovingDeadline(row.Id, one.Clock, one.From, one.To)));
                else
                    next ??= page[^1].Ticket;
            }

            if (some.Count < AtOnce)
                return new CalendarPreview(tickets, deadlines, page, next, CalendarBook.StateOf(rows));
            last = some[^1].Id;
        }
    }

    /// <summary>Makes a change, or with null undoes the last one, when nothing was changed since the preview; deadlines move from then on in the background. Answers its place in the order.</summary>
    public async Task<Outcome<int>> ChangeAsync(CalendarEdit? edit, string seen, Actor actor, CancellationToken cancellationToken)
    {
        var changed = await writer.WriteAsync(new ChangeCalendar(edit, seen, configuration, actor), CancellationToken.None);
        if (!changed.Succeeded)
            return changed;
        await book.RefreshAsync(cancellationToken);
        moving.Begin();
        return changed;
    }

    private Outcome<Authority> AfterIt(List<CalendarEditRow> rows, CalendarEdit? edit)
    {
        var (files, edits) = (configuration.AuthorityOfFiles, CalendarBook.EditsOf(rows));
        if (edit is null)
            return edits.Count == 0 ? CalendarRefusals.NothingToUndo : CalendarEdits.Apply(files, edits.SkipLast(1));
        var now = CalendarEdits.Apply(files, edits);
        if (!now.Calendars.TryGetValue(edit.Calendar, out var calendar))
            return CalendarEdits.NoSuchCalendar;
        var after = CalendarEdits.Apply(calendar, edit);
        return after.Succeeded ? CalendarEdits.Apply(files, [.. edits, edit]) : after.Refusal;
    }
}
