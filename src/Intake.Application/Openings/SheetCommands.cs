using System.Globalization;
using Intake.Application.Attachments;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Openings;

/// <summary>By what a form is known that comes again.</summary>
/// <param name="Key">Its own key, made when it was shown.</param>
/// <param name="Said">SHA-256 of what it says, lower-case hexadecimal.</param>
public sealed record SheetForm(string Key, string Said);

/// <summary>Enters what is written on a sheet: a ticket of its own, received when the box was opened. Answers the ticket; by the same form again the same one.</summary>
internal sealed class EnterSheet(long id, int number, SheetForm form, Submission submission, Actor actor) : OpeningCommand<Ticket>(id)
{
    protected override async ValueTask<Outcome<Ticket>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        var sheet = loaded.Sheet(number);
        // The same form with other words, after going back, is refused below: the sheet has its ticket.
        if (sheet is { Ticket: { } known } && sheet.Form == form.Key && sheet.Said == form.Said)
            return await session.FindTicketAsync(new(known), cancellationToken) is { } same ? same : TicketRefusals.NoSuchTicket;
        if (OpeningRules.Enter(loaded.Opening, new(number, SheetKind.Request), null) is { } refusal)
            return refusal;
        // The opening's instant and the scans go in here and nowhere else: no form can say that paper came at another time, or name somebody else's file.
        var draft = await session.Db.OpeningDrafts.FindAsync([Id, actor.Name], cancellationToken);
        var dated = submission with { ReceivedAt = loaded.Row.OpenedAt, Files = draft?.Form == form.Key ? draft.ScanKeys : [] };
        var ticket = await SubmitRequest.SubmitAsync(session, dated, actor, cancellationToken);
        if (!ticket.Succeeded)
            return ticket.Refusal;
        session.Db.OpeningSheets.Add(new() { Id = await session.NextAsync("opening-sheet", cancellationToken), Opening = Id, Number = number, Kind = SheetKind.Request, Ticket = ticket.Value.Id.Value, Form = form.Key, Said = form.Said, By = actor.Name, At = session.Now });
        Changed(session, loaded.Row);
        await DropDraftAsync(session, Id, actor, cancellationToken);
        return ticket.Value;
    }

    internal static async Task DropDraftAsync(WriteSession session, long id, Actor actor, CancellationToken cancellationToken)
    {
        // Known here already, or kept just before in the same transaction and not in the database yet: it must not be written again.
        if (session.Db.OpeningDrafts.Local.FirstOrDefault(draft => draft.Opening == id && draft.By == actor.Name) is { } fresh)
            session.Db.Entry(fresh).State = EntityState.Detached;
        await session.Db.OpeningDrafts.Where(draft => draft.Opening == id && draft.By == actor.Name).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Says why a sheet is no ticket. Answers what was entered; by the same form again the same.</summary>
internal sealed class SetSheetAside(long id, Sheet sheet, string? reason, string form, Actor actor) : OpeningCommand<Sheet>(id)
{
    protected override async ValueTask<Outcome<Sheet>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        if (loaded.Sheet(sheet.Number) is { } known && known.Form == form && known.Kind == sheet.Kind && known.Reason == reason?.Trim())
            return sheet;
        if (OpeningRules.Enter(loaded.Opening, sheet, reason) is { } refusal)
            return refusal;
        session.Db.OpeningSheets.Add(new() { Id = await session.NextAsync("opening-sheet", cancellationToken), Opening = Id, Number = sheet.Number, Kind = sheet.Kind, SameAs = sheet.SameAs, Reason = reason!.Trim(), Form = form, By = actor.Name, At = session.Now });
        Changed(session, loaded.Row);
        await EnterSheet.DropDraftAsync(session, Id, actor, cancellationToken);
        return sheet;
    }
}

/// <summary>Takes back what was entered for a sheet, while nothing has happened to its ticket: that is withdrawn, and the sheet is entered anew. What was entered stays visible.</summary>
internal sealed class UndoSheet(long id, int number, Actor actor) : OpeningCommand<int>(id)
{
    protected override async ValueTask<Outcome<int>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        var sheet = loaded.Sheet(number);
        var ticket = sheet?.Ticket is { } key ? await session.FindTicketAsync(new(key), cancellationToken) : null;
        // A ticket that cannot be found was deleted when its time was over: far from untouched.
        if (OpeningRules.Undo(loaded.Opening, number, sheet?.Ticket is not null && ticket is not { Version: 1 }) is { } refusal)
            return refusal;
        if (ticket is not null)
            await session.AppendAsync(ticket, actor, [new Withdrawn()], cancellationToken);
        (sheet!.UndoneAt, sheet.UndoneBy) = (session.Now, actor.Name);
        session.Changed(sheet);
        Changed(session, loaded.Row);
        return number;
    }
}

/// <summary>Keeps what somebody is typing, with its scans. What comes after its form was saved is late, and is nothing any more. Answers how many scans there are.</summary>
internal sealed class KeepSheetDraft(long id, string form, string content, DraftScans scans, Actor actor) : Command<Outcome<int>>
{
    protected internal override async ValueTask<Outcome<int>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var isLate = await session.Db.OpeningSheets.AnyAsync(sheet => sheet.Opening == id && sheet.Form == form, cancellationToken) || session.Db.OpeningSheets.Local.Any(sheet => sheet.Opening == id && sheet.Form == form);
        if (isLate)
            return 0;
        if (await session.Db.Openings.FindAsync([id], cancellationToken) is not { } opening)
            return OpeningRefusals.NoSuchOpening;
        if (opening.WithdrawnAt is not null)
            return OpeningRefusals.OpeningIsWithdrawn;
        var draft = await session.Db.OpeningDrafts.FindAsync([id, actor.Name], cancellationToken);
        // Another form of the same person has begun another sheet.
        IReadOnlyList<long> before = draft?.Form == form ? draft.ScanKeys : [];
        var keys = before.Where(key => key != scans.Dropped).Concat(scans.Added).ToList();
        if (keys.Count > AttachmentStore.MostFiles)
            return AttachmentRefusals.TooMany;
        if (draft is null)
            session.Db.OpeningDrafts.Add(draft = new() { Opening = id, By = actor.Name });
        (draft.Form, draft.Content, draft.Scans, draft.At) = (form, content, string.Join(',', keys.Select(key => key.ToString(CultureInfo.InvariantCulture))), session.Now);
        session.Changed(draft);
        return keys.Count;
    }
}

/// <summary>What becomes of the scans of a sheet that is being typed.</summary>
/// <param name="Added">Keys of files just taken in.</param>
/// <param name="Dropped">Key of one that is taken away; null for none.</param>
public sealed record DraftScans(IReadOnlyList<long> Added, long? Dropped = null);
