using Intake.Domain.Access;
using Intake.Domain.Tickets;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>Every pair of state and action, done for real: the table says what happens, and nothing else happens.</summary>
public class LifecycleTableTests
{
    /// <summary>The shortest way into each state.</summary>
    private static readonly Dictionary<TicketState, TicketAction[]> Ways = new()
    {
        [TicketState.Received] = [],
        [TicketState.Accepted] = [Accept],
        [TicketState.Declined] = [Decline],
        [TicketState.Dispatched] = [Accept, Dispatch],
        [TicketState.ReturnRequested] = [Accept, Dispatch, RequestReturn],
        [TicketState.InHand] = [Accept, Dispatch, Acknowledge],
        [TicketState.AwaitingRequester] = [Accept, Dispatch, Acknowledge, AskRequester],
        [TicketState.Planned] = [Accept, Dispatch, Acknowledge, Plan],
        [TicketState.Resolved] = [Accept, Dispatch, Acknowledge, Resolve],
        [TicketState.Verifying] = [Accept, Dispatch, Acknowledge, Resolve, Verify],
        [TicketState.WrittenOff] = [Accept, Dispatch, Acknowledge, Resolve, Verify, WriteOff],
        [TicketState.Archived] = [Accept, Dispatch, Acknowledge, Resolve, Verify, WriteOff, Archive],
        [TicketState.Withdrawn] = [Withdraw],
        [TicketState.Merged] = [Merge],
    };

