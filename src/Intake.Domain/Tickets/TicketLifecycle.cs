using Intake.Domain.Access;
using static Intake.Domain.Tickets.TicketAction;
using static Intake.Domain.Tickets.TicketState;

namespace Intake.Domain.Tickets;

/// <summary>A row of the table: in state <paramref name="From"/> the action leads to <paramref name="To"/>.</summary>
public sealed record Transition(TicketState From, TicketAction Action, TicketState To);

/// <summary>The life of a ticket: the one table. What is not in it is refused.</summary>
public static class TicketLifecycle
{
    private static readonly TicketState[] Open = [.. Enum.GetValues<TicketState>().Where(state => state.IsOpen())];

    /// <summary>Every allowed pair of state and action.</summary>
    public static readonly IReadOnlyList<Transition> Table =
    [
        // What is answered at once out of reception is accepted with it: the log says both.
        .. Row(Received, (Accept, Accepted), (SettleAtOnce, Resolved), (Decline, Declined)),
        .. Row(Accepted, (Dispatch, Dispatched), (SettleAtOnce, Resolved), (Decline, Declined)),
        .. Row(Dispatched, (Acknowledge, InHand), (RequestReturn, ReturnRequested), (Dispatch, Dispatched)),
        .. Row(ReturnRequested, (GrantReturn, Dispatched), (RefuseReturn, Dispatched)),
        .. Row(InHand, (AskRequester, AwaitingRequester), (Resolve, Resolved), (Plan, Planned), (RequestReturn, ReturnRequested), (Dispatch, Dispatched)),
        .. Row(AwaitingRequester, (AnswerQuestion, InHand), (StopWaiting, InHand)),
        .. Row(Planned, (Resolve, Resolved), (Plan, Planned)),
        .. Row(Resolved, (Verify, Verifying), (Contest, InHand)),
        .. Row(Verifying, (WriteOff, WrittenOff), (Relist, InHand), (Contest, InHand)),
        .. Row(WrittenOff, (Relist, InHand), (Contest, InHand), (LookBack, WrittenOff), (Archive, Archived)),
        .. Row(Merged, (Unmerge, Merged)),
        .. Stay(Contact, Dispatched, InHand, AwaitingRequester, Planned),
        .. Stay(Assign, Dispatched, InHand, AwaitingRequester, Planned),
        .. Stay(RequestExtension, Dispatched, InHand, Planned),
        .. Stay(GrantExtension, Dispatched, InHand, AwaitingRequester, Planned),
        .. Stay(RefuseExtension, Dispatched, InHand, AwaitingRequester, Planned),
        .. Stay(Rate, Declined, Resolved, Verifying, WrittenOff, Archived),
        .. Stay(Urge, Received, Accepted, Dispatched, ReturnRequested, InHand, Planned),
        .. Stay(AddText, Open),
        // After write-off too: a look-back that failed may need a leader's ruling before it is put back on the list.
        .. Stay(Instruct, [.. Open, WrittenOff]),
        .. Stay(Remark, [.. Open, WrittenOff, Declined]),
        .. Stay(ReadContact, Enum.GetValues<TicketState>()),
        .. Stay(Tick, [.. Open, WrittenOff]),
        .. Open.Where(state => state is not Resolved and not Verifying).Select(state => new Transition(state, Withdraw, Withdrawn)),
        .. Open.Where(state => state is not ReturnRequested).Select(state => new Transition(state, Merge, Merged)),
    ];

    private static readonly Dictionary<(TicketState, TicketAction), TicketState> Next = Table.ToDictionary(row => (row.From, row.Action), row => row.To);

    /// <summary>Where an action leads; null when it is not allowed in that state. <see cref="Unmerge"/> leads back to the state before the merge.</summary>
    public static TicketState? After(TicketState state, TicketAction action) =>
        Next.TryGetValue((state, action), out var next) ? next : null;

    /// <summary>The actions that a state allows, whoever asks.</summary>
    public static IEnumerable<TicketAction> ActionsIn(TicketState state) => Table.Where(row => row.From == state).Select(row => row.Action);

    /// <summary>What a member of staff needs for an action; null for actions of the requester or the clock.</summary>
    public static Permission? PermissionFor(TicketAction action) => action switch
    {
        Accept or Decline or Dispatch or Merge or Unmerge => Permission.Dispatch,
        SettleAtOnce => Permission.AnswerAtOnce,
        GrantReturn or RefuseReturn or GrantExtension or RefuseExtension => Permission.Rule,
        Acknowledge or Contact or RequestReturn or AskRequester or StopWaiting or Plan or RequestExtension or Resolve => Permission.Handle,
        Assign => Permission.AssignHandler,
        Verify or WriteOff or Relist or LookBack => Permission.Verify,
        Instruct => Permission.Instruct,
        ReadContact => Permission.ReadContact,
        Remark => Permission.Remark,
        AnswerQuestion or Contest or Rate or Urge or AddText or Withdraw => null,
        Archive or Tick => null,
    };

    /// <summary>Whether the requester does it, with the receipt.</summary>
    public static bool IsOfRequester(TicketAction action) => action is AnswerQuestion or Contest or Rate or Urge or AddText or Withdraw;

    /// <summary>
    /// Whether <paramref name="actor"/> may do it to this ticket now; null when they may, else the reason.
    /// The same answer decides a command and which buttons a page shows.
    /// </summary>
    public static Refusal? Check(Ticket ticket, TicketAction action, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(actor);
        if (!MayEver(ticket, action, actor))
            return TicketRefusals.NotAllowed(action);
        if (After(ticket.State, action) is null)
            return TicketRefusals.NotInThisState(ticket.State, action);
        return null;
    }

    private static bool MayEver(Ticket ticket, TicketAction action, Actor actor)
    {
        if (actor.Kind == ActorKind.Clock)
            return action is Tick or Archive or Verify;
        if (IsOfRequester(action))
            return actor.Kind == ActorKind.Requester;
        if (actor.Kind != ActorKind.Staff || PermissionFor(action) is not { } permission)
            return false;
        if (action == Remark)
            return actor.May(permission) && MaySee(ticket, actor);
        if (action == ReadContact && !actor.May(Permission.ReadAllTickets) && !IsOfUnit(ticket, actor))
            return false;
        return actor.May(permission) && (permission is not (Permission.Handle or Permission.AssignHandler) || IsLead(ticket, actor));
    }

    /// <summary>Whether the actor belongs to the lead unit.</summary>
    public static bool IsLead(Ticket ticket, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Unit is not null && actor.Unit == ticket.Lead;
    }

    /// <summary>Whether the actor belongs to the lead or a co-handling unit.</summary>
    public static bool IsOfUnit(Ticket ticket, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Unit is not null && (actor.Unit == ticket.Lead || ticket.CoHandlers.Contains(actor.Unit));
    }

    /// <summary>Whether the actor may see the ticket at all.</summary>
    public static bool MaySee(Ticket ticket, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.May(Permission.ReadAllTickets) || (actor.May(Permission.ReadOwnTickets) && IsOfUnit(ticket, actor));
    }

    private static List<Transition> Row(TicketState from, params (TicketAction Action, TicketState To)[] cells) =>
        [.. cells.Select(cell => new Transition(from, cell.Action, cell.To))];

    private static IEnumerable<Transition> Stay(TicketAction action, params IEnumerable<TicketState> states) =>
        states.Select(state => new Transition(state, action, state));
}
