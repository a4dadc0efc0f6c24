using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Application.Tests.Tickets;

public class TicketQueriesTests
{
    [Fact]
    public async Task A_dossier_holds_the_ticket_its_log_its_texts_and_its_people()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.ResolvedAsync("门坏了");
        var dossier = (await intake.Get<TicketQueries>().FindAsync(ticket.Id, Given.Handler, TestContext.Current.CancellationToken))!;
        Assert.Equal(ticket.Version, dossier.Events.Count);
        Assert.Equal(["门坏了", "请依法处理", "已经修好", "现场已核实"], dossier.Ticket.Texts.Select(dossier.Words));
    }

    [Fact]
    public async Task Who_may_not_see_a_ticket_finds_none()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.DispatchedAsync("门坏了");
        Assert.Null(await intake.Get<TicketQueries>().FindAsync(ticket.Id, Given.Elsewhere, TestContext.Current.CancellationToken));
        Assert.Null(await intake.Get<TicketQueries>().FindAsync(ticket.Id, Given.Administrator, TestContext.Current.CancellationToken));
        Assert.Null(await intake.Get<TicketQueries>().FindAsync(new(ticket.Id.Value + 1), Given.Dispatcher, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Contact_data_is_open_to_who_gave_a_reason_and_for_a_short_while()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await Given.DesksAsync(clock);
        var ticket = await intake.SubmitAsync("门坏了", contact: new("王小明", "13800000000", null));
        var queries = intake.Get<TicketQueries>();
        Assert.Null(await OpenedAsync());

        await intake.DoAsync(new ReadRequesterContact(ticket.Id, Given.Checker, "核实"));
        Assert.Null(await OpenedAsync());
        await intake.DoAsync(new ReadRequesterContact(ticket.Id, Given.Dispatcher, "核实地址"));
        Assert.Equal(new Contact("王小明", "13800000000", null), await OpenedAsync());
        clock.Advance(TicketQueries.ContactStaysOpen);
        Assert.Null(await OpenedAsync());

        async Task<Contact?> OpenedAsync() => await queries.OpenedContactAsync(
            (await queries.FindAsync(ticket.Id, Given.Dispatcher, TestContext.Current.CancellationToken))!, Given.Dispatcher, clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Accepting_and_dispatching_is_one_thing()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.SubmitAsync("门坏了", "property-management");
        var refused = await intake.Writer.WriteAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, ticket.Kind, "property-management", null, "centre", [], "请处理"), TestContext.Current.CancellationToken);
        Assert.Equal(TicketRefusals.CentreIsNoLead, refused.Refusal);
        Assert.Equal(TicketState.Received, (await intake.FindAsync(ticket.Id)).State);
        refused = await intake.Writer.WriteAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, ticket.Kind, "property-management", null, Given.Unit, [], " "), TestContext.Current.CancellationToken);
        Assert.Equal(TicketRefusals.TextIsMissing(TextRole.Instruction).Code, refused.Refusal!.Code);
        var sent = await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, ticket.Kind, "property-management", null, Given.Unit, ["planning"], "请处理"));
        Assert.Equal((TicketState.Dispatched, 3, Given.Unit), (sent.State, sent.Version, sent.Lead));
    }

    [Fact]
    public async Task A_merged_ticket_is_named_at_the_other()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var first = await intake.SubmitAsync("门坏了");
        var second = await intake.SubmitAsync("门又坏了");
        await intake.DoAsync(new MergeTicket(second.Id, Given.Dispatcher, first.Id));
        Assert.Equal([second.Id.Value], (await intake.Get<TicketQueries>().FindAsync(first.Id, Given.Dispatcher, TestContext.Current.CancellationToken))!.MergedHere);
    }
}
