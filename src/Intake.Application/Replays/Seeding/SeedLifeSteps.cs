using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Replays.Seeding;

// The steps themselves: who does what, in which words.
internal sealed partial class SeedLife
{
    /// <summary>Steps that a ticket can do without: when the rules refuse them, they did not happen.</summary>
    private static bool IsWhim(SeedStep step) =>
        step is SeedStep.RequestReturn or SeedStep.RequestExtension or SeedStep.Plan or SeedStep.Urge or SeedStep.Ask or SeedStep.Contact or SeedStep.AddText or SeedStep.Remark or SeedStep.Rate or SeedStep.LookBack;

    /// <summary>What is decided; null when the step has become pointless, because the clock or an earlier refusal went before it.</summary>
    private (Actor Actor, Outcome<TicketChange[]> Outcome)? Decide(SeedStep step) => step switch
    {
        SeedStep.Verify when _ticket.State != TicketState.Resolved => null,
        SeedStep.Answer when _ticket.State != TicketState.AwaitingRequester => null,
        SeedStep.RuleOnReturn when _ticket.State != TicketState.ReturnRequested => null,
        SeedStep.RuleOnExtension when _ticket.Extensions is not [.., { Granted: null }] => null,
        SeedStep.Withdraw or SeedStep.Answer or SeedStep.Urge or SeedStep.AddText or SeedStep.Rate or SeedStep.Contest => ByCitizen(step),
        SeedStep.Acknowledge or SeedStep.Contact or SeedStep.RequestReturn or SeedStep.Ask or SeedStep.RequestExtension or SeedStep.Plan or SeedStep.Resolve => ByUnit(step),
        _ => ByCentre(step),
    };

    private (Actor, Outcome<TicketChange[]>) ByCitizen(SeedStep step)
    {
        var actor = Actor.Requester(_ticket.Channel);
        var deciding = By(actor);
        return (actor, step switch
        {
            SeedStep.Withdraw => RequesterSays.Withdraw(deciding, _ticket),
            SeedStep.Answer => RequesterSays.Answer(deciding, _ticket, Say(TextRole.Answer, "answers"), []),
            SeedStep.Urge => RequesterSays.Urge(deciding, _ticket),
            SeedStep.AddText => RequesterSays.Add(deciding, _ticket, Say(TextRole.Supplement, "supplements"), []),
            SeedStep.Contest => RequesterSays.Contest(deciding, _ticket, Say(TextRole.Reason, "reasons.Contest")),
            _ => RequesterSays.Rate(deciding, _ticket, Stars(), RequesterWord.Solved, _random.Next(3) == 0 ? Say(TextRole.Remark, "comments") : null),
        });
    }

    private (Actor, Outcome<TicketChange[]>) ByUnit(SeedStep step)
    {
        var actor = _scene.HandlerOf(_ticket.Lead!);
        var deciding = By(actor);
        return (actor, step switch
        {
            SeedStep.Acknowledge => Handling.Acknowledge(deciding, _ticket),
            SeedStep.Contact => Handling.Contact(deciding, _ticket, Say(TextRole.Remark, "contacts")),
            SeedStep.RequestReturn => Returning.Request(deciding, _ticket, OtherRule().Code, Say(TextRole.Reason, "reasons.Return")),
            SeedStep.Ask => Handling.Ask(deciding, _ticket, Say(TextRole.Question, "questions")),
            SeedStep.RequestExtension => Handling.RequestExtension(deciding, _ticket, Extension(), Say(TextRole.Reason, "reasons.Extension")),
            SeedStep.Plan => Handling.Plan(deciding, _ticket, [new(Say(TextRole.Remark, "targets"), DayIn(15)), new(Say(TextRole.Remark, "targets"), DayIn(45))], DayIn(60)),
            _ => Claim(deciding),
        });
    }

