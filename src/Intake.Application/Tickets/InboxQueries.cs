using Intake.Application.Data;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>What of a unit's tickets an inbox shows.</summary>
public enum InboxTab
{
    /// <summary>Those that the unit has to work on.</summary>
    Unit,

    /// <summary>Those given to the person who asks.</summary>
    Mine,

    /// <summary>Those that the unit helps with.</summary>
    CoHandling,
}

/// <summary>What an inbox is asked for.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="User">User name of the person who asks.</param>
/// <param name="Tab">Which tickets.</param>
/// <param name="State">One state; null for all in which the unit has something to do.</param>
/// <param name="After">The place after which the page begins; null is the first page.</param>
public sealed record InboxPage(string Unit, string User, InboxTab Tab, TicketState? State, DuePlace? After);

/// <summary>The inbox of a unit: its tickets, what is due first on top.</summary>
public sealed class InboxQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 30;

    /// <summary>States in which the unit has the ticket to work on, or waits for somebody before it can.</summary>
    public static readonly IReadOnlyList<TicketState> InHands =
        [TicketState.Dispatched, TicketState.InHand, TicketState.Planned, TicketState.AwaitingRequester, TicketState.ReturnRequested];

    /// <summary>States that an inbox can be narrowed to.</summary>
    public static readonly IReadOnlyList<TicketState> States = [.. InHands, TicketState.Resolved, TicketState.Verifying];

    /// <summary>One page of an inbox.</summary>
    public async Task<LinePage> ReadAsync(InboxPage page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Tickets.AsNoTracking();
        IReadOnlyList<TicketState> states = page.State is { } one ? [one] : InHands;
        var places = page.Tab switch
        {
            InboxTab.Unit => await ByDue.FirstAsync(rows.Where(row => row.HeldBy == page.Unit), states, page.After, PageSize + 1, cancellationToken),
            InboxTab.Mine => await ByDue.FirstAsync(rows.Where(row => row.Handler == page.User), states, page.After, PageSize + 1, cancellationToken),
            InboxTab.CoHandling => await CoHandlingAsync(rows, page, states, cancellationToken),
        };
        return await TicketLines.PageAsync(db, [.. places.Select(place => place.Id)], PageSize, cancellationToken);
    }

    // The index on co-handling units holds the open tickets that have any; there are few enough of them to look at each.
    private static async Task<List<DuePlace>> CoHandlingAsync(IQueryable<TicketRow> rows, InboxPage page, IReadOnlyList<TicketState> states, CancellationToken cancellationToken)
    {
        var unit = $",{page.Unit},";
        var found = await rows
            .Where(row => row.IsOpen && row.CoHandlers != "" && row.CoHandlers.Contains(unit))
            .Select(row => new { row.State, row.DueAt, row.Id })
            .ToListAsync(cancellationToken);
        return [.. found.Where(row => states.Contains(row.State)).Select(row => new DuePlace(row.DueAt, row.Id)).Where(place => page.After is not { } after || place > after).Order().Take(PageSize + 1)];
    }
}
