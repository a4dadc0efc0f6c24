using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>What the clock does to a ticket: cards, the reminder ladder, the follow-up when nobody answers, look-back days, the archive.</summary>
public static class Ticking
{
    /// <summary>Everything that is due by now, in order; empty when nothing is. Safe to run twice: what was done is in the ticket.</summary>
    public static IReadOnlyList<TicketChange> Tick(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (TicketLifecycle.After(ticket.State, TicketAction.Tick) is null)
            return [];
        var changes = new List<TicketChange>();
        foreach (var clock in ticket.Clocks.Where(clock => clock.IsRunning))
        {
            if (clock.Kind == ClockKind.LookBack)
                changes.AddRange(LookBack(deciding, ticket, clock));
            else
                changes.AddRange(Press(deciding, clock));
        }

        if (ticket.State == TicketState.Resolved && ticket.ClockOf(ClockKind.FollowUp) is { IsRunning: true } followUp && followUp.DueAt <= deciding.At)
            changes.Add(new VerificationStarted());
        return changes;
    }

    /// <summary>When the clock has to look at the ticket next; null when never. What the one index of the deadline job holds.</summary>
    public static DateTimeOffset? NextDueAt(Authority authority, Ticket ticket, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        if (TicketLifecycle.After(ticket.State, TicketAction.Tick) is null)
            return null;
        DateTimeOffset? next = null;
        foreach (var clock in ticket.Clocks)
        {
            if (clock.IsRunning)
                next = Earlier(next, NextOf(authority, clock, now));
        }

        return next;
    }

    private static DateTimeOffset? NextOf(Authority authority, Clock clock, DateTimeOffset now)
    {
        if (clock.Kind == ClockKind.LookBack)
            return clock.DueAt;
        var calendar = authority.CalendarNamed(clock.Calendar);
        var policy = authority.Policy;
        // A card that should show already and does not yet is due now: the job may be late, and other events come between.
        var shown = Cards.Of(calendar, clock.StartedAt, clock.DueAt, now, policy.BlueShare, policy.YellowShare, clock.Limit.Unit, clock.Pauses);
        var card = shown > clock.Card ? now : Cards.NextChangeAt(calendar, clock.StartedAt, clock.DueAt, now, policy.BlueShare, policy.YellowShare, clock.Limit.Unit, clock.Pauses);
        var step = HasLadder(clock) ? ReminderLadder.NextStep(calendar, clock.StartedAt, clock.DueAt, clock.Limit.Unit, RulesOf(policy), now, LastStep(clock), clock.Pauses) : null;
        return Earlier(card, step?.At);
    }

    private static IEnumerable<TicketChange> Press(Deciding deciding, Clock clock)
    {
        var calendar = deciding.Authority.CalendarNamed(clock.Calendar);
        var policy = deciding.Authority.Policy;
        var card = Cards.Of(calendar, clock.StartedAt, clock.DueAt, deciding.At, policy.BlueShare, policy.YellowShare, clock.Limit.Unit, clock.Pauses);
        if (card > clock.Card)
            yield return new CardRaised(clock.Kind, card);
        if (!HasLadder(clock))
            yield break;
        foreach (var step in ReminderLadder.StepsDue(calendar, clock.StartedAt, clock.DueAt, clock.Limit.Unit, RulesOf(policy), deciding.At, LastStep(clock), clock.Pauses))
            yield return new Reminded(clock.Kind, (int)step.Step + 1);
    }

    private static IEnumerable<TicketChange> LookBack(Deciding deciding, Ticket ticket, Clock clock)
    {
        if (clock.DueAt > deciding.At || ticket.WrittenOffAt is not { } writtenOffAt)
            yield break;
        var next = Verifying.LookBackAfter(deciding.Authority, writtenOffAt, deciding.At);
        if (next.Count == 0)
            yield return new Archived();
        else
            yield return new Reminded(ClockKind.LookBack, clock.Reminders + 1) { Clocks = [next[0] with { Reminders = clock.Reminders + 1 }] };
    }

    // The requester's own clock shows cards only: the unit's clock is the one that people are reminded of.
    private static bool HasLadder(Clock clock) => clock.Kind is ClockKind.Acceptance or ClockKind.Acknowledgement or ClockKind.UnitResolution or ClockKind.ReturnRuling;

    private static LadderRules RulesOf(Policy policy) => new(policy.YellowShare, policy.CircularAfterWorkingDays);

    private static ReminderStep? LastStep(Clock clock) => clock.Reminders == 0 ? null : (ReminderStep)(clock.Reminders - 1);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;
}
