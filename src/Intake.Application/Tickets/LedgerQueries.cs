using System.Runtime.CompilerServices;
using Intake.Application.Data;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>What of the ledger is asked for; everything that is null asks for all.</summary>
public sealed record LedgerFilter
{
    /// <summary>Group of states, at an instant.</summary>
    public LedgerGroupAt? Group { get; init; }

    /// <summary>State.</summary>
    public TicketState? State { get; init; }

    /// <summary>Code of the lead unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Service code.</summary>
    public string? Service { get; init; }

    /// <summary>Kind.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>Card.</summary>
    public Card? Card { get; init; }

    /// <summary>Code of the article that they were answered from.</summary>
    public string? Article { get; init; }

    /// <summary>First day of reception.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of reception.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Words in the matter.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it asks for all.</summary>
    public bool IsEmpty => this == new LedgerFilter();
}

/// <summary>What of the ledger a person may read.</summary>
/// <param name="Unit">The one lead unit whose tickets it is; null is every unit.</param>
/// <param name="WithTexts">Whether what people wrote is shown.</param>
public sealed record LedgerScope(string? Unit, bool WithTexts)
{
    /// <summary>The scope of a person: all for those who may see every ticket, the unit's own for its people; whoever reads only figures sees no texts.</summary>
    public static LedgerScope Of(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.May(Permission.ReadAllTickets))
            return new(null, true);
        return actor.May(Permission.ReadOwnTickets) ? new(actor.Unit ?? "", true) : new(null, false);
    }
}

/// <summary>A row of the one table (一表清, practice P12).</summary>
public sealed record LedgerLine
{
    /// <summary>Key.</summary>
    public required long Id { get; init; }

    /// <summary>State.</summary>
    public required TicketState State { get; init; }

    /// <summary>Kind.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>Outcome of the last claim.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>Service code.</summary>
    public string? Service { get; init; }

    /// <summary>Place code.</summary>
    public string? Place { get; init; }

    /// <summary>Channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Code of the lead unit.</summary>
    public string? Lead { get; init; }

    /// <summary>Codes of the co-handling units, between commas.</summary>
    public string CoHandlers { get; init; } = "";

    /// <summary>Code of the unit that has the paper.</summary>
    public required string HeldBy { get; init; }

    /// <summary>User name of the handler.</summary>
    public string? Handler { get; init; }

    /// <summary>Card.</summary>
    public Card Card { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the pressing clock is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What the requester was promised.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>When the last claim was made.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it was written off.</summary>
    public DateTimeOffset? WrittenOffAt { get; init; }

    /// <summary>Which of the four things are there.</summary>
    public FourThings Things { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>How often it was put back on the list.</summary>
    public int Relistings { get; init; }

    /// <summary>The matter or its beginning; empty where it was deleted or may not be read.</summary>
    public string Matter { get; init; } = "";
}

/// <summary>One page of the ledger.</summary>
/// <param name="Lines">The newest first.</param>
/// <param name="More">Whether there are older ones.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Lines, bool More);

/// <summary>The one table: every ticket, the newest first.</summary>
public sealed class LedgerQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Up to how many lines are counted.</summary>
    public const int MostCounted = 10_000;

    private const int StreamSize = 500;

    /// <summary>One page.</summary>
    /// <param name="scope">What may be read.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="before">The key before which the page begins; null is the first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<LedgerPage> ReadAsync(LedgerScope scope, LedgerFilter filter, long? before, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await IdsAsync(db, scope, filter, before, PageSize + 1, cancellationToken);
        var lines = await LinesAsync(db, [.. ids.Take(PageSize)], scope, TicketLines.SnippetLength, cancellationToken);
        return new(lines, ids.Count > PageSize);
    }

