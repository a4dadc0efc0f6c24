using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Openings;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Openings;

/// <summary>An opening with its sheets.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Sheets">Everything that was entered, by number, with what was undone.</param>
public sealed record OpeningView(OpeningRow Row, IReadOnlyList<OpeningSheetRow> Sheets)
{
    /// <summary>As the rules see it.</summary>
    public Opening Opening { get; } = Row.With(Sheets);

    /// <summary>What is entered and not undone, by number.</summary>
    public IEnumerable<OpeningSheetRow> Entered => Sheets.Where(sheet => sheet.UndoneAt is null);
}

/// <summary>The opening that a ticket came by.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Its number.</param>
/// <param name="Sheet">The sheet.</param>
public sealed record OpeningOfTicket(long Id, string Number, int Sheet);

/// <summary>Somebody who may be named as present.</summary>
/// <param name="User">User name.</param>
/// <param name="Name">The name that others see.</param>
public sealed record Colleague(string User, string Name);

/// <summary>A scan of a sheet that is being typed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
public sealed record DraftScan(long Key, string Name);

/// <summary>A sheet that is being typed.</summary>
/// <param name="Form">The form's own key.</param>
/// <param name="Content">What is typed, as the page wrote it.</param>
/// <param name="Scans">Its scans.</param>
/// <param name="At">When it was kept last.</param>
public sealed record SheetDraft(string Form, string Content, IReadOnlyList<DraftScan> Scans, DateTimeOffset At);

/// <summary>What the pages of openings read.</summary>
public sealed class OpeningQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Most openings on a page.</summary>
    public const int PageLength = 50;

    private const int MostWaiting = 20;
    private const int MostColleagues = 500;

    /// <summary>Openings, the latest recorded first, behind a key; one more than a page when there are more.</summary>
    public async Task<IReadOnlyList<OpeningView>> PageAsync(long? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Openings.AsNoTracking().Where(row => before == null || row.Id < before).OrderByDescending(row => row.Id).Take(PageLength + 1).ToListAsync(cancellationToken);
        return await WithSheetsAsync(db, rows, cancellationToken);
    }

    /// <summary>One of them; null when there is none.</summary>
    public async Task<OpeningView?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Openings.AsNoTracking().Where(row => row.Id == id).ToListAsync(cancellationToken);
        return (await WithSheetsAsync(db, rows, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The opening that a ticket came by; null for others.</summary>
    public async Task<OpeningOfTicket?> OfTicketAsync(long ticket, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.OpeningSheets.Where(sheet => sheet.Ticket == ticket)
            .Join(db.Openings, sheet => sheet.Opening, row => row.Id, (sheet, row) => new OpeningOfTicket(row.Id, row.Number, sheet.Number))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Openings that a person was present at and has not confirmed yet.</summary>
    public async Task<IReadOnlyList<OpeningRow>> WaitingForAsync(string user, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Openings.AsNoTracking()
            .Where(row => row.WitnessedAt == null && row.WithdrawnAt == null && row.RecordedBy != user && (row.FirstUser == user || row.SecondUser == user))
            .OrderBy(row => row.Id).Take(MostWaiting).ToListAsync(cancellationToken);
    }

    /// <summary>What a person was typing; null when nothing, or when it is saved.</summary>
    public async Task<SheetDraft?> DraftAsync(long id, string user, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var draft = await db.OpeningDrafts.AsNoTracking().SingleOrDefaultAsync(row => row.Opening == id && row.By == user, cancellationToken);
        if (draft is null)
            return null;
        var keys = draft.ScanKeys;
        var scans = await db.Attachments.Where(file => keys.Contains(file.Id) && file.Ticket == null).OrderBy(file => file.Id).Select(file => new DraftScan(file.Id, file.Name)).ToListAsync(cancellationToken);
        return new(draft.Form, draft.Content, scans, draft.At);
    }

    /// <summary>The accounts that may be used, by user name.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(member => member.DisabledAt == null).OrderBy(member => member.UserName).Take(MostColleagues)
            .Select(member => new Colleague(member.UserName!, member.DisplayName)).ToListAsync(cancellationToken);
    }

    /// <summary>Tickets as lists show them, by key.</summary>
    public async Task<IReadOnlyDictionary<long, TicketLine>> TicketsAsync(OpeningView opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await TicketLines.ReadAsync(db, [.. opening.Sheets.Select(sheet => sheet.Ticket).OfType<long>()], cancellationToken)).ToDictionary(line => line.Id);
    }

    private static async Task<IReadOnlyList<OpeningView>> WithSheetsAsync(IntakeDbContext db, List<OpeningRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var sheets = await db.OpeningSheets.AsNoTracking().Where(sheet => ids.Contains(sheet.Opening)).OrderBy(sheet => sheet.Number).ThenBy(sheet => sheet.Id).ToListAsync(cancellationToken);
        var byOpening = sheets.ToLookup(sheet => sheet.Opening);
        return [.. rows.Select(row => new OpeningView(row, [.. byOpening[row.Id]]))];
    }
}