    private (Actor, Outcome<TicketChange[]>) ByCentre(SeedStep step)
    {
        var actor = step is SeedStep.Verify or SeedStep.Relist or SeedStep.WriteOff or SeedStep.LookBack or SeedStep.Remark ? _scene.Checker : _scene.Dispatcher;
        var deciding = By(actor);
        return (actor, step switch
        {
            SeedStep.Accept => Dispatching.Accept(deciding, _ticket, _service.Kinds.Contains(_ticket.Kind) ? _ticket.Kind : _service.Kinds[0], _service.Code, _place?.Code),
            SeedStep.Decline => Dispatching.Decline(deciding, _ticket, Say(TextRole.Reason, "reasons.Decline"), null),
            SeedStep.SettleAtOnce => SettleAtOnce(deciding),
            SeedStep.Dispatch => Dispatch(deciding),
            SeedStep.RuleOnReturn => RuleOnReturn(deciding),
            SeedStep.RuleOnExtension => _random.Next(4) == 0 ? Handling.RefuseExtension(deciding, _ticket, Say(TextRole.Reason, "reasons.Ruling")) : Handling.GrantExtension(deciding, _ticket),
            SeedStep.Remark => Centre.Remark(deciding, _ticket, Say(TextRole.Remark, "remarks")),
            SeedStep.Verify => Verifying.Start(deciding, _ticket),
            SeedStep.Relist => Verifying.Relist(deciding, _ticket, Say(TextRole.Reason, "reasons.Relist")),
            SeedStep.LookBack => Verifying.LookBack(deciding, _ticket, Say(TextRole.Remark, "remarks")),
            _ => Verifying.WriteOff(deciding, _ticket, Say(TextRole.Remark, "remarks")),
        });
    }

    private Outcome<TicketChange[]> Claim(Deciding deciding)
    {
        var outcome = OutcomeOf();
        return Handling.Resolve(deciding, _ticket, outcome, Say(TextRole.Reply, $"replies.{outcome}"), Say(TextRole.Report, "reports"), Evidence());
    }

    private Outcome<TicketChange[]> SettleAtOnce(Deciding deciding)
    {
        var isFixed = _random.Next(2) == 0;
        var outcome = isFixed ? TicketOutcome.Solved : TicketOutcome.Explained;
        return Dispatching.SettleAtOnce(deciding, _ticket, new(outcome, isFixed, Say(TextRole.Reply, $"replies.{outcome}"), Say(TextRole.Report, "reports"), Say(TextRole.Instruction, "instructions"), Evidence()));
    }

    private Outcome<TicketChange[]> Dispatch(Deciding deciding)
    {
        var rule = _scene.Authority.Dispatch.Find(_service, _ticket.Place) ?? OtherRule();
        return Dispatching.Dispatch(deciding, _ticket, rule.Lead, [.. rule.CoHandlers.Where(unit => unit != rule.Lead)], SayTo(rule.Lead));
    }

    private Outcome<TicketChange[]> RuleOnReturn(Deciding deciding)
    {
        if (_random.Next(10) < 3)
            return Returning.Refuse(deciding, _ticket, Say(TextRole.Reason, "reasons.Ruling"));
        var rule = _scene.Authority.Dispatch.Rules.First(row => row.Code == _ticket.Returns[^1].Rule);
        return Returning.Grant(deciding, _ticket, rule.Lead, [], SayTo(rule.Lead));
    }

    private RoutingRule OtherRule()
    {
        var rules = _scene.Authority.Dispatch.Rules.Where(row => row.Lead != _ticket.Lead).ToList();
        return rules[_random.Next(rules.Count)];
    }

    private TimeLimit Extension()
    {
        var cap = _scene.Authority.LimitsOf(_ticket.Service).ExtensionCap ?? new(1, TimeUnit.WorkingDay);
        return cap with { Amount = _random.Next(1, (int)cap.Amount + 1) };
    }

    private TicketOutcome OutcomeOf() => _ticket.Kind == TicketKind.Inquiry ? TicketOutcome.Explained : _random.Next(100) switch
    {
        < 58 => TicketOutcome.Solved,
        < 70 => TicketOutcome.BasicallySolved,
        < 78 => TicketOutcome.PartlySolved,
        < 92 => TicketOutcome.Explained,
        < 97 => TicketOutcome.CannotBeSolved,
        _ => TicketOutcome.NotOurs,
    };

    private int Stars() => _random.Next(100) switch { < 55 => 5, < 80 => 4, < 92 => 3, < 97 => 2, _ => 1 };

    private TextRef Say(TextRole role, string kind) => Write(role, _phrases.One(kind, _subject, "", _random));

    private TextRef SayTo(string unit) => Write(TextRole.Instruction, _phrases.One("instructions", _subject, _scene.Authority.Units[unit].Name[_language], _random));

    private DateOnly DayIn(int days) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_at, _scene.Authority.TimeZone).DateTime).AddDays(days);
}
