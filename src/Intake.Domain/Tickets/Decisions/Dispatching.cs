using Intake.Domain.Catalogue;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>受理, 不予受理, 派单, 直接答复 and 立行立改: what the centre does with what has come in.</summary>
public static class Dispatching
{
    /// <summary>受理. Fixes the promise: the requester's clock is counted from now.</summary>
    public static Outcome<TicketChange[]> Accept(Deciding deciding, Ticket ticket, TicketKind kind, string? service, string? place)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        return deciding.Check(ticket, TicketAction.Accept) is { } refusal ? refusal : Acceptance(deciding, kind, service, place);
    }

    private static Outcome<TicketChange[]> Acceptance(Deciding deciding, TicketKind kind, string? service, string? place)
    {
        var authority = deciding.Authority;
        if (string.IsNullOrEmpty(service))
            return TicketRefusals.ServiceIsMissing;
        if (!authority.Services.TryGetValue(service, out var known))
            return TicketRefusals.NoSuchService;
        if (!known.Kinds.Contains(kind))
            return TicketRefusals.KindNotTaken;
        if (place is not null && !authority.Places.ContainsKey(place))
            return TicketRefusals.NoSuchPlace;
        return Decision.Of(new Accepted(kind, service, place)
        {
            Clocks = [TicketClocks.Start(authority, ClockKind.Resolution, authority.LimitsOf(service).Resolution, "default", deciding.At)],
        });
    }

    /// <summary>不予受理. The reason is told, and the right door where there is one.</summary>
    public static Outcome<TicketChange[]> Decline(Deciding deciding, Ticket ticket, TextRef reason, string? door)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return deciding.Check(ticket, TicketAction.Decline) is { } refusal ? refusal : Decision.Of(new Declined(reason, door));
    }

    /// <summary>派单 or 改派, by the dispatcher. The unit's clocks start now: at dispatch, never at acknowledgement, and not again when it goes to the same unit once more.</summary>
    public static Outcome<TicketChange[]> Dispatch(Deciding deciding, Ticket ticket, string lead, IReadOnlyList<string> coHandlers, TextRef instruction)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.Dispatch) is { } refusal)
            return refusal;
        if (ticket.DispatchedAt is not null && IsExpress(deciding.Authority, ticket))
            return TicketRefusals.ExpressLaneStays;
        return Send(deciding, ticket, lead, coHandlers, instruction, afterReturn: false);
    }

    /// <summary>Answered or fixed at once by the centre. Somebody else still checks it. What nobody has accepted yet is accepted with it, and the log says both.</summary>
    /// <param name="deciding">Who decides, when and by which rules.</param>
    /// <param name="ticket">The ticket, received or accepted.</param>
    /// <param name="answer">What is told to the requester, and what came of it.</param>
    /// <param name="accepted">As what it is accepted, where that has not been done; null takes it as it came in.</param>
    public static Outcome<TicketChange[]> SettleAtOnce(Deciding deciding, Ticket ticket, AnswerAtOnce answer, AcceptedAs? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(answer);
        if (deciding.Check(ticket, TicketAction.SettleAtOnce) is { } refusal)
            return refusal;
        if (ticket.State != TicketState.Received)
            return Settled(deciding, ticket, answer);
        var (kind, service, place) = accepted ?? new(ticket.Kind, ticket.Service, ticket.Place);
        var acceptance = Acceptance(deciding, kind, service, place);
        if (!acceptance.Succeeded)
            return acceptance;
        var settled = Settled(deciding, acceptance.Value.Aggregate(ticket, (one, change) => TicketFold.After(one, change, deciding.At)), answer);
        return settled.Succeeded ? Decision.Of([.. acceptance.Value, .. settled.Value]) : settled;
    }

    private static Outcome<TicketChange[]> Settled(Deciding deciding, Ticket ticket, AnswerAtOnce answer)
    {
        var authority = deciding.Authority;
        if (answer.Evidence.Count == 0 && NeedsEvidence(authority, ticket))
            return TicketRefusals.EvidenceIsMissing;
        return Decision.Of(new SettledAtOnce(authority.Centre.Code, answer.Outcome, answer.IsFixed, deciding.Actor.Name, answer.Reply, answer.Report, answer.Instruction, answer.Evidence)
        {
            Article = answer.Article,
            Clocks = [TicketClocks.Start(authority, ClockKind.FollowUp, authority.LimitsOf(ticket.Service).FollowUp, authority.Centre.Calendar, deciding.At)],
        });
    }

    /// <summary>Whether the ticket runs in the express lane.</summary>
    public static bool IsExpress(Authority authority, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.Service is not null && authority.Services.TryGetValue(ticket.Service, out var service) && service.ExpressLane;
    }

    /// <summary>Whether its service asks for evidence of the result.</summary>
    public static bool NeedsEvidence(Authority authority, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.Service is not null && authority.Services.TryGetValue(ticket.Service, out var service) && service.EvidenceRequired;
    }

    internal static Outcome<TicketChange[]> Send(Deciding deciding, Ticket ticket, string lead, IReadOnlyList<string> coHandlers, TextRef instruction, bool afterReturn)
    {
        var authority = deciding.Authority;
        if (!authority.Units.TryGetValue(lead, out var unit) || !coHandlers.All(authority.Units.ContainsKey))
            return TicketRefusals.NoSuchUnit;
        if (unit.IsCentre || coHandlers.Any(one => authority.Units[one].IsCentre))
            return TicketRefusals.CentreIsNoLead;
        if (coHandlers.Contains(lead))
            return TicketRefusals.LeadIsCoHandler;
        var rule = ticket.Service is not null && authority.Services.TryGetValue(ticket.Service, out var service) ? authority.Dispatch.Find(service, ticket.Place) : null;
        return Decision.Of(new Dispatched(lead, [.. coHandlers.Distinct()], rule?.Lead == lead ? rule.Code : null, instruction, afterReturn)
        {
            Clocks = lead == ticket.Lead ? TicketClocks.OfUnit(ticket) : TicketClocks.ForUnit(authority, authority.LimitsOf(ticket.Service), lead, deciding.At),
        });
    }
}
