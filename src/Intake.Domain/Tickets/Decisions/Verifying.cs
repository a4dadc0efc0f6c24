using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>回访, 销号, 复号 and 回头看: somebody outside the handling unit checks, and only then is it struck off the list.</summary>
public static class Verifying
{
    /// <summary>Takes up the check.</summary>
    public static Outcome<TicketChange[]> Start(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        if (deciding.Check(ticket, TicketAction.Verify) is { } refusal)
            return refusal;
        return deciding.Actor.Kind == ActorKind.Staff && IsOfHandlingSide(ticket, deciding.Actor)
            ? TicketRefusals.CheckerIsOfHandlingUnit
            : Decision.Of(new VerificationStarted());
    }

    /// <summary>
    /// 销号. Instruction, ledger entry, conclusion and report are all there (practice P12), the checker is not of the
    /// handling unit, and the requester says that it is solved or the checker writes a note. Silence decides nothing.
    /// </summary>
    public static Outcome<TicketChange[]> WriteOff(Deciding deciding, Ticket ticket, TextRef? note)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.WriteOff) is { } refusal)
            return refusal;
        if (IsOfHandlingSide(ticket, deciding.Actor))
            return TicketRefusals.CheckerIsOfHandlingUnit;
        if (Missing(ticket) is { } thing)
            return TicketRefusals.WriteOffLacks(thing);
        if (note is null && ticket.Word != RequesterWord.Solved)
            return TicketRefusals.NobodyHasSaidItIsSolved;
        return Decision.Of(new WrittenOff(deciding.Actor.Name, note) { Clocks = LookBackAfter(deciding.Authority, deciding.At, deciding.At) });
    }

    /// <summary>复号 by the checker, or after a failed look-back. After the set number of relistings only with a leader's instruction since the last one.</summary>
    public static Outcome<TicketChange[]> Relist(Deciding deciding, Ticket ticket, TextRef reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.Relist) is { } refusal)
            return refusal;
        if (IsOfHandlingSide(ticket, deciding.Actor))
            return TicketRefusals.CheckerIsOfHandlingUnit;
        if (ticket.Relistings >= deciding.Authority.Policy.RelistingsBeforeLeader && !ticket.IsInstructedSinceRelisting)
            return TicketRefusals.LeaderMustRule;
        return Decision.Of(PutBack(deciding, ticket, byRequester: false, ticket.State == TicketState.WrittenOff, reason));
    }

    /// <summary>A look-back that held.</summary>
    public static Outcome<TicketChange[]> LookBack(Deciding deciding, Ticket ticket, TextRef note)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.LookBack) is { } refusal)
            return refusal;
        return IsOfHandlingSide(ticket, deciding.Actor) ? TicketRefusals.CheckerIsOfHandlingUnit : Decision.Of(new LookedBack(note));
    }

    /// <summary>The first of the four things that is missing (有批示 有台账 有结论 有报告): <c>instruction</c>, <c>entry</c>, <c>conclusion</c>, <c>report</c>; null when all are there.</summary>
    public static string? Missing(Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return FourThings(ticket).Where(thing => !thing.IsThere).Select(thing => thing.Name).FirstOrDefault();
    }

    /// <summary>The four things, each there or not.</summary>
    public static IReadOnlyList<(string Name, bool IsThere)> FourThings(Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return
        [
            ("instruction", ticket.LastText(TextRole.Instruction) is not null),
            ("entry", ticket.Service is not null && ticket.Lead is not null && ticket.Handler is not null),
            ("conclusion", ticket.Outcome is not null && ticket.LastText(TextRole.Reply) is not null),
            ("report", ticket.LastText(TextRole.Report) is not null),
        ];
    }

    /// <summary>Whether the actor belongs to the handling unit, or handled it in the centre.</summary>
    public static bool IsOfHandlingSide(Ticket ticket, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Name == ticket.Handler || (ticket.DispatchedAt is not null && TicketLifecycle.IsOfUnit(ticket, actor));
    }

    /// <summary>The relisting: the same unit, the shorter clock, the requester's own clock on from where it was.</summary>
    internal static TicketChange PutBack(Deciding deciding, Ticket ticket, bool byRequester, bool afterLookBack, TextRef? reason)
    {
        var authority = deciding.Authority;
        var unit = ticket.Lead!;
        List<Clock> clocks = [TicketClocks.Start(authority, ClockKind.UnitResolution, authority.LimitsOf(ticket.Service).Relisted, authority.CalendarOf(unit).Code, deciding.At)];
        if (ticket.Promise is { } promise)
            clocks.Add(promise with { StoppedAt = null });
        return new Relisted(byRequester, afterLookBack, reason) { Clocks = clocks };
    }

    /// <summary>The clock to the next day on which something happens after write-off: a look-back, or the end of the time to contest. Empty when none is left.</summary>
    internal static IReadOnlyList<Clock> LookBackAfter(Authority authority, DateTimeOffset writtenOffAt, DateTimeOffset now)
    {
        var next = authority.Policy.LookBackDays.Append(authority.Policy.ContestDays).Order()
            .Select(days => TicketClocks.Start(authority, ClockKind.LookBack, new(days, TimeUnit.CalendarDay), authority.Centre.Calendar, writtenOffAt))
            .FirstOrDefault(clock => clock.DueAt > now);
        return next is null ? [] : [next];
    }
}
