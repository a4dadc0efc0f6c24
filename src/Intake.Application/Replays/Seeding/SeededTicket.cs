using Intake.Application.Attachments;
using Intake.Application.Notifications;
using Intake.Application.Tickets;

namespace Intake.Application.Replays.Seeding;

/// <summary>A made-up ticket with everything that belongs to it, ready to be written.</summary>
internal sealed class SeededTicket
{
    public TicketRow Row { get; } = new();

    public List<TicketEventRow> Events { get; } = [];

    public List<TicketTextRow> Texts { get; } = [];

    public List<AttachmentRow> Files { get; } = [];

    /// <summary>Notices of the last days; their keys are given when they are written.</summary>
    public List<NoticeRow> Notices { get; } = [];

    public RequesterRow? Requester { get; set; }
}