    /// <summary>How many lines a filter has; one more than <paramref name="most"/> stands for all that are more.</summary>
    /// <param name="scope">What may be read.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="most">Up to how many is counted, so that a page of a large table costs no more than one of a small one. Default <see cref="MostCounted"/>.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public async Task<int> CountAsync(LedgerScope scope, LedgerFilter filter, int most = MostCounted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await FilteredAsync(db, scope, filter, counted: true, cancellationToken);
        return await rows.Take(most + 1).CountAsync(cancellationToken);
    }

    /// <summary>Every line of a filter with the whole matter, read in small parts, so that the table's size does not matter.</summary>
    public async IAsyncEnumerable<LedgerLine> StreamAsync(LedgerScope scope, LedgerFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(filter);
        long? before = null;
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var ids = await IdsAsync(db, scope, filter, before, StreamSize, cancellationToken);
            foreach (var line in await LinesAsync(db, ids, scope, int.MaxValue, cancellationToken))
                yield return line;
            if (ids.Count < StreamSize)
                yield break;
            before = ids[^1];
        }
    }

    private static async Task<List<long>> IdsAsync(IntakeDbContext db, LedgerScope scope, LedgerFilter filter, long? before, int take, CancellationToken cancellationToken)
    {
        var rows = await FilteredAsync(db, scope, filter, counted: false, cancellationToken);
        if (before is { } key)
            rows = rows.Where(row => row.Id < key);
        return await rows.OrderByDescending(row => row.Id).Take(take).Select(row => row.Id).ToListAsync(cancellationToken);
    }

    private static async Task<IQueryable<TicketRow>> FilteredAsync(IntakeDbContext db, LedgerScope scope, LedgerFilter filter, bool counted, CancellationToken cancellationToken)
    {
        if (filter.Text is not null)
            await TextIndex.Of(db).MakeAsync(db, cancellationToken);
        var rows = db.Tickets.AsNoTracking();
        if (scope.Unit is { } own)
            rows = rows.Where(row => row.Lead == own);
        // Masked, so that no database takes the index on states and sorts all that are in one: the ledger's own is in order.
        if (filter.State is { } state)
            rows = rows.Where(row => ((int)row.State & 0xFF) == (int)state);
        if (filter.Unit is { } unit)
            rows = rows.Where(row => row.Lead == unit);
        if (filter.Service is { } service)
            rows = rows.Where(row => row.Service == service);
        if (filter.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        if (filter.Card is { } card)
            rows = rows.Where(row => row.Card == card);
        if (filter.Article is { } article)
            rows = rows.Where(row => row.Article == article);
        rows = InGroup(db, InPeriod(rows, filter), scope, filter, counted);
        return WithWords(db, rows, filter.Text);
    }

    // Alone a group is counted by the index on states and what is due; beside other conditions that one would have each row
    // looked at. Of a unit there are few enough to be looked at instead.
    private static IQueryable<TicketRow> InGroup(IntakeDbContext db, IQueryable<TicketRow> rows, LedgerScope scope, LedgerFilter filter, bool counted)
    {
        if (filter.Group is not { } group)
            return rows;
        if (scope.Unit is not null || filter.Unit is not null)
            return rows.InOfUnit(group, db.Tickets);
        return counted && filter == new LedgerFilter { Group = group } ? rows.In(group) : rows.InOrder(group);
    }

    // The day of reception is the beginning of the key.
    private static IQueryable<TicketRow> InPeriod(IQueryable<TicketRow> rows, LedgerFilter filter)
    {
        if (filter.From is { } from)
        {
            var first = TicketId.Of(from, 1).Value;
            rows = rows.Where(row => row.Id >= first);
        }

        if (filter.To is { } to)
        {
            var last = TicketId.Of(to, TicketId.MostInADay).Value;
            rows = rows.Where(row => row.Id <= last);
        }

        return rows;
    }

    private static IQueryable<TicketRow> WithWords(IntakeDbContext db, IQueryable<TicketRow> rows, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return rows;
        if (SearchTerms.Ask(text, SearchColumns.Texts) is not { } asked)
            return rows.Where(row => false);
        var found = TextIndex.Of(db).Matching(db, asked);
        return rows.Where(row => found.Contains(row.Matter));
    }

    private static async Task<IReadOnlyList<LedgerLine>> LinesAsync(IntakeDbContext db, List<long> ids, LedgerScope scope, int length, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var lines = await Lines(db, db.Tickets.Where(row => ids.Contains(row.Id)), scope.WithTexts, length).ToListAsync(cancellationToken);
        return [.. lines.OrderByDescending(line => line.Id)];
    }

    private static IQueryable<LedgerLine> Lines(IntakeDbContext db, IQueryable<TicketRow> rows, bool withTexts, int length) =>
        from row in rows
        join text in db.TicketTexts on row.Matter equals text.Id into matter
        from text in matter.DefaultIfEmpty()
        select new LedgerLine
        {
            Id = row.Id,
            State = row.State,
            Kind = row.Kind,
            Outcome = row.Outcome,
            Service = row.Service,
            Place = row.Place,
            Channel = row.Channel,
            Lead = row.Lead,
            CoHandlers = row.CoHandlers,
            HeldBy = row.HeldBy,
            Handler = row.Handler,
            Card = row.Card,
            CreatedAt = row.CreatedAt,
            DueAt = row.DueAt,
            ExpectedAt = row.ExpectedAt,
            ResolvedAt = row.ResolvedAt,
            WrittenOffAt = row.WrittenOffAt,
            Things = row.Things,
            Rating = row.Rating,
            Relistings = row.Relistings,
            Matter = !withTexts || text == null ? "" : text.Body.Substring(0, length),
        };
}
