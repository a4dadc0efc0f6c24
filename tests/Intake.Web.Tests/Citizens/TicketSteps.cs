using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Citizens;

/// <summary>A ticket and what staff do with it, by the use cases.</summary>
internal sealed class TicketSteps(IntakeApplication application, TicketId id)
{
    private static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);
    private static readonly Actor Handler = Actor.Staff("housing", "housing", Role.UnitStaff);

    /// <summary>The number on its receipt.</summary>
    public string Number { get; } = TicketNumber.Format("XH", id);

    /// <summary>The secret on its receipt.</summary>
    public string Secret => application.Services.GetRequiredService<ReceiptSecret>().For(Number);

    /// <summary>A ticket that has just come in.</summary>
    public static async Task<TicketSteps> ReceivedAsync(IntakeApplication application, string text = "三单元电梯坏了一周")
    {
        var submission = new Submission { Text = text, Channel = "webchat", Language = Language.Chinese, Contact = new("张三", "13800000000", null) };
        var ticket = await WriteAsync(application, new SubmitRequest(submission, Actor.Requester("webchat")));
        return new(application, ticket.Id);
    }

    /// <summary>Accepted, dispatched to the housing unit and acknowledged.</summary>
    public async Task InHandAsync()
    {
        await DoAsync(new AcceptTicket(id, Dispatcher, TicketKind.Complaint, application.Services.GetRequiredService<Application.BotConfiguration.BotConfigurationSource>().Current.Authority.Services.Values.First(service => !service.EvidenceRequired && service.Kinds.Contains(TicketKind.Complaint)).Code, null));
        await DoAsync(new DispatchTicket(id, Dispatcher, "housing", [], "请尽快办理"));
        await DoAsync(new AcknowledgeTicket(id, Handler));
    }

    /// <summary>The unit asks the requester.</summary>
    public Task AskedAsync(string question) => DoAsync(new AskRequester(id, Handler, question));

    /// <summary>Somebody opens the contact data.</summary>
    public Task ContactReadAsync(string reason) => DoAsync(new ReadRequesterContact(id, Dispatcher, reason));

    /// <summary>The unit claims that it is solved.</summary>
    public Task ResolvedAsync(string reply) => DoAsync(new ResolveTicket(id, Handler, TicketOutcome.Solved, reply, "已修好并回访", []));

    private Task<Ticket> DoAsync(TicketCommand command) => WriteAsync(application, command);

    private static async Task<Ticket> WriteAsync(IntakeApplication application, Command<Domain.Outcome<Ticket>> command)
    {
        var outcome = await application.Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);
        return outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Code);
    }
}
