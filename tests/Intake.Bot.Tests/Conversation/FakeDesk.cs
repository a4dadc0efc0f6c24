using Intake.Application.Questionnaires;
using Intake.Application.Tickets;
using Intake.Bot.Conversation;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Intake.Testing;

namespace Intake.Bot.Tests.Conversation;

/// <summary>Answers a conversation's commands with the domain's own decisions, in memory, so that transcripts need no database.</summary>
internal sealed class FakeDesk
{
    /// <summary>The secret of every receipt here.</summary>
    public const string Secret = "ABCDEFGHJK";

    private static readonly Actor Dispatcher = Actor.Staff("zhao", "centre", Role.Dispatcher, Role.Supervisor);
    private readonly Dictionary<string, (Ticket Ticket, List<TicketEvent> Events, Dictionary<long, string> Bodies)> _tickets = new(StringComparer.Ordinal);
    private long _texts;

    public Authority Authority { get; set; } = ExampleAuthority.Load();

    public DateTimeOffset Now { get; set; } = ExampleAuthority.At;

    /// <summary>The commands seen, in order.</summary>
    public List<ConversationCommand> Commands { get; } = [];

    public ConversationEvent Answer(ConversationCommand command)
    {
        Commands.Add(command);
        return command switch
        {
            SubmitDraft c => Submit(c),
            AnswerQuestionnaire c => Keep(c),
            LookUpReceipt c => LookUp(c),
            ShowTicket c => new TicketShown(View(c.Number), c.Part),
            AddWords c => Do(c, c.Number, TicketAction.AddText, (d, t) => RequesterSays.Add(d, t, Text(c.Number, TextRole.Supplement, c.Text), [])),
            AnswerUnit c => Do(c, c.Number, TicketAction.AnswerQuestion, (d, t) => RequesterSays.Answer(d, t, Text(c.Number, TextRole.Answer, c.Text), [])),
            Urge c => Do(c, c.Number, TicketAction.Urge, RequesterSays.Urge),
            Withdraw c => Do(c, c.Number, TicketAction.Withdraw, RequesterSays.Withdraw),
            Rate c => Do(c, c.Number, TicketAction.Rate, (d, t) => RequesterSays.Rate(d, t, c.Stars, c.IsSolved ? RequesterWord.Solved : RequesterWord.NoAnswer, null)),
            Contest c => Do(c, c.Number, TicketAction.Contest, (d, t) => RequesterSays.Contest(d, t, null)),
            _ => throw new InvalidOperationException($"Nobody answers {command}."),
        };
    }

    /// <summary>A ticket that somebody else made, by another channel.</summary>
    public string Existing(string text = "桂湖公园路灯不亮", string service = "street-lights") => Submit(new() { Text = text, Service = service, Anonymity = Anonymity.CentreOnly }).View.Number;

    /// <summary>Brings a ticket to the unit, which takes it in hand.</summary>
    public void InHand(string number)
    {
        var ticket = _tickets[number].Ticket;
        Must(number, Dispatcher, Dispatching.Accept(By(Dispatcher), ticket, ticket.Kind, ticket.Service ?? "other", ticket.Place));
        Must(number, Dispatcher, Dispatching.Dispatch(By(Dispatcher), _tickets[number].Ticket, "city-management", [], Text(number, TextRole.Instruction, "请办理")));
        Must(number, Unit, Handling.Acknowledge(By(Unit), _tickets[number].Ticket));
    }

    /// <summary>The unit asks the requester.</summary>
    public NewsArrived Ask(string number, string question)
    {
        Must(number, Unit, Handling.Ask(By(Unit), _tickets[number].Ticket, Text(number, TextRole.Question, question)));
        return News("asked", number);
    }

    /// <summary>The unit claims that it is done.</summary>
    public NewsArrived Resolve(string number, string reply)
    {
        var file = new AttachmentRef(1, "image/jpeg", 100, new string('0', 64));
        Must(number, Unit, Handling.Resolve(By(Unit), _tickets[number].Ticket, TicketOutcome.Solved, Text(number, TextRole.Reply, reply), Text(number, TextRole.Report, "已办"), [file]));
        return News("resolved", number);
    }

    /// <summary>The checker writes it off.</summary>
    public NewsArrived WriteOff(string number)
    {
        Must(number, Dispatcher, Verifying.Start(By(Dispatcher), _tickets[number].Ticket));
        Must(number, Dispatcher, Verifying.WriteOff(By(Dispatcher), _tickets[number].Ticket, Text(number, TextRole.Remark, "已核实")));
        return News("written-off", number);
    }

