using Intake.Application.Data;
using Intake.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>An issue in the list that readers see.</summary>
/// <param name="Id">Key.</param>
/// <param name="Series">Code of its series.</param>
/// <param name="Issue">Its number.</param>
/// <param name="Title">Its title; empty takes the series' name.</param>
/// <param name="From">First day of its period.</param>
/// <param name="To">Last day of its period.</param>
/// <param name="Items">How many items it has.</param>
/// <param name="ShownAt">When it was published, or withdrawn before that.</param>
/// <param name="IsWithdrawn">Whether it is withdrawn.</param>
/// <param name="IsCorrected">Whether it was corrected.</param>
public sealed record IssueLine(long Id, string Series, int Issue, string Title, DateOnly From, DateOnly To, int Items, DateTimeOffset ShownAt, bool IsWithdrawn, bool IsCorrected);

/// <summary>What readers read. Which series a reader may see is asked before, and given here.</summary>
public sealed class PublicBulletinQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines on a page.</summary>
    public const int PageLength = 20;

    /// <summary>Issues in a feed.</summary>
    public const int FeedLength = 20;

    /// <summary>Published and withdrawn issues of the series, the newest first, one more than a page so that the caller knows whether there is a next.</summary>
    /// <param name="series">Codes of the series that the reader may see.</param>
    /// <param name="before">When the last line of the page before was shown, and its key; null begins.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<IssueLine>> ListAsync(IReadOnlyList<string> series, (DateTimeOffset At, long Id)? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shown = Shown(db, series);
        if (before is { } last)
            shown = shown.Where(row => (row.PublishedAt ?? row.ChangedAt) < last.At || ((row.PublishedAt ?? row.ChangedAt) == last.At && row.Id < last.Id));
        var rows = await shown
            .OrderByDescending(row => row.PublishedAt ?? row.ChangedAt).ThenByDescending(row => row.Id)
            .Take(PageLength + 1)
            .Select(row => new { Row = row, Items = db.BulletinItems.Count(item => item.Bulletin == row.Id && !item.IsStruck) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(each => Line(each.Row, each.Items))];
    }

    /// <summary>An issue as readers see it; null when there is none, or it is not published. A withdrawn one has its note and no content.</summary>
    public async Task<Bulletin?> FindAsync(string series, int issue, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Shown(db, [series]).SingleOrDefaultAsync(row => row.Issue == issue, cancellationToken);
        return row is null ? null : (await WithItemsAsync(db, [row], cancellationToken))[0];
    }

    /// <summary>The issues that changed last, as readers see them.</summary>
    public async Task<IReadOnlyList<Bulletin>> LatestAsync(IReadOnlyList<string> series, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Shown(db, series).OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).Take(FeedLength).ToListAsync(cancellationToken);
        return await WithItemsAsync(db, rows, cancellationToken);
    }

    private static IQueryable<BulletinRow> Shown(IntakeDbContext db, IReadOnlyList<string> series) =>
        db.Bulletins.AsNoTracking().Where(row => series.Contains(row.Series) && (row.Status == BulletinStatus.Published || row.Status == BulletinStatus.Withdrawn));

    private static async Task<IReadOnlyList<Bulletin>> WithItemsAsync(IntakeDbContext db, IReadOnlyList<BulletinRow> rows, CancellationToken cancellationToken)
    {
        var keys = rows.Where(row => row.Status == BulletinStatus.Published).Select(row => row.Id).ToList();
        var items = (await db.BulletinItems.AsNoTracking().Where(item => keys.Contains(item.Bulletin)).ToListAsync(cancellationToken)).ToLookup(item => item.Bulletin);
        return [.. rows.Select(row => Readable(BulletinReading.ReadPublished(row, items[row.Id])))];
    }

    private static Bulletin Readable(Bulletin bulletin) =>
        bulletin.Status == BulletinStatus.Withdrawn ? bulletin with { Title = "", Foreword = MaskedText.Empty, Figures = null, Items = [] } : bulletin;

    private static IssueLine Line(BulletinRow row, int items)
    {
        var notes = PublicationJson.ReadNotes(row.Notes);
        var isWithdrawn = row.Status == BulletinStatus.Withdrawn;
        return new(row.Id, row.Series, row.Issue!.Value, isWithdrawn ? "" : row.Title, row.From, row.To, isWithdrawn ? 0 : items, (row.PublishedAt ?? row.ChangedAt)!.Value, isWithdrawn, notes.Any(note => !note.IsWithdrawal));
    }
}
