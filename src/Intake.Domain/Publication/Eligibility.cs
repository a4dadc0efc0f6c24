using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Domain.Publication;

/// <summary>Which tickets may stand in a bulletin.</summary>
public static class Eligibility
{
    /// <summary>Why a ticket may not stand in any bulletin now; null when it may: it is written off, its service is public, and it is no report of wrongdoing.</summary>
    public static Refusal? Check(Authority authority, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        var number = TicketNumber.Format(authority.Jurisdiction, ticket.Id);
        if (ticket.Kind == TicketKind.Report)
            return BulletinRefusals.ReportIsNeverPublished(number);
        if (ticket.State is not (TicketState.WrittenOff or TicketState.Archived))
            return BulletinRefusals.TicketIsNotWrittenOff(number);
        return ticket.Service is not null && authority.Services.TryGetValue(ticket.Service, out var service) && service.IsPublic
            ? null
            : BulletinRefusals.ServiceIsNotPublic(number);
    }
}
