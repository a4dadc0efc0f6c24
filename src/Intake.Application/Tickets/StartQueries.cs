using Intake.Application.Data;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A count on the start page.</summary>
public enum StartCount
{
    /// <summary>The unit has not acknowledged them.</summary>
    ToAcknowledge,

    /// <summary>In the unit's hands and overdue.</summary>
    UnitOverdue,

    /// <summary>In the unit's hands.</summary>
    InHands,

    /// <summary>Given to the person.</summary>
    Mine,

    /// <summary>To be accepted or dispatched.</summary>
    ToDispatch,

    /// <summary>Not accepted or dispatched in time.</summary>
    DispatchOverdue,

    /// <summary>Returns to rule on.</summary>
    Returns,

    /// <summary>Extensions to rule on.</summary>
    Extensions,

    /// <summary>Claims to check.</summary>
    Claims,

    /// <summary>Look-backs that are due.</summary>
    LookBacks,
}

/// <summary>What the start page counts for a person: what the person's roles can do something about.</summary>
public sealed class StartQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    private static readonly TicketState[] ToSend = [TicketState.Received, TicketState.Accepted];
    private static readonly TicketState[] ToVerify = [TicketState.Resolved, TicketState.Verifying];

    /// <summary>The counts in the order of the page; counting stops at <see cref="CountQueries.Most"/>.</summary>
    public async Task<IReadOnlyList<(StartCount What, int Count)>> ReadAsync(Actor actor, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = new List<(StartCount, int)>();
        foreach (var what in Of(actor))
            counts.Add((what, await Rows(db.Tickets.AsNoTracking(), what, actor, now).Take(CountQueries.Most).CountAsync(cancellationToken)));
        return counts;
    }

    private static IEnumerable<StartCount> Of(Actor actor)
    {
        if (actor.May(Permission.Handle))
            foreach (var what in new[] { StartCount.ToAcknowledge, StartCount.UnitOverdue, StartCount.InHands, StartCount.Mine })
                yield return what;
        if (actor.May(Permission.Dispatch))
            foreach (var what in new[] { StartCount.ToDispatch, StartCount.DispatchOverdue, StartCount.Returns, StartCount.Extensions })
                yield return what;
        if (actor.May(Permission.Verify))
            foreach (var what in new[] { StartCount.Claims, StartCount.LookBacks })
                yield return what;
    }

    private static IQueryable<TicketRow> Rows(IQueryable<TicketRow> tickets, StartCount what, Actor actor, DateTimeOffset now)
    {
        var (unit, user) = (actor.Unit ?? "", actor.Name);
        return what switch
        {
            StartCount.ToAcknowledge => tickets.Where(row => row.HeldBy == unit && row.State == TicketState.Dispatched),
            StartCount.UnitOverdue => tickets.Where(row => row.HeldBy == unit && InboxQueries.InHands.Contains(row.State) && row.DueAt <= now),
            StartCount.InHands => tickets.Where(row => row.HeldBy == unit && InboxQueries.InHands.Contains(row.State)),
            StartCount.Mine => tickets.Where(row => row.Handler == user && InboxQueries.InHands.Contains(row.State)),
            StartCount.ToDispatch => tickets.Where(row => ToSend.Contains(row.State)),
            StartCount.DispatchOverdue => tickets.Where(row => ToSend.Contains(row.State) && row.DueAt <= now),
            StartCount.Returns => tickets.Where(row => row.State == TicketState.ReturnRequested),
            StartCount.Extensions => tickets.Where(row => row.Awaits == CentreTask.RuleOnExtension),
            StartCount.Claims => tickets.Where(row => ToVerify.Contains(row.State)),
            StartCount.LookBacks => tickets.Where(row => row.Awaits == CentreTask.LookBack),
        };
    }
}
