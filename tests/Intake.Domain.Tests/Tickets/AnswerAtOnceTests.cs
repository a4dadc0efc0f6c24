using Intake.Domain.Access;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>直接答复: out of reception or after acceptance, by the operator or the dispatcher, and checked by somebody else.</summary>
public class AnswerAtOnceTests
{
    private static readonly ArticleUse Article = new("heating-season", "3");

    [Fact]
    public void Out_of_reception_the_log_says_that_it_was_accepted_and_answered()
    {
        var desk = new TicketDesk();
        var answered = Answer(desk, People.CallTaker, new(TicketKind.Complaint, TicketDesk.Property, null));
        Assert.Null(answered.Refusal);
        Assert.Equal(["Received", "Accepted", "SettledAtOnce"], desk.Log.Select(happened => happened.Change.GetType().Name));
        Assert.Equal((TicketState.Resolved, TicketOutcome.Explained, Article, "call-taker"), (desk.Ticket.State, desk.Ticket.Outcome, desk.Ticket.Article, desk.Ticket.Handler));
        Assert.NotNull(desk.Ticket.AcceptedAt);
        Assert.False(desk.Ticket.ClockOf(ClockKind.Acceptance)!.IsRunning);
        Assert.True(desk.Ticket.ClockOf(ClockKind.FollowUp)!.IsRunning);
        Assert.Equal(desk.Ticket, desk.Fold(), TicketJsonComparer.Instance);
    }

    [Fact]
    public void After_acceptance_it_is_not_accepted_once_more()
    {
        var desk = new TicketDesk().Walk(Accept);
        Assert.Null(Answer(desk, People.Dispatcher, null).Refusal);
        Assert.Single(desk.Log, happened => happened.Change is Accepted);
    }

    [Theory]
    [InlineData(null, "ServiceIsMissing")]
    [InlineData("nothing", "NoSuchService")]
    [InlineData(TicketDesk.HouseQuality, "EvidenceIsMissing")]
    public void What_acceptance_or_the_service_asks_for_has_to_be_there(string? service, string refusal)
    {
        var desk = new TicketDesk();
        var before = desk.Ticket;
        Assert.Equal(refusal, Answer(desk, People.CallTaker, new(TicketKind.Complaint, service, null)).Refusal?.Code);
        Assert.Equal(before, desk.Ticket);
    }

    [Fact]
    public void Nobody_answers_what_a_unit_has_and_who_answered_does_not_check()
    {
        Assert.Equal("NotInThisState", Answer(new TicketDesk().Walk(Accept, Dispatch), People.CallTaker, null).Refusal?.Code);
        Assert.Equal("NotAllowed", Answer(new TicketDesk(), People.Supervisor, null).Refusal?.Code);
        var both = Actor.Staff("both", "centre", Role.CallTaker, Role.Supervisor);
        var desk = new TicketDesk();
        Assert.Null(Answer(desk, both, null).Refusal);
        Assert.Equal("CheckerIsOfHandlingUnit", desk.Try(Verify, both).Refusal?.Code);
        // The requester's word, heard on the telephone, spares the checker the note and never the check.
        desk.Walk(Rate, Verify);
        Assert.Equal("CheckerIsOfHandlingUnit", desk.Do(both, (deciding, ticket) => Verifying.WriteOff(deciding, ticket, null)).Refusal?.Code);
        Assert.Null(desk.Do(People.Supervisor, (deciding, ticket) => Verifying.WriteOff(deciding, ticket, null)).Refusal);
    }

    private static Outcome<Ticket> Answer(TicketDesk desk, Actor actor, AcceptedAs? accepted) => desk.Do(actor, (deciding, ticket) => Dispatching.SettleAtOnce(
        deciding,
        ticket,
        new(TicketOutcome.Explained, false, desk.Text(TextRole.Reply), desk.Text(TextRole.Report), desk.Text(TextRole.Instruction), []) { Article = Article },
        accepted));

    private sealed class TicketJsonComparer : IEqualityComparer<Ticket>
    {
        public static readonly TicketJsonComparer Instance = new();

        public bool Equals(Ticket? x, Ticket? y) => System.Text.Json.JsonSerializer.Serialize(x, TicketJson.Default.Ticket) == System.Text.Json.JsonSerializer.Serialize(y, TicketJson.Default.Ticket);

        public int GetHashCode(Ticket obj) => obj.Id.GetHashCode();
    }
}
