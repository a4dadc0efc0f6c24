using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Tests.Tickets;

public sealed class ForgettingTests
{
    [Theory]
    [InlineData(TicketKind.Complaint, 24)]
    [InlineData(TicketKind.Inquiry, 12)]
    [InlineData(TicketKind.Report, 60)]
    public void Each_kind_has_its_months_counted_from_the_end(TicketKind kind, int months)
    {
        var desk = Declined();
        var ticket = desk.Ticket with { Kind = kind };
        var end = ticket.EndedAt!.Value;
        Assert.Empty(Over(desk.Authority, ticket, end.AddMonths(months).AddMilliseconds(-1)));
        Assert.Equal(ticket.Texts.Select(text => text.Id), Over(desk.Authority, ticket, end.AddMonths(months)));
    }

    [Fact]
    public void A_service_has_months_of_its_own_and_they_go_before_those_of_the_kind()
    {
        var desk = Declined();
        var authority = desk.Authority with { Services = desk.Authority.Services.ToDictionary(service => service.Key, service => service.Value with { RetentionMonths = 3 }) };
        Assert.NotEmpty(Over(authority, desk.Ticket, desk.Ticket.EndedAt!.Value.AddMonths(3)));
        // Once the service has left the catalogue its kind decides.
        var without = authority with { Services = new Dictionary<string, Service>() };
        Assert.Empty(Over(without, desk.Ticket, desk.Ticket.EndedAt!.Value.AddMonths(23)));
    }

    [Fact]
    public void Why_contact_data_was_opened_is_kept_for_its_own_time()
    {
        var desk = Declined();
        var end = desk.Ticket.EndedAt!.Value;
        desk.Pass(TimeSpan.FromDays(600));
        Assert.True(desk.Do(People.Dispatcher, (deciding, ticket) => Centre.ReadContact(deciding, ticket, desk.Text(TextRole.Reason))).Succeeded);
        var reason = desk.Ticket.ContactAccesses.Single();
        var first = Over(desk.Authority, desk.Ticket, end.AddMonths(24));
        Assert.Equal(desk.Ticket.Texts.Select(text => text.Id).Where(text => text != reason.Reason), first);
        var later = desk.Ticket with { DeletedTexts = first };
        Assert.Empty(Over(desk.Authority, later, reason.At.AddMonths(36).AddSeconds(-1)));
        Assert.Equal([reason.Reason], Over(desk.Authority, later, reason.At.AddMonths(36)));
        Assert.True(later.KeepsTexts);
    }

    [Fact]
    public void An_open_ticket_and_one_that_may_still_be_contested_have_no_end()
    {
        var desk = new TicketDesk();
        Assert.Null(desk.Ticket.EndedAt);
        Assert.Empty(Over(desk.Authority, desk.Ticket, desk.Now.AddYears(50)));
        Assert.Null((desk.Ticket with { State = TicketState.WrittenOff, ClosedAt = desk.Now }).EndedAt);
    }

    [Fact]
    public void The_record_names_what_is_gone_and_says_nothing_of_what_it_said()
    {
        Assert.Null(Forgetting.Record([], []));
        var record = Forgetting.Record([3, 4], [9])!;
        Assert.Equal("""{"event":"texts-deleted","texts":[3,4],"files":[9],"clocks":[]}""", EventChain.ToJson(record));
        Assert.Equal([9L], Assert.IsType<TextsDeleted>(EventChain.FromJson(EventChain.ToJson(record))).Files);
    }

    private static IReadOnlyList<long> Over(Authority authority, Ticket ticket, DateTimeOffset now) => Forgetting.TextsOver(authority, ticket, ticket.EndedAt, now);

    private static TicketDesk Declined()
    {
        var desk = new TicketDesk();
        Assert.True(desk.Do(People.Dispatcher, (deciding, ticket) => Dispatching.Decline(deciding, ticket, desk.Text(TextRole.Reason), null)).Succeeded);
        return desk;
    }
}
