using Intake.Domain.Tickets;

namespace Intake.Application.Tickets;

/// <summary>Tickets that are looked at together, across states.</summary>
public enum LedgerGroup
{
    /// <summary>In open states: somebody still has to do something.</summary>
    Open,

    /// <summary>Open, and the pressing clock's time is over.</summary>
    Overdue,

    /// <summary>Open, and the pressing clock ends today by the authority's clock, but has not ended yet.</summary>
    DueToday,

    /// <summary>Written off, archived or not yet.</summary>
    WrittenOff,

    /// <summary>Ended without being written off: not accepted, withdrawn, merged.</summary>
    EndedOtherwise,
}

/// <summary>A group at an instant.</summary>
/// <param name="Group">The group.</param>
/// <param name="Now">The instant.</param>
/// <param name="Tomorrow">When the instant's day ends, by the authority's clock.</param>
public readonly record struct LedgerGroupAt(LedgerGroup Group, DateTimeOffset Now, DateTimeOffset Tomorrow)
{
    /// <summary>The group at an instant.</summary>
    /// <param name="group">The group.</param>
    /// <param name="zone">The authority's time zone.</param>
    /// <param name="now">The instant.</param>
    public static LedgerGroupAt Of(LedgerGroup group, TimeZoneInfo zone, DateTimeOffset now)
    {
        var midnight = TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1);
        return new(group, now, new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime());
    }
}

/// <summary>Which tickets a group has: the same for a count and for the lines that it leads to.</summary>
public static class LedgerGroups
{
    private static readonly TicketState[] Open = [.. Enum.GetValues<TicketState>().Where(state => state.IsOpen())];
    private static readonly TicketState[] WrittenOff = [TicketState.WrittenOff, TicketState.Archived];
    private static readonly TicketState[] EndedOtherwise = [TicketState.Declined, TicketState.Withdrawn, TicketState.Merged];

    /// <summary>The tickets of a group, by ranges of the index on states and what is due: for counting.</summary>
    public static IQueryable<TicketRow> In(this IQueryable<TicketRow> rows, LedgerGroupAt at)
    {
        var (states, now, tomorrow) = (StatesOf(at.Group), at.Now, at.Tomorrow);
        rows = rows.Where(row => states.Contains(row.State));
        return at.Group switch
        {
            LedgerGroup.Open or LedgerGroup.WrittenOff or LedgerGroup.EndedOtherwise => rows,
            LedgerGroup.Overdue => rows.Where(row => row.DueAt <= now),
            LedgerGroup.DueToday => rows.Where(row => row.DueAt > now && row.DueAt < tomorrow),
        };
    }

    /// <summary>The tickets of a group out of those of a unit, for reading them in the ledger's order: when each is due is looked up, only after every condition that the ledger's index can answer.</summary>
    internal static IQueryable<TicketRow> InOfUnit(this IQueryable<TicketRow> rows, LedgerGroupAt at, IQueryable<TicketRow> all)
    {
        var (now, tomorrow) = (at.Now, at.Tomorrow);
        rows = rows.InStates(at.Group);
        return at.Group switch
        {
            LedgerGroup.Open or LedgerGroup.WrittenOff or LedgerGroup.EndedOtherwise => rows,
            LedgerGroup.Overdue => rows.Where(row => all.Any(due => due.Id == row.Id && due.DueAt <= now)),
            LedgerGroup.DueToday => rows.Where(row => all.Any(due => due.Id == row.Id && due.DueAt > now && due.DueAt < tomorrow)),
        };
    }

    /// <summary>
    /// The tickets of a group, for reading them in the ledger's order. What is due is few and taken from the index on it.
    /// A state is masked, so that no database takes that index for the many that are in it, and sorts them: the ledger's own is in order.
    /// </summary>
    internal static IQueryable<TicketRow> InOrder(this IQueryable<TicketRow> rows, LedgerGroupAt at)
        => at.Group is LedgerGroup.Overdue or LedgerGroup.DueToday ? rows.In(at) : rows.InStates(at.Group);

    private static IQueryable<TicketRow> InStates(this IQueryable<TicketRow> rows, LedgerGroup group)
    {
        var states = StatesOf(group);
        return rows.Where(row => states.Contains((TicketState)((int)row.State & 0xFF)));
    }

    private static TicketState[] StatesOf(LedgerGroup group) => group switch
    {
        LedgerGroup.Open or LedgerGroup.Overdue or LedgerGroup.DueToday => Open,
        LedgerGroup.WrittenOff => WrittenOff,
        LedgerGroup.EndedOtherwise => EndedOtherwise,
    };
}