    public static TheoryData<TicketState, TicketAction> EveryPair()
    {
        var pairs = new TheoryData<TicketState, TicketAction>();
        foreach (var state in Enum.GetValues<TicketState>())
        {
            foreach (var action in Enum.GetValues<TicketAction>())
                pairs.Add(state, action);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void The_table_decides(TicketState state, TicketAction action)
    {
        var desk = In(state);
        Prepare(desk, action);
        var (before, events) = (desk.Ticket, desk.Log.Count);

        var outcome = desk.Try(action);

        if (TicketLifecycle.After(state, action) is { } next)
        {
            Assert.True(outcome.Succeeded, $"{outcome.Refusal?.Code}");
            Assert.Equal(action == Unmerge ? TicketState.Received : next, desk.Ticket.State);
        }
        else
        {
            // A ticket that no unit has ever had is nobody's to handle, whatever its state.
            var isNobodys = before.Lead is null && TicketLifecycle.PermissionFor(action) is (Permission.Handle or Permission.AssignHandler);
            Assert.Equal(isNobodys ? "NotAllowed" : "NotInThisState", outcome.Refusal?.Code);
            Assert.Equal(before, desk.Ticket);
            Assert.Equal(events, desk.Log.Count);
        }
    }

    [Fact]
    public void Every_pair_stands_in_the_table_at_most_once()
        => Assert.Equal(TicketLifecycle.Table.Count, TicketLifecycle.Table.Select(row => (row.From, row.Action)).Distinct().Count());

    [Fact]
    public void Every_state_but_the_last_ones_can_be_left_and_every_state_can_be_reached()
    {
        var left = TicketLifecycle.Table.Where(row => row.From != row.To || row.Action == Unmerge).Select(row => row.From).ToHashSet();
        Assert.Equal([TicketState.Declined, TicketState.Archived, TicketState.Withdrawn], Enum.GetValues<TicketState>().Where(state => !left.Contains(state)));
        var reached = TicketLifecycle.Table.Select(row => row.To).ToHashSet();
        Assert.Superset(Enum.GetValues<TicketState>().Where(state => state != TicketState.Received).ToHashSet(), reached);
    }

    /// <summary>What the design says in words, apart from the code: who has which say.</summary>
    [Theory]
    [InlineData("call-taker", "AddRemark ReadContact SettleAtOnce")]
    [InlineData("dispatcher", "Accept Decline SettleAtOnce Dispatch GrantReturn RefuseReturn GrantExtension RefuseExtension Instruct ReadContact Merge Unmerge AddRemark")]
    [InlineData("staff of the unit", "Acknowledge Contact RequestReturn AskRequester StopWaiting Plan RequestExtension Resolve AddRemark ReadContact")]
    [InlineData("head of the unit", "Acknowledge Contact RequestReturn AskRequester StopWaiting Plan RequestExtension Resolve AddRemark ReadContact Assign")]
    [InlineData("staff of another unit", "")]
    [InlineData("staff of a co-handling unit", "AddRemark ReadContact")]
    [InlineData("supervisor", "Verify WriteOff Relist LookBack Instruct ReadContact AddRemark")]
    [InlineData("publisher", "")]
    [InlineData("administrator", "")]
    [InlineData("auditor", "")]
    [InlineData("program", "")]
    [InlineData("citizen", "AnswerQuestion Contest Rate Urge AddText Withdraw")]
    [InlineData("clock", "Tick Archive Verify")]
    public void Each_may_do_this_and_nothing_else(string who, string may)
    {
        var actor = Who(who);
        var allowed = new HashSet<TicketAction>();
        foreach (var state in Enum.GetValues<TicketState>())
        {
            var ticket = In(TicketState.InHand).Ticket with { State = state };
            foreach (var action in Enum.GetValues<TicketAction>())
            {
                var refusal = TicketLifecycle.Check(ticket, action, actor);
                if (refusal is null)
                    allowed.Add(action);
                else if (TicketLifecycle.After(state, action) is not null)
                    Assert.Equal("NotAllowed", refusal.Code);
            }
        }

        var expected = may.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "AddRemark" ? Remark : Enum.Parse<TicketAction>(name));
        Assert.Equal(expected.Order(), allowed.Order());
    }

    [Fact]
    public void Only_who_may_see_it_reads_it()
    {
        var ticket = In(TicketState.InHand).Ticket;
        string[] see = ["call-taker", "dispatcher", "supervisor", "publisher", "auditor", "staff of the unit", "head of the unit", "staff of a co-handling unit"];
        string[] all = [.. see, "staff of another unit", "administrator", "program", "citizen", "clock"];
        Assert.Equal(see, all.Where(who => TicketLifecycle.MaySee(ticket, Who(who))));
    }

    private static TicketDesk In(TicketState state)
    {
        var desk = new TicketDesk();
        foreach (var action in Ways[state])
        {
            if (action == Archive)
                desk.Pass(TimeSpan.FromDays(100));
            desk.Walk(action);
        }

        Assert.Equal(state, desk.Ticket.State);
        return desk;
    }

    /// <summary>What an action presupposes beyond the state.</summary>
    private static void Prepare(TicketDesk desk, TicketAction action)
    {
        var asked = action is GrantExtension or RefuseExtension && desk.Ticket.State is TicketState.Dispatched or TicketState.InHand or TicketState.AwaitingRequester or TicketState.Planned;
        if (asked && desk.Ticket.State == TicketState.AwaitingRequester)
            desk.Walk(StopWaiting, RequestExtension, AskRequester);
        else if (asked && action is GrantExtension or RefuseExtension)
            desk.Walk(RequestExtension);
        if (action == Archive && desk.Ticket.State == TicketState.WrittenOff)
            desk.Pass(TimeSpan.FromDays(100));
    }

    private static Actor Who(string who) => who switch
    {
        "call-taker" => People.CallTaker,
        "dispatcher" => People.Dispatcher,
        "staff of the unit" => People.StaffOf(TicketDesk.Housing),
        "head of the unit" => People.HeadOf(TicketDesk.Housing),
        "staff of a co-handling unit" => People.StaffOf(TicketDesk.CityManagement),
        "staff of another unit" => People.StaffOf(TicketDesk.Market),
        "supervisor" => People.Supervisor,
        "publisher" => People.Publisher,
        "administrator" => People.Administrator,
        "auditor" => People.Auditor,
        "program" => People.Program,
        "citizen" => People.Citizen,
        "clock" => Actor.Clock,
        _ => throw new ArgumentOutOfRangeException(nameof(who), who, "Nobody by that name."),
    };
}
