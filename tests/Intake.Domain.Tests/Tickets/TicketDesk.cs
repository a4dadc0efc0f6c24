using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tests.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Intake.Testing;

namespace Intake.Domain.Tests.Tickets;

/// <summary>One ticket, its log and a clock: does what the use cases do, without a database.</summary>
internal sealed class TicketDesk
{
    /// <summary>Tuesday, 10 March 2026, 10:00: a working morning with nothing but working days around it.</summary>
    public static readonly DateTimeOffset Morning = Given.At("2026-03-10 10:00").ToUniversalTime();

    /// <summary>Ordinary limits, no evidence.</summary>
    public const string Property = "property-management";

    /// <summary>Evidence is required.</summary>
    public const string HouseQuality = "house-quality";

    /// <summary>Express lane.</summary>
    public const string Heating = "heating";

    public const string Housing = "housing";
    public const string Market = "market-regulation";
    public const string CityManagement = "city-management";

    private long _texts;

    public TicketDesk(string? service = Property, DateTimeOffset? at = null, Func<Authority, Authority>? rules = null)
    {
        Authority = rules is null ? ExampleAuthority.Load() : rules(ExampleAuthority.Load());
        Now = (at ?? Morning).ToUniversalTime();
        Id = TicketId.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Authority.TimeZone).DateTime), 42);
        var request = new Request { Service = service, Channel = "webchat", Language = Language.Chinese, Anonymity = Anonymity.Named, Requester = 7, Matter = Text(TextRole.Matter) };
        var received = Receiving.Receive(By(People.Citizen), request);
        Ticket = Record(People.Citizen, received.Value ?? throw new InvalidOperationException(received.Refusal!.Code));
    }

    public Authority Authority { get; set; }

    public DateTimeOffset Now { get; private set; }

    public TicketId Id { get; }

    public Ticket Ticket { get; private set; } = null!;

    public List<TicketEvent> Log { get; } = [];

    public string Lead => Ticket.Lead ?? Housing;

    public Deciding By(Actor actor) => new(Authority, actor, Now);

    public TextRef Text(TextRole role) => new(++_texts, role, new string('a', 64));

    public static AttachmentRef File => new(5, "image/jpeg", 1024, new string('b', 64));

    public TicketDesk At(string written)
    {
        Now = Given.At(written).ToUniversalTime();
        return this;
    }

    public void Pass(TimeSpan time) => Now += time;

    /// <summary>Does what was decided; the ticket stays as it was when it was refused.</summary>
    public Outcome<Ticket> Do(Actor actor, Func<Deciding, Ticket, Outcome<TicketChange[]>> decide)
    {
        var decision = decide(By(actor), Ticket);
        if (!decision.Succeeded)
            return decision.Refusal;
        foreach (var change in decision.Value)
            Ticket = Record(actor, change);
        return Ticket;
    }

    /// <summary>Does an action with everything that it needs, by somebody who may.</summary>
    public Outcome<Ticket> Try(TicketAction action, Actor? actor = null) =>
        Do(actor ?? People.WhoMay(action, Lead), (deciding, ticket) => Decide(action, deciding, ticket));

    /// <summary>The same for several actions; the test fails when one is refused.</summary>
    public TicketDesk Walk(params IEnumerable<TicketAction> actions)
    {
        foreach (var action in actions)
        {
            var outcome = Try(action);
            if (!outcome.Succeeded)
                throw new InvalidOperationException($"{action} in {Ticket.State} was refused: {outcome.Refusal.Code}");
        }

        return this;
    }

    /// <summary>What the deadline job does to this ticket now.</summary>
    public TicketDesk Tick()
    {
        if (Ticket.NextDueAt is { } due && due <= Now)
            _ = Do(Actor.Clock, (deciding, ticket) => Ticking.Tick(deciding, ticket) is { Count: > 0 } changes ? changes.ToArray() : [new Rescheduled()]);
        return this;
    }

    /// <summary>The ticket that the log alone makes.</summary>
    public Ticket Fold() => Log.Aggregate((Ticket?)null, TicketFold.Apply)!;

    public Outcome<TicketChange[]> Decide(TicketAction action, Deciding deciding, Ticket ticket) => action switch
    {
        TicketAction.Accept => Dispatching.Accept(deciding, ticket, ticket.Kind, ticket.Service ?? Property, "xingnan"),
        TicketAction.Decline => Dispatching.Decline(deciding, ticket, Text(TextRole.Reason), "litigation"),
        TicketAction.SettleAtOnce => Dispatching.SettleAtOnce(deciding, ticket, new(TicketOutcome.Solved, true, Text(TextRole.Reply), Text(TextRole.Report), Text(TextRole.Instruction), [File])),
        TicketAction.Dispatch => Dispatching.Dispatch(deciding, ticket, Housing, [CityManagement], Text(TextRole.Instruction)),
        TicketAction.Acknowledge => Handling.Acknowledge(deciding, ticket),
        TicketAction.Assign => Handling.Assign(deciding, ticket, $"staff-{Lead}"),
        TicketAction.Contact => Handling.Contact(deciding, ticket, Text(TextRole.Remark)),
        TicketAction.RequestReturn => Returning.Request(deciding, ticket, OtherRule(ticket), Text(TextRole.Reason)),
        TicketAction.GrantReturn => Returning.Grant(deciding, ticket, ticket.Lead == Market ? Housing : Market, [], Text(TextRole.Instruction)),
        TicketAction.RefuseReturn => Returning.Refuse(deciding, ticket, Text(TextRole.Reason)),
        TicketAction.AskRequester => Handling.Ask(deciding, ticket, Text(TextRole.Question)),
        TicketAction.AnswerQuestion => RequesterSays.Answer(deciding, ticket, Text(TextRole.Answer), [File]),
        TicketAction.StopWaiting => Handling.StopWaiting(deciding, ticket),
        TicketAction.Plan => Handling.Plan(deciding, ticket, [new(Text(TextRole.Remark), DayIn(20)), new(Text(TextRole.Remark), DayIn(40))], DayIn(60)),
        TicketAction.RequestExtension => Handling.RequestExtension(deciding, ticket, Extension(ticket), Text(TextRole.Reason)),
        TicketAction.GrantExtension => Handling.GrantExtension(deciding, ticket),
        TicketAction.RefuseExtension => Handling.RefuseExtension(deciding, ticket, Text(TextRole.Reason)),
        TicketAction.Resolve => Handling.Resolve(deciding, ticket, TicketOutcome.Solved, Text(TextRole.Reply), Text(TextRole.Report), [File]),
        TicketAction.Verify => Verifying.Start(deciding, ticket),
        TicketAction.WriteOff => Verifying.WriteOff(deciding, ticket, Text(TextRole.Remark)),
        TicketAction.Relist => Verifying.Relist(deciding, ticket, Text(TextRole.Reason)),
        TicketAction.Contest => RequesterSays.Contest(deciding, ticket, Text(TextRole.Reason)),
        TicketAction.Rate => RequesterSays.Rate(deciding, ticket, 4, RequesterWord.Solved, Text(TextRole.Remark)),
        TicketAction.LookBack => Verifying.LookBack(deciding, ticket, Text(TextRole.Remark)),
        TicketAction.Urge => RequesterSays.Urge(deciding, ticket),
        TicketAction.AddText => RequesterSays.Add(deciding, ticket, Text(TextRole.Supplement), [File]),
        TicketAction.Remark => Centre.Remark(deciding, ticket, Text(TextRole.Remark)),
        TicketAction.Instruct => Centre.Instruct(deciding, ticket, Text(TextRole.Instruction)),
        TicketAction.ReadContact => Centre.ReadContact(deciding, ticket, Text(TextRole.Reason)),
        TicketAction.Withdraw => RequesterSays.Withdraw(deciding, ticket),
        TicketAction.Merge => Centre.Merge(deciding, ticket, new TicketDesk().Ticket with { Id = new(Id.Value + 1) }),
        TicketAction.Unmerge => Centre.Unmerge(deciding, ticket),
        TicketAction.Archive or TicketAction.Tick => deciding.Check(ticket, action) is { } refusal ? refusal : Ticking.Tick(deciding, ticket).ToArray(),
    };

    private Ticket Record(Actor actor, TicketChange change)
    {
        var (after, happened) = TicketLog.Append(By(actor), Log.Count == 0 ? null : Ticket, Id, change);
        Log.Add(happened);
        return after;
    }

    /// <summary>A row of the catalogue that gives something to another unit.</summary>
    private string OtherRule(Ticket ticket) => Authority.Dispatch.Rules.First(rule => rule.Lead != ticket.Lead).Code;

    private TimeLimit Extension(Ticket ticket) => Authority.LimitsOf(ticket.Service).ExtensionCap ?? new(1, TimeUnit.WorkingDay);

    private DateOnly DayIn(int days) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Authority.TimeZone).DateTime).AddDays(days);
}
