using Intake.Application.BotConfiguration;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Calendars;

/// <summary>Why a calendar is not changed.</summary>
public static class CalendarRefusals
{
    /// <summary>Somebody changed a calendar since the preview.</summary>
    public static readonly Refusal CalendarsHaveChanged = new(nameof(CalendarsHaveChanged));

    /// <summary>There is no change that could be undone.</summary>
    public static readonly Refusal NothingToUndo = new(nameof(NothingToUndo));
}

/// <summary>Keeps a change of a calendar; with null, undoes the last one. Refused when calendars were changed since <paramref name="seen"/>.</summary>
internal sealed class ChangeCalendar(CalendarEdit? edit, string seen, BotConfigurationSource configuration, Actor actor) : Command<Outcome<int>>
{
    protected internal override async ValueTask<Outcome<int>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        await session.Db.CalendarEdits.LoadAsync(cancellationToken);
        var rows = session.Db.CalendarEdits.Local.ToList();
        if (CalendarBook.StateOf(rows) != seen)
            return CalendarRefusals.CalendarsHaveChanged;
        return edit is null ? Undo(session, rows) : Add(session, rows, edit);
    }

    private Outcome<int> Add(WriteSession session, List<CalendarEditRow> rows, CalendarEdit added)
    {
        // Decided on the files and on every change that is in the database now, whatever this node had read before.
        var authority = CalendarEdits.Apply(configuration.AuthorityOfFiles, CalendarBook.EditsOf(rows));
        if (!authority.Calendars.TryGetValue(added.Calendar, out var calendar))
            return CalendarEdits.NoSuchCalendar;
        var after = CalendarEdits.Apply(calendar, added);
        if (!after.Succeeded)
            return after.Refusal;
        var row = new CalendarEditRow { Sequence = rows.Count + 1, Content = CalendarEditJson.Write(added), By = actor.Name, At = session.Now };
        session.Db.CalendarEdits.Add(row);
        return row.Sequence;
    }

    private Outcome<int> Undo(WriteSession session, List<CalendarEditRow> rows)
    {
        if (rows.Where(row => row.UndoneAt is null).MaxBy(row => row.Sequence) is not { } last)
            return CalendarRefusals.NothingToUndo;
        (last.UndoneAt, last.UndoneBy) = (session.Now, actor.Name);
        session.Changed(last);
        return last.Sequence;
    }
}
