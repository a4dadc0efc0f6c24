using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Tests.Tickets;

/// <summary>What holds whatever happens to a ticket, in whatever order, by whomever and however late.</summary>
public class RandomLivesTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true);
    private static readonly string?[] Services = [TicketDesk.Property, TicketDesk.HouseQuality, TicketDesk.Heating, "manholes", "medical-insurance", null];

    private static readonly Actor[] Anybody =
    [
        People.Citizen, People.CallTaker, People.Dispatcher, People.Supervisor, People.Publisher, People.Administrator, People.Auditor, People.Program,
        Actor.Clock, People.StaffOf(TicketDesk.Housing), People.HeadOf(TicketDesk.Market), People.StaffOf(TicketDesk.CityManagement),
    ];

    /// <summary>A step: minutes pass, then somebody does something. A null person is one who may.</summary>
    internal sealed record Step(int Minutes, Choice Choice, int Pick, int? Person)
    {
        public TicketAction In(TicketState state)
        {
            var choices = TicketLifecycle.Table.Where(row => row.From == state && (Choice == Choice.Allowed || LeadsOn(row))).Select(row => row.Action).ToList();
            return Choice == Choice.Any || choices.Count == 0 ? (TicketAction)(Pick % Enum.GetValues<TicketAction>().Length) : choices[Pick % choices.Count];
        }

        private static bool LeadsOn(Transition row) => row.To != row.From && row.To is not (TicketState.Withdrawn or TicketState.Declined or TicketState.Merged);
    }

    internal enum Choice
    {
        /// <summary>What leads on in its life.</summary>
        Onward,

        /// <summary>Whatever the state allows.</summary>
        Allowed,

        /// <summary>Anything, most of it refused.</summary>
        Any,
    }

    private static readonly Arbitrary<(int Service, Step[] Steps)> Lives = Arb.From(
        from service in Gen.Choose(0, Services.Length - 1)
        from length in Gen.Choose(0, 40)
        from steps in Steps.ListOf(length)
        select (service, steps.ToArray()));

    private static Gen<Step> Steps =>
        from minutes in Gen.Frequency((5, Gen.Choose(0, 90)), (4, Gen.Choose(0, 3_000)), (1, Gen.Choose(0, 200_000)))
        from choice in Gen.Frequency((4, Gen.Constant(Choice.Onward)), (3, Gen.Constant(Choice.Allowed)), (2, Gen.Constant(Choice.Any)))
        from pick in Gen.Choose(0, 10_000)
        from person in Gen.Frequency((9, Gen.Constant<int?>(null)), (1, Gen.Choose(0, Anybody.Length - 1).Select(one => (int?)one)))
        select new Step(minutes, choice, pick, person);

    [Fact]
    public void A_refusal_changes_nothing() => Holds((desk, step) =>
    {
        var (before, events) = (desk.Ticket, desk.Log.Count);
        return Take(desk, step).Succeeded || (ReferenceEquals(before, desk.Ticket) && desk.Log.Count == events);
    });

    [Fact]
    public void What_succeeds_is_in_the_table_and_leads_where_it_says() => Holds((desk, step) =>
    {
        var before = desk.Ticket.State;
        var action = step.In(before);
        var outcome = Take(desk, step);
        return !outcome.Succeeded || action switch
        {
            TicketAction.Unmerge => before == TicketState.Merged,
            TicketAction.Tick or TicketAction.Archive => TicketLifecycle.After(before, TicketAction.Tick) is not null,
            _ => TicketLifecycle.After(before, action) == desk.Ticket.State,
        };
    });

    [Fact]
    public void The_log_alone_makes_the_same_ticket() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        return Json(desk.Fold()) == Json(desk.Ticket);
    });

    [Fact]
    public void The_written_form_can_be_read_back_without_loss() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var written = Json(desk.Ticket);
        return Json(System.Text.Json.JsonSerializer.Deserialize(written, TicketJson.Default.Ticket)!) == written
            && EventChain.ToJson(EventChain.FromJson(desk.Log[^1].Json)) == desk.Log[^1].Json;
    });

    [Fact]
    public void After_a_tick_nothing_is_left_that_is_due() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        desk.Tick();
        return desk.Ticket.NextDueAt is not { } next || next > desk.Now;
    });

    [Fact]
    public void Ticking_twice_at_one_instant_is_ticking_once() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var events = desk.Tick().Log.Count;
        return desk.Tick().Log.Count == events;
    });

    [Fact]
    public void The_chain_holds() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var previous = EventChain.Start;
        for (var i = 0; i < desk.Log.Count; i++)
        {
            var happened = desk.Log[i];
            if (happened.Sequence != i + 1 || !EventChain.Hash(happened.Ticket, i + 1, happened.At, happened.Actor, happened.NextDueAt, happened.Json, previous).SequenceEqual(happened.Hash))
                return false;
            previous = happened.Hash;
        }

        return desk.Ticket.LastHash == Convert.ToHexStringLower(previous) && desk.Ticket.Version == desk.Log.Count;
    });

    [Fact]
    public void An_open_ticket_is_always_pressed_by_a_clock_unless_it_waits_for_the_requester_or_the_checker() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var ticket = desk.Ticket;
        return !ticket.State.IsOpen() || ticket.Pressing is not null || ticket.State is TicketState.AwaitingRequester or TicketState.Verifying;
    });

    [Fact]
    public void A_closed_ticket_has_no_running_clock_but_the_look_back_and_each_clock_is_there_once() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var ticket = desk.Ticket;
        return (ticket.State.IsOpen() || ticket.Clocks.Where(clock => clock.IsRunning).All(clock => clock.Kind == ClockKind.LookBack))
            && ticket.State.IsOpen() == (ticket.ClosedAt is null)
            && ticket.Clocks.Select(clock => clock.Kind).Distinct().Count() == ticket.Clocks.Count;
    });

    [Fact]
    public void Nothing_throws_when_the_configuration_has_lost_what_the_ticket_names() => Holds((desk, step) =>
    {
        desk.Authority = Without(desk.Authority);
        _ = Take(desk, step);
        return true;
    });

    [Fact]
    public void What_is_over_its_time_is_deleted_once_and_only_then_and_the_log_alone_still_makes_the_same_ticket() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var ticket = desk.Ticket;
        var over = Forgetting.TextsOver(desk.Authority, ticket, ticket.EndedAt, desk.Now);
        var years = Forgetting.TextsOver(desk.Authority, ticket, ticket.EndedAt, desk.Now.AddYears(100));
        if (over.Count > 0 && ticket.EndedAt?.AddMonths(1) > desk.Now)
            return false;
        if ((ticket.EndedAt is null && years.Count > 0) || (ticket.EndedAt is not null && years.Count + ticket.DeletedTexts.Count != ticket.Texts.Count))
            return false;
        if (Forgetting.Record(over, []) is { } record)
            _ = desk.Do(Actor.Clock, (_, _) => Decision.Of(record));
        return Forgetting.TextsOver(desk.Authority, desk.Ticket, desk.Ticket.EndedAt, desk.Now).Count == 0 && Json(desk.Fold()) == Json(desk.Ticket);
    });

    [Fact]
    public void Returns_and_relistings_stay_within_their_limits() => Holds((desk, step) =>
    {
        _ = Take(desk, step);
        var ticket = desk.Ticket;
        return ticket.Returns.Count <= 2 && ticket.Returns.GroupBy(one => one.Unit).All(unit => unit.Count() <= 1);
    });

    /// <summary>Without this the laws above could hold of tickets that never get anywhere.</summary>
    [Fact]
    public void These_lives_reach_every_state()
    {
        var reached = new HashSet<TicketState>();
        foreach (var (service, steps) in Lives.Generator.Sample(500))
        {
            var desk = new TicketDesk(Services[service]);
            foreach (var step in steps)
            {
                _ = Take(desk, step);
                reached.Add(desk.Tick().Ticket.State);
            }

            desk.Pass(TimeSpan.FromDays(100));
            reached.Add(desk.Tick().Ticket.State);
        }

        Assert.Equal(Enum.GetValues<TicketState>(), reached.Order());
    }

    private static void Holds(Func<TicketDesk, Step, bool> law) => Check.One(Often, Prop.ForAll(Lives, life =>
    {
        var desk = new TicketDesk(Services[life.Service]);
        return life.Steps.All(step => law(desk, step));
    }));

    private static Outcome<Ticket> Take(TicketDesk desk, Step step)
    {
        desk.Pass(TimeSpan.FromMinutes(step.Minutes));
        return desk.Try(step.In(desk.Ticket.State), step.Person is { } person ? Anybody[person] : null);
    }

    private static string Json(Ticket ticket) => System.Text.Json.JsonSerializer.Serialize(ticket, TicketJson.Default.Ticket);

    private static Authority Without(Authority authority) => authority with
    {
        Services = ImmutableDictionary<string, Service>.Empty,
        Units = authority.Units.Where(unit => unit.Value.IsCentre).ToDictionary(unit => unit.Key, unit => unit.Value),
        Calendars = authority.Calendars.Where(calendar => calendar.Key == "default").ToDictionary(calendar => calendar.Key, calendar => calendar.Value),
        Dispatch = authority.Dispatch,
    };
}
