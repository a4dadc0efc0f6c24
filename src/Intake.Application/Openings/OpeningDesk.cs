using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;

namespace Intake.Application.Openings;

/// <summary>Takes in what suggestion boxes hold on paper: the opening before two people, then sheet by sheet.</summary>
public sealed class OpeningDesk(CommandWriter writer)
{
    /// <summary>How long what somebody typed and did not save is kept.</summary>
    internal static readonly TimeSpan DraftsKept = TimeSpan.FromDays(30);

    /// <summary>Records an opening. Answers its key.</summary>
    public Task<Outcome<long>> RecordAsync(OpeningRecord record, Actor actor) => writer.WriteAsync(new RecordOpening(record, actor), CancellationToken.None);

    /// <summary>Confirms one that somebody else recorded, with as many sheets as were shown.</summary>
    public Task<Outcome<OpeningState>> WitnessAsync(long id, int seen, Actor actor) => writer.WriteAsync(new WitnessOpening(id, seen, actor), CancellationToken.None);

    /// <summary>Corrects how many sheets were in the box; it has to be confirmed anew.</summary>
    public Task<Outcome<OpeningState>> RecountAsync(long id, int sheets, string? reason, Actor actor) => writer.WriteAsync(new RecountSheets(id, sheets, reason, actor), CancellationToken.None);

    /// <summary>Takes back what was recorded by mistake.</summary>
    public Task<Outcome<OpeningState>> WithdrawAsync(long id, string? reason, Actor actor) => writer.WriteAsync(new WithdrawOpening(id, reason, actor), CancellationToken.None);

    /// <summary>Makes a sheet a ticket, received when the box was opened.</summary>
    public Task<Outcome<Ticket>> EnterAsync(long id, int number, SheetForm form, Submission submission, Actor actor) => writer.WriteAsync(new EnterSheet(id, number, form, submission, actor), CancellationToken.None);

    /// <summary>Says why a sheet is no ticket.</summary>
    public Task<Outcome<Sheet>> SetAsideAsync(long id, Sheet sheet, string? reason, string form, Actor actor) => writer.WriteAsync(new SetSheetAside(id, sheet, reason, form, actor), CancellationToken.None);

    /// <summary>Takes back what was entered for a sheet. Answers its number.</summary>
    public Task<Outcome<int>> UndoAsync(long id, int number, Actor actor) => writer.WriteAsync(new UndoSheet(id, number, actor), CancellationToken.None);

    /// <summary>Keeps what somebody is typing. Answers how many scans it has.</summary>
    public Task<Outcome<int>> KeepDraftAsync(long id, string form, string content, DraftScans scans, Actor actor) => writer.WriteAsync(new KeepSheetDraft(id, form, content, scans, actor), CancellationToken.None);
}
