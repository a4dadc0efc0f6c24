using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Tickets;

/// <summary>Tickets that have gone some of their way, for tests of what desks read.</summary>
internal static class Given
{
    public const string Unit = "housing";

    public static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);
    public static readonly Actor Handler = Actor.Staff("housing", Unit, Role.UnitStaff);
    public static readonly Actor Head = Actor.Staff("housing-head", Unit, Role.UnitHead);
    public static readonly Actor Checker = Actor.Staff("supervisor", "centre", Role.Supervisor);
    public static readonly Actor Publisher = Actor.Staff("publisher", "centre", Role.Publisher);
    public static readonly Actor Administrator = Actor.Staff("administrator", "centre", Role.Administrator);
    public static readonly Actor Elsewhere = Actor.Staff("ecology", "ecology", Role.UnitStaff);

    public static Task<TestIntake> DesksAsync(TestClock clock) => TestIntake.StartAsync(clock, adjust: services => services.AddDeskQueries().AddSingleton<TextIndexing>());

    public static T Get<T>(this TestIntake intake)
        where T : notnull => intake.Services.GetRequiredService<T>();

    public static async Task<Ticket> DispatchedAsync(this TestIntake intake, string text, string unit = Unit, string service = "building-site-noise", params IReadOnlyList<string> coHandlers)
    {
        var ticket = await intake.SubmitAsync(text, service);
        return await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Dispatcher, ticket.Kind, service, null, unit, coHandlers, "请依法处理"));
    }

    public static async Task<Ticket> InHandAsync(this TestIntake intake, string text)
    {
        var ticket = await intake.DispatchedAsync(text);
        return await intake.DoAsync(new AcknowledgeTicket(ticket.Id, Handler));
    }

    public static async Task<Ticket> ResolvedAsync(this TestIntake intake, string text, params IReadOnlyList<long> evidence)
    {
        var ticket = await intake.DispatchedAsync(text, service: "property-management");
        await intake.DoAsync(new AcknowledgeTicket(ticket.Id, Handler));
        return await intake.DoAsync(new ResolveTicket(ticket.Id, Handler, TicketOutcome.Solved, "已经修好", "现场已核实", evidence));
    }
}
