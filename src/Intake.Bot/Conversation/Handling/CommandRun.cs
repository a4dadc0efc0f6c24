using Intake.Application.Questionnaires;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Handling;

/// <summary>Does what a turn wants done, in the running session, and answers with what the conversation is told of it.</summary>
internal sealed class CommandRun(WriteSession session, InboundActivity inbound, long conversation, ReceiptSecret secrets, ReceiptGuard guard)
{
    private readonly Actor _requester = Actor.Requester(inbound.Profile.Code);

    /// <summary>Key of the ticket that was made; null when none was.</summary>
    public long? Made { get; private set; }

    /// <summary>The number of a receipt that was wrong.</summary>
    public string? WrongReceipt { get; private set; }

    public async ValueTask<ConversationEvent> RunAsync(ConversationCommand command, string? language, CancellationToken cancellationToken) => command switch
    {
        SubmitDraft c => await SubmitAsync(c, language, cancellationToken),
        AnswerQuestionnaire c => await AnswerAsync(c, language, cancellationToken),
        LookUpReceipt c => await LookUpAsync(c, cancellationToken),
        ShowTicket c => await ShowAsync(c, cancellationToken),
        AddWords c => await ChangeAsync(c, TicketAction.AddText, id => new AddToTicket(id, _requester, c.Text, c.Files), cancellationToken),
        AnswerUnit c => await ChangeAsync(c, TicketAction.AnswerQuestion, id => new AnswerQuestion(id, _requester, c.Text, c.Files), cancellationToken),
        Urge c => await ChangeAsync(c, TicketAction.Urge, id => new UrgeTicket(id, _requester), cancellationToken),
        Withdraw c => await ChangeAsync(c, TicketAction.Withdraw, id => new WithdrawTicket(id, _requester), cancellationToken),
        Rate c => await ChangeAsync(c, TicketAction.Rate, id => new RateTicket(id, _requester, c.Stars, c.IsSolved ? RequesterWord.Solved : RequesterWord.NoAnswer, c.Comment), cancellationToken),
        Contest c => await ChangeAsync(c, TicketAction.Contest, id => new ContestResult(id, _requester, c.Reason), cancellationToken),
        _ => throw new InvalidOperationException($"Nobody runs {command.GetType().Name}."),
    };

    private async ValueTask<ConversationEvent> SubmitAsync(SubmitDraft command, string? language, CancellationToken cancellationToken)
    {
        var submission = new Submission
        {
            Text = command.Text,
            Kind = command.Kind,
            Service = command.Service,
            Place = command.Place,
            PlaceText = command.PlaceText,
            Channel = inbound.Profile.Code,
            Language = language is null ? session.Authority.Languages[0] : new Language(language),
            Anonymity = command.Anonymity,
            Contact = command.Contact,
            Answers = command.Answers,
            Files = command.Files,
            Conversation = conversation,
        };
        var outcome = await SubmitRequest.SubmitAsync(session, submission, _requester, cancellationToken);
        if (!outcome.Succeeded)
            return new CommandRefused(outcome.Refusal, command);
        Made = outcome.Value.Id.Value;
        return new RequestSubmitted(await ViewAsync(outcome.Value, cancellationToken), command.ForPerson);
    }

    private async ValueTask<ConversationEvent> AnswerAsync(AnswerQuestionnaire command, string? language, CancellationToken cancellationToken)
    {
        var given = new GivenAnswers
        {
            Questionnaire = command.Code,
            Content = command.Content,
            Answers = command.Answers,
            Language = language is null ? session.Authority.Languages[0] : new Language(language),
            Channel = inbound.Profile.Code,
            Contact = command.Contact,
            Conversation = conversation,
        };
        var outcome = await QuestionnaireDesk.SendAsync(session, given, cancellationToken);
        if (!outcome.Succeeded)
            return new CommandRefused(outcome.Refusal, command);
        var items = new List<ReceiptView>();
        foreach (var ticket in outcome.Value)
            items.Add(await ViewAsync(ticket, cancellationToken));
        return new QuestionnaireAnswered(command.Code, items);
    }

    /// <summary>Unknown number and wrong secret are one answer. Whoever has the receipt hears of the ticket from now on.</summary>
    private async ValueTask<ConversationEvent> LookUpAsync(LookUpReceipt command, CancellationToken cancellationToken)
    {
        if (guard.WaitFor(inbound.Address ?? inbound.ConversationKey, command.Number, session.Now) is { } wait)
            return new CommandRefused(ReceiptGuard.TooMany(wait), command);
        var isRight = secrets.Matches(command.Number, command.Secret);
        if (!isRight || await FindAsync(command.Number, cancellationToken) is not { } ticket)
        {
            WrongReceipt = command.Number;
            return new CommandRefused(TicketRefusals.ReceiptUnknown, command);
        }

        await SubscribeAsync(ticket, cancellationToken);
        return new TicketShown(await ViewAsync(ticket, cancellationToken), TicketPart.State);
    }

    private async ValueTask<ConversationEvent> ShowAsync(ShowTicket command, CancellationToken cancellationToken) =>
        await FindAsync(command.Number, cancellationToken) is { } ticket
            ? new TicketShown(await ViewAsync(ticket, cancellationToken, command.Part == TicketPart.History), command.Part)
            : new CommandRefused(TicketRefusals.NoSuchTicket, command);

    private async ValueTask<ConversationEvent> ChangeAsync(TicketWish wish, TicketAction action, Func<TicketId, TicketCommand> command, CancellationToken cancellationToken)
    {
        if (!TicketNumber.TryParse(wish.Number, session.Authority.Jurisdiction, out var id))
            return new CommandRefused(TicketRefusals.NoSuchTicket, wish);
        Outcome<Ticket> outcome = await session.RunAsync(command(id), cancellationToken);
        return outcome.Succeeded
            ? new TicketChanged(action, await ViewAsync(outcome.Value, cancellationToken))
            : new CommandRefused(outcome.Refusal, wish);
    }

    private async ValueTask<Ticket?> FindAsync(string number, CancellationToken cancellationToken) =>
        TicketNumber.TryParse(number, session.Authority.Jurisdiction, out var id) ? await session.FindTicketAsync(id, cancellationToken) : null;

    private ValueTask<ReceiptView> ViewAsync(Ticket ticket, CancellationToken cancellationToken, bool withHistory = false) =>
        ReceiptQueries.InSessionAsync(session, ticket, withHistory, cancellationToken);

    private async ValueTask SubscribeAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        if (await session.Db.Subscriptions.FindAsync([ticket.Id.Value, conversation], cancellationToken) is null)
            session.Db.Subscriptions.Add(new SubscriptionRow { Ticket = ticket.Id.Value, Conversation = conversation });
    }
}
