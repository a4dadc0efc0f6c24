using Intake.Application.Deadlines;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Web.Tests.Staff;

/// <summary>The real program, and tickets in it that have gone some of their way.</summary>
public sealed class DeskApplication : IntakeApplication
{
    internal const string Unit = "housing";

    internal static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);
    internal static readonly Actor Handler = Actor.Staff("housing", Unit, Role.UnitStaff);
    internal static readonly Actor Checker = Actor.Staff("supervisor", "centre", Role.Supervisor);

    internal Task<Ticket> SubmitAsync(string text, string? service = "property-management", Anonymity anonymity = Anonymity.CentreOnly, Contact? contact = null, IReadOnlyList<long>? files = null) =>
        HeldAsync(new SubmitRequest(new() { Text = text, Service = service, Channel = "webchat", Language = Language.Chinese, Anonymity = anonymity, Contact = contact, Files = files ?? [] }, Actor.Requester("webchat")));

    internal async Task<Ticket> DispatchedAsync(string text, string service = "property-management", Anonymity anonymity = Anonymity.CentreOnly, Contact? contact = null)
    {
        var ticket = await SubmitAsync(text, service, anonymity, contact);
        return await DoAsync(new AcceptAndDispatch(ticket.Id, Dispatcher, ticket.Kind, service, null, Unit, [], "请依法处理"));
    }

    internal async Task<Ticket> InHandAsync(string text)
    {
        var ticket = await DispatchedAsync(text);
        return await DoAsync(new AcknowledgeTicket(ticket.Id, Handler));
    }

    internal async Task<Ticket> ResolvedAsync(string text)
    {
        var ticket = await InHandAsync(text);
        return await DoAsync(new ResolveTicket(ticket.Id, Handler, TicketOutcome.Solved, "已经修好，请查看。", "现场核实，当日维修。", []));
    }

    internal Task<Ticket> DoAsync(TicketCommand command) => HeldAsync(command);

    internal async Task<Ticket> FindAsync(TicketId id) => (await Services.GetRequiredService<TicketQueries>().FindAsync(id, Dispatcher, TestContext.Current.CancellationToken))!.Ticket;

    internal static string Number(Ticket ticket) => TicketNumber.Format("XH", ticket.Id);

    internal static string PageOf(Ticket ticket) => $"/staff/tickets/{Number(ticket)}";

    internal Task<int> TickAsync() => Services.GetRequiredService<DeadlineEnforcement>().RunAsync(TestContext.Current.CancellationToken);

    private async Task<Ticket> HeldAsync(Command<Outcome<Ticket>> command)
    {
        var outcome = await Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);
        return outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"Refused: {outcome.Refusal.Code}");
    }
}
