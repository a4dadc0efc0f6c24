using Intake.Domain;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>An action that the page offers.</summary>
/// <param name="Action">Which.</param>
/// <param name="Barrier">Why it cannot be done now although the state and the role allow it; null when it can.</param>
internal sealed record OfferedAction(TicketAction Action, Refusal? Barrier);

/// <summary>
/// What may be done to a ticket now. State and role are asked of the same table as the commands; barriers are found by
/// letting the domain decide about the action, as far as it does not depend on what is still to be typed.
/// </summary>
internal static class OfferedActions
{
    private static readonly TextRef Anything = new(0, TextRole.Reason, "");

    /// <summary>The actions in the order of the page; what the state or the role forbids is not among them.</summary>
    public static IReadOnlyList<OfferedAction> For(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        return
        [
            .. from action in TicketForms.Shown
               where deciding.Check(ticket, action) is null && HasCase(ticket, action)
               select new OfferedAction(action, BarrierOf(deciding, ticket, action)),
        ];
    }

    // Rulings on an extension stand in the table for every state in which one may have been asked for.
    private static bool HasCase(Ticket ticket, TicketAction action) =>
        action is not (TicketAction.GrantExtension or TicketAction.RefuseExtension) || ticket.Extensions is [.., { Granted: null }];

    private static Refusal? BarrierOf(Deciding deciding, Ticket ticket, TicketAction action) => action switch
    {
        TicketAction.RequestReturn => Returning.Barrier(deciding, ticket),
        TicketAction.Dispatch when ticket.DispatchedAt is not null && Dispatching.IsExpress(deciding.Authority, ticket) => TicketRefusals.ExpressLaneStays,
        TicketAction.RequestExtension => ExtensionBarrier(deciding, ticket),
        TicketAction.Verify => Verifying.Start(deciding, ticket).Refusal,
        TicketAction.WriteOff => Verifying.WriteOff(deciding, ticket, Anything).Refusal,
        TicketAction.Relist => Verifying.Relist(deciding, ticket, Anything).Refusal,
        TicketAction.LookBack => Verifying.LookBack(deciding, ticket, Anything).Refusal,
        _ => null,
    };

    private static Refusal? ExtensionBarrier(Deciding deciding, Ticket ticket)
    {
        var least = deciding.Authority.LimitsOf(ticket.Service).ExtensionCap is { } cap ? cap with { Amount = Math.Min(1, cap.Amount) } : new TimeLimit(1, TimeUnit.WorkingDay);
        return Handling.RequestExtension(deciding, ticket, least, Anything).Refusal;
    }
}
