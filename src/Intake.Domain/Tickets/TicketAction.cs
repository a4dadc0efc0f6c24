namespace Intake.Domain.Tickets;

/// <summary>Everything that somebody can do to a ticket. Who may is <see cref="Access.AccessTable"/>; when is <see cref="TicketLifecycle"/>.</summary>
public enum TicketAction
{
    /// <summary>受理.</summary>
    Accept,

    /// <summary>不予受理, with the reason and the right door.</summary>
    Decline,

    /// <summary>直接答复 or 立行立改: answered or fixed at once, without a unit.</summary>
    SettleAtOnce,

    /// <summary>派单: to the lead unit and the co-handling units.</summary>
    Dispatch,

    /// <summary>签收.</summary>
    Acknowledge,

    /// <summary>Give it to a handler of the unit.</summary>
    Assign,

    /// <summary>联系: the requester was contacted.</summary>
    Contact,

    /// <summary>申请退单, with a basis.</summary>
    RequestReturn,

    /// <summary>The dispatcher rules for the return: another unit.</summary>
    GrantReturn,

    /// <summary>The dispatcher rules against the return: the same unit, final.</summary>
    RefuseReturn,

    /// <summary>Ask the requester something; the clocks pause.</summary>
    AskRequester,

    /// <summary>The requester answers the question.</summary>
    AnswerQuestion,

    /// <summary>The unit goes on without an answer.</summary>
    StopWaiting,

    /// <summary>Work by dated interim targets.</summary>
    Plan,

    /// <summary>申请延期.</summary>
    RequestExtension,

    /// <summary>Grant the extension.</summary>
    GrantExtension,

    /// <summary>Refuse the extension.</summary>
    RefuseExtension,

    /// <summary>办结: the unit's claim, with the reply, the report, the outcome and the handler.</summary>
    Resolve,

    /// <summary>Take up the check.</summary>
    Verify,

    /// <summary>销号.</summary>
    WriteOff,

    /// <summary>复号: back on the list, by the checker or after a failed look-back.</summary>
    Relist,

    /// <summary>The requester says "not solved".</summary>
    Contest,

    /// <summary>好差评: one to five.</summary>
    Rate,

    /// <summary>回头看: a look-back that held.</summary>
    LookBack,

    /// <summary>归档.</summary>
    Archive,

    /// <summary>催办 by the requester, at most once a day.</summary>
    Urge,

    /// <summary>Words or files added by the requester.</summary>
    AddText,

    /// <summary>An internal remark.</summary>
    Remark,

    /// <summary>批示: an instruction by a leader or the dispatcher.</summary>
    Instruct,

    /// <summary>Open the requester's contact data, with a reason.</summary>
    ReadContact,

    /// <summary>Taken back by the requester.</summary>
    Withdraw,

    /// <summary>并单.</summary>
    Merge,

    /// <summary>Undo a merge.</summary>
    Unmerge,

    /// <summary>What the clock does: cards, reminders, follow-up, archive.</summary>
    Tick,
}
