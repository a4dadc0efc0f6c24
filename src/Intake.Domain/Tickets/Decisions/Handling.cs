using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>办理: what the lead unit does with a ticket until it claims that it is done.</summary>
public static class Handling
{
    /// <summary>签收 by a handler.</summary>
    public static Outcome<TicketChange[]> Acknowledge(Deciding deciding, Ticket ticket) =>
        Allowed(deciding, ticket, TicketAction.Acknowledge, () => new Acknowledged(deciding.Actor.Name));

    /// <summary>Gives the ticket to a handler of the unit.</summary>
    public static Outcome<TicketChange[]> Assign(Deciding deciding, Ticket ticket, string handler) =>
        Allowed(deciding, ticket, TicketAction.Assign, () => new Assigned(handler));

    /// <summary>联系: the requester was contacted.</summary>
    public static Outcome<TicketChange[]> Contact(Deciding deciding, Ticket ticket, TextRef? note) =>
        Allowed(deciding, ticket, TicketAction.Contact, () => new Contacted(note));

    /// <summary>Asks the requester; the clocks pause until the answer.</summary>
    public static Outcome<TicketChange[]> Ask(Deciding deciding, Ticket ticket, TextRef question) =>
        Allowed(deciding, ticket, TicketAction.AskRequester, () => new RequesterAsked(question) { Clocks = TicketClocks.Pause(ticket, deciding.At) });

    /// <summary>Goes on without an answer; the clocks run again.</summary>
    public static Outcome<TicketChange[]> StopWaiting(Deciding deciding, Ticket ticket) =>
        Allowed(deciding, ticket, TicketAction.StopWaiting, () => new WaitingEnded(null, []) { Clocks = TicketClocks.Resume(deciding.Authority, ticket, deciding.At) });

    /// <summary>Interim targets (practice P6): in the future, in order of their days, none after the end.</summary>
    public static Outcome<TicketChange[]> Plan(Deciding deciding, Ticket ticket, IReadOnlyList<Target> targets, DateOnly endOn)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(targets);
        if (deciding.Check(ticket, TicketAction.Plan) is { } refusal)
            return refusal;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(deciding.At, deciding.Authority.TimeZone).DateTime);
        var days = targets.Select(target => target.On).ToList();
        var fits = days.Count > 0 && days[0] > today && days[^1] <= endOn && days.SequenceEqual(days.Order());
        return fits ? Decision.Of(new Planned(targets, endOn)) : TicketRefusals.TargetsDoNotFit;
    }

    /// <summary>申请延期: before expiry, within the cap, as often as the class of limits allows.</summary>
    public static Outcome<TicketChange[]> RequestExtension(Deciding deciding, Ticket ticket, TimeLimit extension, TextRef reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.RequestExtension) is { } refusal)
            return refusal;
        if (ticket.Extensions.Any(one => one.Granted is null))
            return TicketRefusals.ExtensionIsOpen;
        var limits = deciding.Authority.LimitsOf(ticket.Service);
        if (limits.ExtensionCap is not { } cap || ticket.Extensions.Count(one => one.Granted == true) >= limits.Extensions)
            return TicketRefusals.NoMoreExtensions;
        if (extension.Unit != cap.Unit || extension.Amount <= 0 || extension.Amount > cap.Amount)
            return TicketRefusals.ExtensionOverCap;
        if (ticket.ClockOf(ClockKind.UnitResolution)?.IsLate(deciding.At) != false)
            return TicketRefusals.LimitHasExpired;
        return Decision.Of(new ExtensionRequested(extension, reason));
    }

    /// <summary>Grants the open request: the unit's and the requester's clock move, and the requester is told.</summary>
    public static Outcome<TicketChange[]> GrantExtension(Deciding deciding, Ticket ticket) =>
        RuleExtension(deciding, ticket, TicketAction.GrantExtension, open => new ExtensionRuled(true, null) { Clocks = TicketClocks.Extend(deciding.Authority, ticket, open.Limit) });

    /// <summary>Refuses the open request, with the reason.</summary>
    public static Outcome<TicketChange[]> RefuseExtension(Deciding deciding, Ticket ticket, TextRef reason) =>
        RuleExtension(deciding, ticket, TicketAction.RefuseExtension, _ => new ExtensionRuled(false, reason));

    /// <summary>办结: the unit's claim. Needs the outcome, a reply, a report, a handler and, where the service asks for it, evidence.</summary>
    public static Outcome<TicketChange[]> Resolve(Deciding deciding, Ticket ticket, TicketOutcome outcome, TextRef reply, TextRef report, IReadOnlyList<AttachmentRef> evidence)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(evidence);
        if (deciding.Check(ticket, TicketAction.Resolve) is { } refusal)
            return refusal;
        var authority = deciding.Authority;
        if (evidence.Count == 0 && Dispatching.NeedsEvidence(authority, ticket))
            return TicketRefusals.EvidenceIsMissing;
        return Decision.Of(new Resolved(outcome, ticket.Handler ?? deciding.Actor.Name, reply, report, evidence)
        {
            Clocks = [TicketClocks.Start(authority, ClockKind.FollowUp, authority.LimitsOf(ticket.Service).FollowUp, authority.Centre.Calendar, deciding.At)],
        });
    }

    private static Outcome<TicketChange[]> RuleExtension(Deciding deciding, Ticket ticket, TicketAction action, Func<ExtensionCase, TicketChange> rule)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, action) is { } refusal)
            return refusal;
        return ticket.Extensions is [.., { Granted: null } open] ? Decision.Of(rule(open)) : TicketRefusals.NoOpenExtension;
    }

    private static Outcome<TicketChange[]> Allowed(Deciding deciding, Ticket ticket, TicketAction action, Func<TicketChange> change)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return deciding.Check(ticket, action) is { } refusal ? refusal : Decision.Of(change());
    }
}
