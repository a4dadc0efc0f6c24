namespace Intake.Domain.Tickets;

/// <summary>Where a ticket is in its life. What leads where is <see cref="TicketLifecycle"/> and nothing else.</summary>
public enum TicketState
{
    /// <summary>It has come in and has a receipt; the centre has not looked at it.</summary>
    Received,

    /// <summary>受理: the centre takes it on; the requester's clock runs.</summary>
    Accepted,

    /// <summary>不予受理: not taken on, with the reason and the right door.</summary>
    Declined,

    /// <summary>派单: sent to a lead unit that has not acknowledged it.</summary>
    Dispatched,

    /// <summary>退单: the unit asks to return it; the dispatcher rules.</summary>
    ReturnRequested,

    /// <summary>签收: the unit works on it.</summary>
    InHand,

    /// <summary>The unit has asked the requester something; the clocks pause.</summary>
    AwaitingRequester,

    /// <summary>It cannot be solved now; it runs by dated interim targets (practice P6).</summary>
    Planned,

    /// <summary>办结: the unit claims that it is done. Not the end.</summary>
    Resolved,

    /// <summary>回访: somebody outside the unit checks.</summary>
    Verifying,

    /// <summary>销号: struck off the list.</summary>
    WrittenOff,

    /// <summary>归档: written off, looked back at and closed for good.</summary>
    Archived,

    /// <summary>Taken back by the requester.</summary>
    Withdrawn,

    /// <summary>并单: handled as part of another ticket.</summary>
    Merged,
}

/// <summary>What came of a ticket. Apart from the state, so that "closed" never passes for "solved".</summary>
public enum TicketOutcome
{
    /// <summary>Done as asked.</summary>
    Solved,

    /// <summary>基本完成: basically done.</summary>
    BasicallySolved,

    /// <summary>Done in part.</summary>
    PartlySolved,

    /// <summary>Answered or explained; there was nothing to do.</summary>
    Explained,

    /// <summary>Cannot be solved, with the reason.</summary>
    CannotBeSolved,

    /// <summary>Not a matter of this authority.</summary>
    NotOurs,
}

/// <summary>How much of the requester is shown, chosen before sending.</summary>
public enum Anonymity
{
    /// <summary>Name and contact go to the handling unit.</summary>
    Named,

    /// <summary>Name and contact are known to the centre only.</summary>
    CentreOnly,

    /// <summary>Nobody knows; the receipt is the only way back.</summary>
    Anonymous,
}

/// <summary>What the requester says of the result. Silence is <see cref="NoAnswer"/>, never satisfaction.</summary>
public enum RequesterWord
{
    /// <summary>Nothing was said.</summary>
    NoAnswer,

    /// <summary>It is solved.</summary>
    Solved,

    /// <summary>It is not solved: back on the list.</summary>
    NotSolved,
}

/// <summary>Questions about states that more than one place asks.</summary>
public static class TicketStates
{
    /// <summary>States in which somebody still has to do something.</summary>
    public static bool IsOpen(this TicketState state) => state switch
    {
        TicketState.Received or TicketState.Accepted or TicketState.Dispatched or TicketState.ReturnRequested
            or TicketState.InHand or TicketState.AwaitingRequester or TicketState.Planned
            or TicketState.Resolved or TicketState.Verifying => true,
        TicketState.Declined or TicketState.WrittenOff or TicketState.Archived
            or TicketState.Withdrawn or TicketState.Merged => false,
    };
}
