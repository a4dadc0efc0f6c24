using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation;

/// <summary>What the conversation is told: the results of its own commands, and news. None of them holds a receipt's secret.</summary>
public abstract record ConversationEvent;

/// <summary>The request is a ticket.</summary>
/// <param name="View">The ticket.</param>
/// <param name="ForPerson">Whether it hands the conversation over to a person.</param>
public sealed record RequestSubmitted(ReceiptView View, bool ForPerson) : ConversationEvent;

/// <summary>The answers to a questionnaire are kept.</summary>
/// <param name="Code">Code of the questionnaire.</param>
/// <param name="Items">What came of them.</param>
public sealed record QuestionnaireAnswered(string Code, IReadOnlyList<ReceiptView> Items) : ConversationEvent;

/// <summary>A receipt was looked up.</summary>
/// <param name="View">The ticket.</param>
/// <param name="Part">What was asked for.</param>
public sealed record TicketShown(ReceiptView View, TicketPart Part) : ConversationEvent;

/// <summary>Something was done to a ticket.</summary>
/// <param name="Action">What.</param>
/// <param name="View">The ticket after it.</param>
public sealed record TicketChanged(TicketAction Action, ReceiptView View) : ConversationEvent;

/// <summary>Something was refused.</summary>
/// <param name="Refusal">Why.</param>
/// <param name="Command">What.</param>
public sealed record CommandRefused(Refusal Refusal, ConversationCommand Command) : ConversationEvent;

/// <summary>Something happened to a ticket that this conversation hears of.</summary>
/// <param name="Kind">What: the text <c>news.KIND</c>.</param>
/// <param name="Sequence">Sequence of the ticket's event.</param>
/// <param name="View">The ticket as it is now.</param>
public sealed record NewsArrived(string Kind, int Sequence, ReceiptView View) : ConversationEvent;

/// <summary>The part of a ticket that is shown.</summary>
public enum TicketPart
{
    /// <summary>Where it is and when it is promised.</summary>
    State,

    /// <summary>How the promised date came about.</summary>
    Counting,

    /// <summary>What happened so far.</summary>
    History,
}
