using Intake.Domain.Tickets;

namespace Intake.Application.Ledgers;

/// <summary>What can be wrong with a ticket's log. The words are the texts <c>ledger.fault.NAME</c>.</summary>
public enum LedgerFault
{
    /// <summary>The ticket has a row and no event.</summary>
    NoEvents,

    /// <summary>There are events of a ticket that has no row.</summary>
    NoRow,

    /// <summary>An event is missing before this one.</summary>
    Gap,

    /// <summary>The event's hash is not that of its content and the hash before.</summary>
    HashDiffers,

    /// <summary>The event cannot be read.</summary>
    Unreadable,

    /// <summary>The event cannot follow those before it.</summary>
    DoesNotFollow,

    /// <summary>The row's version is not the sequence of the last event.</summary>
    VersionDiffers,

    /// <summary>The row's last hash is not that of the last event, or the row cannot be read.</summary>
    LastHashDiffers,

    /// <summary>A text that the log names is gone, and no record says that it was deleted.</summary>
    TextMissing,

    /// <summary>A text has not the hash that the log names.</summary>
    TextDiffers,

    /// <summary>A text belongs to a ticket whose log does not name it.</summary>
    TextUnknown,
}

/// <summary>Something wrong with a ticket's log.</summary>
/// <param name="Ticket">Of which ticket.</param>
/// <param name="Fault">What.</param>
/// <param name="Where">Sequence of the event, or key of the text; 0 when it is the ticket as a whole.</param>
public sealed record LedgerProblem(TicketId Ticket, LedgerFault Fault, long Where = 0);
