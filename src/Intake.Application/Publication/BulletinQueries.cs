using Intake.Application.Data;
using Intake.Domain;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>A bulletin in the list of those who make them.</summary>
/// <param name="Id">Key.</param>
/// <param name="Series">Code of its series.</param>
/// <param name="Issue">Its number; null while it has none.</param>
/// <param name="Status">Where it is.</param>
/// <param name="From">First day of its period.</param>
/// <param name="To">Last day of its period.</param>
/// <param name="Title">Its title; empty takes the series' name.</param>
/// <param name="Items">How many items it has.</param>
/// <param name="Editor">User name of who began it.</param>
/// <param name="PublishAt">When it is to be published.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="IsCorrecting">Whether a correction is being made.</param>
/// <param name="HeldBack">Why it was not published at its time.</param>
public sealed record BulletinLine(
    long Id,
    string Series,
    int? Issue,
    BulletinStatus Status,
    DateOnly From,
    DateOnly To,
    string Title,
    int Items,
    string Editor,
    DateTimeOffset? PublishAt,
    DateTimeOffset? PublishedAt,
    bool IsCorrecting,
    Refusal? HeldBack);

/// <summary>A bulletin as its editors work on it.</summary>
/// <param name="Bulletin">The bulletin.</param>
/// <param name="Version">What a command says it has seen.</param>
/// <param name="Published">The bulletin as readers see it; null before the first sign-off.</param>
public sealed record BulletinAtWork(Bulletin Bulletin, int Version, Bulletin? Published);

/// <summary>The texts of a ticket as they were written.</summary>
/// <param name="Matter">What the requester wrote.</param>
/// <param name="Reply">What the unit replied.</param>
public sealed record OriginalTexts(string Matter, string Reply);

/// <summary>What is read by those who make bulletins.</summary>
public sealed class BulletinQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines on a page.</summary>
    public const int PageLength = 25;

    /// <summary>Bulletins, the newest first, one more than a page so that the caller knows whether there is a next.</summary>
    /// <param name="series">Of this series; null is any.</param>
    /// <param name="status">In this status; null is any.</param>
    /// <param name="before">Key of the last line of the page before; null begins.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<BulletinLine>> ListAsync(string? series, BulletinStatus? status, long? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Bulletins.AsNoTracking()
            .Where(row => (series == null || row.Series == series) && (status == null || row.Status == status) && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id)
            .Take(PageLength + 1)
            .Select(row => new { Row = row, Items = db.BulletinItems.Count(item => item.Bulletin == row.Id && !item.IsStruck) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(each => Line(each.Row, each.Items))];
    }

    /// <summary>A bulletin; null when there is none.</summary>
    public async Task<BulletinAtWork?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row)
            return null;
        var items = await db.BulletinItems.AsNoTracking().Where(item => item.Bulletin == id).ToListAsync(cancellationToken);
        return new(BulletinReading.Read(row, items), row.Version, row.SignedAt is null && row.PublishedAt is null ? null : BulletinReading.ReadPublished(row, items));
    }

    /// <summary>The texts of the items' tickets as they were written; those whose texts are deleted are left out.</summary>
    public async Task<IReadOnlyDictionary<long, OriginalTexts>> OriginalsAsync(Bulletin bulletin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = bulletin.Items.Select(item => item.Ticket.Value).ToList();
        var tickets = await db.Tickets.AsNoTracking().Where(row => keys.Contains(row.Id)).Select(row => row.Snapshot).ToListAsync(cancellationToken);
        var texts = await WrittenTexts.ReadAsync(db, tickets.Select(Tickets.TicketRows.Read), cancellationToken);
        return texts.Where(each => each.Value.Matter.Length > 0 && each.Value.Reply.Length > 0).ToDictionary();
    }

    /// <summary>The tickets of the standing items, for asking whether they are still fit.</summary>
    public async Task<IReadOnlyList<Ticket>> TicketsAsync(Bulletin bulletin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var keys = bulletin.StandingItems.Select(item => item.Ticket.Value).ToList();
        var snapshots = await db.Tickets.AsNoTracking().Where(row => keys.Contains(row.Id)).OrderBy(row => row.Id).Select(row => row.Snapshot).ToListAsync(cancellationToken);
        return [.. snapshots.Select(Tickets.TicketRows.Read)];
    }

    /// <summary>The figures of a period as they stand now.</summary>
    public async Task<BulletinFigures> FiguresAsync(TimeZoneInfo zone, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await PeriodFigures.CountAsync(db, zone, from, to, cancellationToken);
    }

    /// <summary>The names that people read, by user name; accounts that are gone are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string?> users, CancellationToken cancellationToken)
    {
        var wanted = users.OfType<string>().Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(member => wanted.Contains(member.UserName!)).ToDictionaryAsync(member => member.UserName!, member => member.DisplayName, cancellationToken);
    }

    private static BulletinLine Line(BulletinRow row, int items)
    {
        var work = PublicationJson.ReadWork(row.Work);
        return new(row.Id, row.Series, row.Issue, row.Status, row.From, row.To, work.Title, items, row.Editor, row.PublishAt, row.PublishedAt, row.Correction is not null, work.HeldBack?.ToRefusal());
    }
}

/// <summary>The texts of tickets that bulletins tell of.</summary>
internal static class WrittenTexts
{
    /// <summary>First matter and last reply of each ticket, by the ticket's key, with one kind of line break; empty where a text is deleted or never was.</summary>
    public static async Task<Dictionary<long, OriginalTexts>> ReadAsync(IntakeDbContext db, IEnumerable<Ticket> tickets, CancellationToken cancellationToken)
    {
        var wanted = tickets.Select(ticket => (ticket.Id.Value, Matter: ticket.Texts.FirstOrDefault(text => text.Role == TextRole.Matter)?.Id, Reply: ticket.LastText(TextRole.Reply)?.Id)).ToList();
        var keys = wanted.SelectMany(each => new[] { each.Matter, each.Reply }).OfType<long>().ToList();
        var bodies = await db.TicketTexts.AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Body, cancellationToken);
        return wanted.ToDictionary(each => each.Value, each => new OriginalTexts(Body(each.Matter), Body(each.Reply)));

        string Body(long? key) => key is { } id ? bodies.GetValueOrDefault(id, "").ReplaceLineEndings("\n").Trim() : "";
    }
}
