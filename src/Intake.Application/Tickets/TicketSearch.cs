using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A ticket that was found.</summary>
/// <param name="Line">The ticket.</param>
/// <param name="Role">What the text is in which it was found.</param>
/// <param name="Excerpt">The text around the place, in pieces.</param>
public sealed record SearchHit(TicketLine Line, TextRole Role, IReadOnlyList<ExcerptPiece> Excerpt);

/// <summary>A piece of an excerpt.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsFound">Whether they are what was looked for.</param>
public readonly record struct ExcerptPiece(string Text, bool IsFound);

/// <summary>What a search came to.</summary>
/// <param name="Exact">Key of the ticket whose number was typed; null when it was no number, or one that the person may not see.</param>
/// <param name="Hits">Tickets by the newest text that fits, the newest first.</param>
/// <param name="Next">The key of the text before which the search goes on; null when there is no more.</param>
public sealed record SearchResult(TicketId? Exact, IReadOnlyList<SearchHit> Hits, long? Next);

/// <summary>One box for staff: the number of a ticket, words in its texts, and names for those who may know them.</summary>
public sealed class TicketSearch(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration)
{
    /// <summary>Most texts of one page of results.</summary>
    public const int PageSize = 30;

    /// <summary>Looks for what was typed, among what the person may see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="question">What was typed.</param>
    /// <param name="before">The key of the text before which to go on; null is the first page.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SearchResult> FindAsync(Actor actor, string question, long? before, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(question);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var exact = await ByNumberAsync(db, actor, question, cancellationToken);
        if (exact is not null || SearchTerms.Ask(question, ColumnsOf(actor)) is not { } asked)
            return new(exact, [], null);
        await TextIndex.Of(db).MakeAsync(db, cancellationToken);
        var found = await TextsAsync(db, actor, asked, before, cancellationToken);
        var hits = await HitsAsync(db, [.. found.Take(PageSize)], SearchTerms.Pieces(question), cancellationToken);
        return new(null, hits, found.Count > PageSize ? found[PageSize - 1].Id : null);
    }

    /// <summary>What a person may search: names only with the right to open contact data, and what only the centre may know only in the centre.</summary>
    internal static SearchColumns ColumnsOf(Actor actor)
    {
        if (!actor.May(Permission.ReadContact))
            return SearchColumns.Texts;
        return actor.May(Permission.ReadAllTickets) ? SearchColumns.Texts | SearchColumns.Named | SearchColumns.CentreOnly : SearchColumns.Texts | SearchColumns.Named;
    }

    private async Task<TicketId?> ByNumberAsync(IntakeDbContext db, Actor actor, string question, CancellationToken cancellationToken)
    {
        var jurisdiction = configuration.Current.Authority.Jurisdiction;
        // People leave out the letters that every number begins with.
        if (!TicketNumber.TryParse(question, jurisdiction, out var id) && !TicketNumber.TryParse(jurisdiction + question, jurisdiction, out id))
            return null;
        return await Visible(db, actor).AnyAsync(row => row.Id == id.Value, cancellationToken) ? id : null;
    }

    private static IQueryable<TicketRow> Visible(IntakeDbContext db, Actor actor)
    {
        var rows = db.Tickets.AsNoTracking();
        if (actor.May(Permission.ReadAllTickets))
            return rows;
        var (unit, listed) = (actor.Unit ?? "", $",{actor.Unit},");
        return actor.May(Permission.ReadOwnTickets) ? rows.Where(row => row.Lead == unit || row.CoHandlers.Contains(listed)) : rows.Where(row => false);
    }

    private static async Task<List<Found>> TextsAsync(IntakeDbContext db, Actor actor, SearchQuestion asked, long? before, CancellationToken cancellationToken)
    {
        // Ordered by the index's own key, so that it is read from its end and no further than the page.
        var texts = from id in TextIndex.Of(db).Matching(db, asked)
                    where before == null || id < before
                    join text in db.TicketTexts on id equals text.Id
                    select new { id, text.Ticket, text.Role };
        if (!actor.May(Permission.ReadAllTickets))
            texts = texts.Where(text => Visible(db, actor).Any(row => row.Id == text.Ticket));
        return await texts.OrderByDescending(text => text.id).Take(PageSize + 1).Select(text => new Found { Id = text.id, Ticket = text.Ticket, Role = text.Role }).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<SearchHit>> HitsAsync(IntakeDbContext db, List<Found> found, IReadOnlyList<string> pieces, CancellationToken cancellationToken)
    {
        var first = found.DistinctBy(text => text.Ticket).ToList();
        var ids = first.Select(text => text.Id).ToList();
        var bodies = await db.TicketTexts.Where(text => ids.Contains(text.Id)).Select(text => new { text.Id, text.Role, text.Body }).ToDictionaryAsync(text => text.Id, text => TextWords.Of(text.Role, text.Body), cancellationToken);
        var lines = (await TicketLines.ReadAsync(db, [.. first.Select(text => text.Ticket)], cancellationToken)).ToDictionary(line => line.Id);
        return
        [
            .. from text in first
               where lines.ContainsKey(text.Ticket)
               select new SearchHit(lines[text.Ticket], text.Role, Excerpts.Around(bodies[text.Id], pieces)),
        ];
    }

    private sealed class Found
    {
        public long Id { get; init; }

        public long Ticket { get; init; }

        public TextRole Role { get; init; }
    }
}