    /// <summary>Does what comes next in a ticket's life; null when nothing does.</summary>
    public NewsArrived? Advance(string number, int pick)
    {
        switch (_tickets[number].Ticket.State)
        {
            case TicketState.Received:
                InHand(number);
                return News("acknowledged", number);
            case TicketState.InHand:
                return pick % 2 == 0 ? Ask(number, "是哪一盏灯？") : Resolve(number, "已修好。");
            case TicketState.Resolved:
                return WriteOff(number);
            default:
                return null;
        }
    }

    public NewsArrived News(string kind, string number) => new(kind, _tickets[number].Ticket.Version, View(number));

    public Ticket Ticket(string number) => _tickets[number].Ticket;

    private static Actor Unit => Actor.Staff("qian", "city-management", Role.UnitStaff, Role.UnitHead);

    private Deciding By(Actor actor) => new(Authority, actor, Now);

    private RequestSubmitted Submit(SubmitDraft c)
    {
        var id = TicketId.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Authority.TimeZone).DateTime), _tickets.Count + 1);
        var number = TicketNumber.Format(Authority.Jurisdiction, id);
        var matter = new TextRef(++_texts, TextRole.Matter, "");
        var received = Receiving.Receive(By(Actor.Requester("webchat")), new()
        {
            Kind = c.Kind,
            Service = c.Service,
            Place = c.Place,
            Channel = "webchat",
            Language = Language.Chinese,
            Anonymity = c.Anonymity,
            Matter = matter,
        });
        Assert.True(received.Succeeded, received.Refusal?.Code);
        _tickets[number] = (TicketFold.Begin(id, received.Value, Now), [Event(id, 1, received.Value)], new() { [matter.Id] = c.Text });
        return new(View(number), c.ForPerson);
    }

    private ConversationEvent Keep(AnswerQuestionnaire c)
    {
        var questionnaire = Authority.Questionnaires[c.Code];
        if (QuestionnaireContent.HashOf(questionnaire) != c.Content)
            return new CommandRefused(QuestionnaireRefusals.QuestionnaireHasChanged, c);
        var path = AnswerPath.Of(questionnaire, c.Answers);
        Assert.Null(path.Current);
        var items = ItemMaking.Of(questionnaire, path.Of(c.Answers), Language.Chinese, new AnswerWords("是", "否", "—", "、"));
        return new QuestionnaireAnswered(c.Code, [.. items.Select(item => Submit(new() { Text = item.Text, Kind = item.Rule.Kind, Service = item.Rule.Service, Anonymity = questionnaire.Anonymity }).View)]);
    }

    private ConversationEvent LookUp(LookUpReceipt c) =>
        _tickets.ContainsKey(c.Number) && c.Secret.Trim().Equals(Secret, StringComparison.OrdinalIgnoreCase)
            ? new TicketShown(View(c.Number), TicketPart.State)
            : new CommandRefused(TicketRefusals.ReceiptUnknown, c);

    private ConversationEvent Do(ConversationCommand command, string number, TicketAction action, Func<Deciding, Ticket, Outcome<TicketChange[]>> decide)
    {
        var requester = Actor.Requester("webchat");
        var decision = decide(By(requester), _tickets[number].Ticket);
        if (!decision.Succeeded)
            return new CommandRefused(decision.Refusal, command);
        Append(number, decision.Value);
        return new TicketChanged(action, View(number));
    }

    private void Must(string number, Actor actor, Outcome<TicketChange[]> decision)
    {
        Assert.True(decision.Succeeded, $"{actor.Signature}: {decision.Refusal?.Code}");
        Append(number, decision.Value);
    }

    private void Append(string number, TicketChange[] changes)
    {
        foreach (var change in changes)
        {
            var (ticket, events, bodies) = _tickets[number];
            events.Add(Event(ticket.Id, events.Count + 1, change));
            _tickets[number] = (TicketFold.After(ticket, change, Now) with { Version = events.Count }, events, bodies);
        }
    }

    private TextRef Text(string number, TextRole role, string body)
    {
        var text = new TextRef(++_texts, role, "");
        _tickets[number].Bodies[text.Id] = body;
        return text;
    }

    private TicketEvent Event(TicketId id, int sequence, TicketChange change) => new(id, sequence, Now, "test", change, null, "", []);

    private ReceiptView View(string number)
    {
        var (ticket, events, bodies) = _tickets[number];
        return ReceiptView.Of(Authority, ticket, bodies, Now) with { History = ReceiptHistory.Of(events, bodies) };
    }
}
