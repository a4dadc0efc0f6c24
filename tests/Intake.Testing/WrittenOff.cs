using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Testing;

/// <summary>The short way to a written-off ticket: taken in, accepted, settled at once, checked by another person and struck off the list.</summary>
public static class WrittenOff
{
    /// <summary>The one who settles it.</summary>
    public static Actor Dispatcher { get; } = Actor.Staff("dispatcher", "centre", Role.Dispatcher);

    /// <summary>The one who checks it.</summary>
    public static Actor Supervisor { get; } = Actor.Staff("supervisor", "centre", Role.Supervisor);

    /// <summary>A service that is public and takes complaints.</summary>
    public const string Service = "building-site-noise";

    /// <summary>Makes one.</summary>
    public static async Task<Ticket> MakeAsync(CommandWriter writer, string matter, string reply = "已经现场处理。", TicketKind kind = TicketKind.Complaint, Contact? contact = null, bool isFixed = false, int? stars = null, string language = "zh-CN", string? place = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var submission = new Submission { Text = matter, Service = Service, Kind = kind, Channel = "test", Language = new Language(language), Contact = contact, Anonymity = Anonymity.CentreOnly, PlaceText = place };
        var ticket = TestIntake.Held(await writer.WriteAsync(new SubmitRequest(submission, Actor.Requester("test"))));
        await DoAsync(new AcceptTicket(ticket.Id, Dispatcher, kind, Service, null));
        await DoAsync(new SettleTicketAtOnce(ticket.Id, Dispatcher, new(TicketOutcome.Solved, isFixed, reply, "已办结。", "请直接办理")));
        await DoAsync(new StartVerification(ticket.Id, Supervisor));
        if (stars is { } given)
            await DoAsync(new RateTicket(ticket.Id, Actor.Requester("test"), given, RequesterWord.Solved, null));
        return await DoAsync(new WriteOffTicket(ticket.Id, Supervisor, "已回访，属实"));

        async Task<Ticket> DoAsync(TicketCommand command) => TestIntake.Held(await writer.WriteAsync(command));
    }
}
