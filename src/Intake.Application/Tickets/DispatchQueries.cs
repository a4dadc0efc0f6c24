using Intake.Application.Data;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>The parts of the dispatcher's queue.</summary>
public enum DispatchTab
{
    /// <summary>Come in or accepted, and not yet sent to a unit.</summary>
    New,

    /// <summary>Units ask to return them.</summary>
    Returns,

    /// <summary>Units ask for more time.</summary>
    Extensions,

    /// <summary>Settled by the centre itself and put back on the list.</summary>
    Relisted,
}

/// <summary>The dispatcher's queue, by risk of delay.</summary>
public sealed class DispatchQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 30;

    private static readonly TicketState[] ToSend = [TicketState.Received, TicketState.Accepted];

    /// <summary>One page of a part.</summary>
    /// <param name="tab">Which part.</param>
    /// <param name="centre">Code of the centre.</param>
    /// <param name="after">The place after which the page begins; null is the first page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<LinePage> ReadAsync(DispatchTab tab, string centre, DuePlace? after, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Tickets.AsNoTracking();
        var places = tab switch
        {
            DispatchTab.New => await ByDue.FirstAsync(rows, ToSend, after, PageSize + 1, cancellationToken),
            DispatchTab.Returns => await ByDue.FirstAsync(rows, [TicketState.ReturnRequested], after, PageSize + 1, cancellationToken),
            DispatchTab.Extensions => await ExtensionsAsync(rows, after, cancellationToken),
            DispatchTab.Relisted => await ByDue.FirstAsync(rows.Where(row => row.HeldBy == centre), [TicketState.InHand], after, PageSize + 1, cancellationToken),
        };
        return await TicketLines.PageAsync(db, [.. places.Select(place => place.Id)], PageSize, cancellationToken);
    }

    /// <summary>Where the matter of these tickets is needed whole, for proposing a service: the text by ticket.</summary>
    public async Task<IReadOnlyDictionary<long, string>> MattersAsync(IReadOnlyList<long> tickets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tickets);
        if (tickets.Count == 0)
            return new Dictionary<long, string>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (from row in db.Tickets
                      where tickets.Contains(row.Id)
                      join text in db.TicketTexts on row.Matter equals text.Id
                      select new { row.Id, text.Body }).ToDictionaryAsync(matter => matter.Id, matter => matter.Body, cancellationToken);
    }

    private static async Task<List<DuePlace>> ExtensionsAsync(IQueryable<TicketRow> rows, DuePlace? after, CancellationToken cancellationToken)
    {
        // Open requests are few: each waits for a ruling.
        var found = await rows.Where(row => row.Awaits == CentreTask.RuleOnExtension).Select(row => new { row.DueAt, row.Id }).ToListAsync(cancellationToken);
        return [.. found.Select(row => new DuePlace(row.DueAt, row.Id)).Where(place => after is not { } last || place > last).Order().Take(PageSize + 1)];
    }
}
