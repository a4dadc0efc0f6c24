using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>Remarks, instructions, merging, and opening contact data: what may happen at any time.</summary>
public static class Centre
{
    /// <summary>An internal remark.</summary>
    public static Outcome<TicketChange[]> Remark(Deciding deciding, Ticket ticket, TextRef remark) =>
        Allowed(deciding, ticket, TicketAction.Remark, () => new TextAdded(remark, []));

    /// <summary>批示.</summary>
    public static Outcome<TicketChange[]> Instruct(Deciding deciding, Ticket ticket, TextRef instruction) =>
        Allowed(deciding, ticket, TicketAction.Instruct, () => new TextAdded(instruction, []));

    /// <summary>Opens the requester's contact data, with a reason that the requester can see. The handling unit sees it only when the requester is named.</summary>
    public static Outcome<TicketChange[]> ReadContact(Deciding deciding, Ticket ticket, TextRef reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (ticket.Anonymity != Anonymity.Named && !deciding.Actor.May(Access.Permission.ReadAllTickets))
            return TicketRefusals.NotAllowed(TicketAction.ReadContact);
        return Allowed(deciding, ticket, TicketAction.ReadContact, () => new ContactRead(reason));
    }

    /// <summary>并单: this ticket goes on as part of <paramref name="into"/>.</summary>
    public static Outcome<TicketChange[]> Merge(Deciding deciding, Ticket ticket, Ticket into)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(into);
        return ticket.Id == into.Id || !into.State.IsOpen()
            ? TicketRefusals.MergeDoesNotFit
            : Allowed(deciding, ticket, TicketAction.Merge, () => new MergedInto(into.Id.Value));
    }

    /// <summary>Undoes a merge. The clocks that the merge stopped run on from where they started.</summary>
    public static Outcome<TicketChange[]> Unmerge(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Allowed(deciding, ticket, TicketAction.Unmerge, () => new Unmerged
        {
            Clocks = [.. ticket.Clocks.Where(clock => ticket.StoppedByMerge.Contains(clock.Kind)).Select(clock => clock with { StoppedAt = null })],
        });
    }

    private static Outcome<TicketChange[]> Allowed(Deciding deciding, Ticket ticket, TicketAction action, Func<TicketChange> change)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return deciding.Check(ticket, action) is { } refusal ? refusal : Decision.Of(change());
    }
}
