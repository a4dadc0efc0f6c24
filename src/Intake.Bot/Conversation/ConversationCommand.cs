using Intake.Application.Tickets;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation;

/// <summary>What a turn wants done. Data only: whoever runs it answers with a <see cref="ConversationEvent"/>.</summary>
public abstract record ConversationCommand;

/// <summary>Something about a ticket that this conversation knows.</summary>
/// <param name="Number">The ticket's number.</param>
public abstract record TicketWish(string Number) : ConversationCommand;

/// <summary>Make a ticket of what was said. Answered by <see cref="RequestSubmitted"/>.</summary>
public sealed record SubmitDraft : ConversationCommand
{
    /// <summary>What happened.</summary>
    public required string Text { get; init; }

    /// <summary>Kind; null lets the service decide.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>Code of the service; null leaves it to the centre.</summary>
    public string? Service { get; init; }

    /// <summary>Code of the place.</summary>
    public string? Place { get; init; }

    /// <summary>The place in the requester's words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>How much of the requester is shown.</summary>
    public required Anonymity Anonymity { get; init; }

    /// <summary>Contact data.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Answers to the service's questions.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Keys of files.</summary>
    public IReadOnlyList<long> Files { get; init; } = [];

    /// <summary>Whether somebody asked for a person: an inquiry for the centre, under the centre's time limits.</summary>
    public bool ForPerson { get; init; }
}

/// <summary>Send the answers to a questionnaire. Answered by <see cref="QuestionnaireAnswered"/>.</summary>
/// <param name="Code">Code of the questionnaire.</param>
/// <param name="Content">What it said when it was begun.</param>
/// <param name="Answers">Answers by question.</param>
/// <param name="Contact">Contact data.</param>
public sealed record AnswerQuestionnaire(string Code, string Content, IReadOnlyDictionary<string, string> Answers, Contact? Contact) : ConversationCommand;

/// <summary>Look up a receipt that the conversation does not know yet. Answered by <see cref="TicketShown"/>.</summary>
/// <param name="Number">The number.</param>
/// <param name="Secret">The secret as it was written.</param>
public sealed record LookUpReceipt(string Number, string Secret) : ConversationCommand;

/// <summary>Show a ticket.</summary>
/// <param name="Number">The number.</param>
/// <param name="Part">Which part of it.</param>
public sealed record ShowTicket(string Number, TicketPart Part) : TicketWish(Number);

/// <summary>Add words or files to a ticket.</summary>
public sealed record AddWords(string Number, string Text, IReadOnlyList<long> Files) : TicketWish(Number);

/// <summary>Answer the unit's question.</summary>
public sealed record AnswerUnit(string Number, string Text, IReadOnlyList<long> Files) : TicketWish(Number);

/// <summary>催办.</summary>
public sealed record Urge(string Number) : TicketWish(Number);

/// <summary>Take it back.</summary>
public sealed record Withdraw(string Number) : TicketWish(Number);

/// <summary>好差评.</summary>
/// <param name="Number">The number.</param>
/// <param name="Stars">1 to 5; null when only <paramref name="IsSolved"/> is said.</param>
/// <param name="IsSolved">Whether the requester says that it is solved; false says nothing.</param>
/// <param name="Comment">A comment.</param>
public sealed record Rate(string Number, int? Stars, bool IsSolved, string? Comment) : TicketWish(Number);

/// <summary>"Not solved".</summary>
/// <param name="Number">The number.</param>
/// <param name="Reason">Why, when it was said at once.</param>
public sealed record Contest(string Number, string? Reason) : TicketWish(Number);
