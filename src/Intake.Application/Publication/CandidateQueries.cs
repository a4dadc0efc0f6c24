using System.Linq.Expressions;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Which tickets are looked for.</summary>
/// <param name="From">Written off on this day or later; null is any.</param>
/// <param name="To">Written off on this day or earlier; null is any.</param>
/// <param name="Service">Of this service; null is any.</param>
/// <param name="Unit">Of this lead unit; null is any.</param>
/// <param name="Outcome">With this outcome; null is any.</param>
/// <param name="Before">Key of the last ticket of the page before; null begins.</param>
/// <param name="FreeFor">Only those that stand in no bulletin of this series but withdrawn ones; null is any.</param>
public sealed record CandidateFilter(DateOnly? From, DateOnly? To, string? Service, string? Unit, TicketOutcome? Outcome, long? Before, string? FreeFor = null);

/// <summary>A ticket that may stand in a bulletin.</summary>
/// <param name="Ticket">Its key.</param>
/// <param name="Service">Code of its service.</param>
/// <param name="Unit">Code of its lead unit.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="WrittenOffAt">When it was written off.</param>
/// <param name="Rating">The requester's rating; null when there is none.</param>
/// <param name="Beginning">The beginning of what the requester wrote, as written.</param>
/// <param name="Standing">The bulletins that it stands in or is being put into.</param>
public sealed record Candidate(TicketId Ticket, string Service, string? Unit, TicketOutcome? Outcome, DateTimeOffset? WrittenOffAt, int? Rating, string Beginning, IReadOnlyList<StandsIn> Standing);

/// <summary>A bulletin that a ticket stands in.</summary>
/// <param name="Bulletin">Its key.</param>
/// <param name="Series">Code of its series.</param>
/// <param name="Issue">Its number; null while it has none.</param>
/// <param name="IsWithdrawn">Whether it is withdrawn, so that the ticket may stand in another.</param>
public sealed record StandsIn(long Bulletin, string Series, int? Issue, bool IsWithdrawn);

/// <summary>Finds tickets that may stand in a bulletin: written off, of a public service, no report of wrongdoing.</summary>
public sealed class CandidateQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines on a page.</summary>
    public const int PageLength = 25;

    private const int BeginningLength = 120;

    /// <summary>Tickets, the newest first, one more than a page so that the caller knows whether there is a next.</summary>
    public async Task<IReadOnlyList<Candidate>> FindAsync(Authority authority, CandidateFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Matching(db, authority, filter)
            .OrderByDescending(row => row.Id)
            .Take(PageLength + 1)
            .Select(row => new { row.Id, row.Service, row.Lead, row.Outcome, row.WrittenOffAt, row.Rating, row.Matter })
            .ToListAsync(cancellationToken);
        var standing = await StandingAsync(db, [.. rows.Select(row => row.Id)], cancellationToken);
        var matters = rows.Select(row => row.Matter).ToList();
        var beginnings = await db.TicketTexts.AsNoTracking()
            .Where(text => matters.Contains(text.Id))
            .Select(text => new { text.Id, Beginning = text.Body.Substring(0, BeginningLength) })
            .ToDictionaryAsync(text => text.Id, text => text.Beginning, cancellationToken);
        return [.. rows.Select(row => new Candidate(new(row.Id), row.Service!, row.Lead, row.Outcome, row.WrittenOffAt, row.Rating, beginnings.GetValueOrDefault(row.Matter, ""), [.. standing[row.Id]]))];
    }

    /// <summary>How many match, on all pages.</summary>
    public async Task<int> CountAsync(Authority authority, CandidateFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Matching(db, authority, filter with { Before = null }).CountAsync(cancellationToken);
    }

    private static IQueryable<TicketRow> Matching(IntakeDbContext db, Authority authority, CandidateFilter filter)
    {
        var services = authority.Services.Values.Where(service => service.IsPublic && (filter.Service == null || service.Code == filter.Service)).Select(service => service.Code).ToList();
        var tickets = db.Tickets.AsNoTracking().Where(row => (row.State == TicketState.WrittenOff || row.State == TicketState.Archived) && row.Kind != TicketKind.Report && services.Contains(row.Service!));
        // A matter whose time is over is deleted: there is nothing left to tell of.
        tickets = tickets.Where(row => db.TicketTexts.Any(text => text.Id == row.Matter));
        if (filter.From is { } from)
            tickets = tickets.Where(WrittenOffFrom(PeriodFigures.StartOf(from, authority.TimeZone)));
        if (filter.To is { } to)
            tickets = tickets.Where(WrittenOffBefore(PeriodFigures.StartOf(to.AddDays(1), authority.TimeZone), TicketId.Of(to, TicketId.MostInADay).Value));
        if (filter.Unit is { } unit)
            tickets = tickets.Where(row => row.Lead == unit);
        if (filter.Outcome is { } outcome)
            tickets = tickets.Where(row => row.Outcome == outcome);
        if (filter.FreeFor is { } series)
            tickets = tickets.Where(FreeFor(db, series));
        return filter.Before is { } before ? tickets.Where(row => row.Id < before) : tickets;
    }

    private static Expression<Func<TicketRow, bool>> WrittenOffFrom(DateTimeOffset start) => row => row.WrittenOffAt >= start;

    /// <summary>What was written off by then had come in by then: the key narrows the search.</summary>
    private static Expression<Func<TicketRow, bool>> WrittenOffBefore(DateTimeOffset end, long last) => row => row.Id <= last && row.WrittenOffAt < end;

    private static Expression<Func<TicketRow, bool>> FreeFor(IntakeDbContext db, string series) => row => !db.BulletinItems.Any(item =>
        item.Ticket == row.Id && !item.IsStruck && db.Bulletins.Any(bulletin => bulletin.Id == item.Bulletin && bulletin.Series == series && bulletin.Status != Domain.Publication.BulletinStatus.Withdrawn));

    private static async Task<ILookup<long, StandsIn>> StandingAsync(IntakeDbContext db, List<long> tickets, CancellationToken cancellationToken)
    {
        var rows = await (
            from item in db.BulletinItems
            where tickets.Contains(item.Ticket) && !item.IsStruck
            join bulletin in db.Bulletins on item.Bulletin equals bulletin.Id
            orderby bulletin.Id
            select new { item.Ticket, bulletin.Id, bulletin.Series, bulletin.Issue, bulletin.Status }).AsNoTracking().ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Ticket, row => new StandsIn(row.Id, row.Series, row.Issue, row.Status == Domain.Publication.BulletinStatus.Withdrawn));
    }
}
