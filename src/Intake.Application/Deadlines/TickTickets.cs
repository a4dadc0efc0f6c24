using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Deadlines;

/// <summary>Does to tickets what is due by now: cards, reminders, follow-up, archive. Answers how many changed. Running it twice does nothing the second time.</summary>
public sealed class TickTickets(IReadOnlyList<long> tickets) : Command<int>
{
    /// <inheritdoc/>
    protected internal override void Foresee(Foreseen foreseen)
    {
        ArgumentNullException.ThrowIfNull(foreseen);
        foreseen.Tickets.UnionWith(tickets);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var changed = 0;
        foreach (var ticket in await session.FindTicketsAsync(tickets, cancellationToken))
        {
            if (ticket.NextDueAt is not { } due || due > session.Now)
                continue;
            var changes = Ticking.Tick(session.By(Actor.Clock, ticket), ticket);
            await session.AppendAsync(ticket, Actor.Clock, changes.Count > 0 ? changes : [new Rescheduled()], cancellationToken);
            changed++;
        }

        return changed;
    }
}

/// <summary>Moves the deadlines of tickets to where the calendars in force put them. Answers how many tickets moved; the old values stay in the log.</summary>
public sealed class MoveDeadlines(IReadOnlyList<long> tickets) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var moved = 0;
        foreach (var ticket in await session.FindTicketsAsync(tickets, cancellationToken))
        {
            var changes = TicketClocks.Moved(session.Authority, ticket);
            if (changes.Count == 0)
                continue;
            await session.AppendAsync(ticket, Actor.Clock, changes, cancellationToken);
            moved++;
        }

        return moved;
    }
}
