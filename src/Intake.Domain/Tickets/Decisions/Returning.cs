using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>退单: inside a window, with a basis, ruled by the dispatcher, once for each unit and twice in all.</summary>
public static class Returning
{
    /// <summary>The unit asks to return the ticket. <paramref name="rule"/> is the catalogue's row that gives the matter to another unit.</summary>
    public static Outcome<TicketChange[]> Request(Deciding deciding, Ticket ticket, string rule, TextRef reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.RequestReturn) is { } refusal)
            return refusal;
        if (Barrier(deciding, ticket) is { } barrier)
            return barrier;
        if (deciding.Authority.Dispatch.Rules.All(row => row.Code != rule || row.Lead == ticket.Lead))
            return TicketRefusals.ReturnNeedsBasis;
        var authority = deciding.Authority;
        return Decision.Of(new ReturnRequested(ticket.Lead!, rule, reason)
        {
            Clocks = [TicketClocks.Start(authority, ClockKind.ReturnRuling, authority.LimitsOf(ticket.Service).ReturnRuling, authority.Centre.Calendar, deciding.At)],
        });
    }

    /// <summary>Why this unit cannot return this ticket now, whatever the basis; null when it can.</summary>
    public static Refusal? Barrier(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        var policy = deciding.Authority.Policy;
        if (Dispatching.IsExpress(deciding.Authority, ticket))
            return TicketRefusals.ExpressLaneStays;
        if (ticket.RulingIsFinal || ticket.Returns.Count >= policy.ReturnsInAll)
            return TicketRefusals.RulingIsFinal;
        if (ticket.Returns.Count(one => one.Unit == ticket.Lead) >= policy.ReturnsForEachUnit)
            return TicketRefusals.UnitHasReturnedBefore;
        return deciding.At > WindowEnd(deciding, ticket) ? TicketRefusals.ReturnWindowHasPassed : null;
    }

    /// <summary>When the window for a return closes, counted from the dispatch in the unit's working time.</summary>
    public static DateTimeOffset WindowEnd(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        var authority = deciding.Authority;
        return ticket.DispatchedAt is { } dispatchedAt && ticket.Lead is { } lead
            ? WorkingClock.DueAt(authority.CalendarOf(lead), dispatchedAt, authority.LimitsOf(ticket.Service).ReturnWindow)
            : DateTimeOffset.MinValue;
    }

    /// <summary>The ruling for the return: another unit.</summary>
    public static Outcome<TicketChange[]> Grant(Deciding deciding, Ticket ticket, string lead, IReadOnlyList<string> coHandlers, TextRef instruction)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.GrantReturn) is { } refusal)
            return refusal;
        return lead == ticket.Lead
            ? TicketRefusals.ReturnToSameUnit
            : Dispatching.Send(deciding, ticket, lead, coHandlers, instruction, afterReturn: true);
    }

    /// <summary>The ruling against the return: the same unit, final. Its clocks have run on.</summary>
    public static Outcome<TicketChange[]> Refuse(Deciding deciding, Ticket ticket, TextRef reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return deciding.Check(ticket, TicketAction.RefuseReturn) is { } refusal ? refusal : Decision.Of(new ReturnRefused(reason));
    }
}
