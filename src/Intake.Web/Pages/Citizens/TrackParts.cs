using Intake.Application.Tickets;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Citizens;

/// <summary>Parts of the track page.</summary>
internal static class TrackParts
{
    /// <summary>The state of a ticket as a pill.</summary>
    public static Pill StateOf(ReceiptWords words, ReceiptView ticket) => new(ToneOf(ticket.State), words.Name("state", ticket.State));

    private static Tone ToneOf(TicketState state) => state switch
    {
        TicketState.AwaitingRequester => Tone.Yellow,
        TicketState.WrittenOff or TicketState.Archived => Tone.Green,
        TicketState.Declined or TicketState.Withdrawn or TicketState.Merged => Tone.Grey,
        TicketState.Received or TicketState.Accepted or TicketState.Dispatched or TicketState.ReturnRequested or TicketState.InHand
            or TicketState.Planned or TicketState.Resolved or TicketState.Verifying => Tone.Blue,
    };
}
