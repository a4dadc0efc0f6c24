using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Conversation;

/// <summary>What a conversation remembers between two turns.</summary>
public sealed record ConversationState
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The most receipts that a conversation remembers; the oldest are forgotten first, and can be shown again with their secret.</summary>
    public const int MostReceipts = 20;

    /// <summary>A conversation in which nothing was said yet.</summary>
    public static readonly ConversationState Fresh = new();

    /// <summary>The version of this form.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Tag of the language spoken; null until it is chosen or recognised.</summary>
    public string? Language { get; init; }

    /// <summary>Whether the greeting with the privacy notice was given.</summary>
    public bool IsGreeted { get; init; }

    /// <summary>Grows with every set of buttons, so that those of an older message are known.</summary>
    public int Generation { get; init; }

    /// <summary>The choices of the last message that had any, for answers in words and numbers.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The dialog that runs; null when none does.</summary>
    public ActiveDialog? Active { get; init; }

    /// <summary>The request that is being put together; null when there is none.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The draft that was thrown away in the last turn, so that it can be had back in this one.</summary>
    public Draft? Discarded { get; init; }

    /// <summary>The questionnaire that is being answered; null when none is.</summary>
    public QuestionnaireSheet? Questionnaire { get; init; }

    /// <summary>Codes of the questionnaires that this conversation has answered: that it has, and never what.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Numbers of the receipts that this conversation may act on, the newest last.</summary>
    public IReadOnlyList<string> Receipts { get; init; } = [];

    /// <summary>The ticket that was spoken of last: "urge" without a number means it.</summary>
    public string? Focus { get; init; }

    /// <summary>Codes of the emergency lines already named for this draft.</summary>
    public IReadOnlyList<string> Warned { get; init; } = [];

    /// <summary>By which poster or link somebody came, until a request has been made of it.</summary>
    public string? Entry { get; init; }

    /// <summary>The letter that came last; null where people do not write letters.</summary>
    public Letter? Letter { get; init; }

    /// <summary>When somebody last said something.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>Whether a receipt is known here.</summary>
    public bool Knows(string number) => Receipts.Contains(number);

    /// <summary>The state with a receipt more, spoken of now.</summary>
    public ConversationState WithReceipt(string number) =>
        this with { Focus = number, Receipts = [.. Receipts.Where(known => known != number).Append(number).TakeLast(MostReceipts)] };

    /// <summary>The state without what was begun and never sent.</summary>
    public ConversationState WithoutDraft() => this with { Draft = null, Discarded = null, Questionnaire = null, Active = null, Choices = [], Warned = [] };

    /// <summary>The written form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReadableJson.Context.ConversationState);

    /// <summary>Reads the written form. One of a version that this program does not know begins anew, with its language and receipts.</summary>
    /// <exception cref="JsonException">It is no state.</exception>
    public static ConversationState FromJson(string json)
    {
        if (string.IsNullOrEmpty(json))
            return Fresh;
        var state = JsonSerializer.Deserialize(json, ConversationJson.Default.ConversationState) ?? throw new JsonException("A state is never null.");
        return state.Version == CurrentVersion
            ? state
            : Fresh with { Language = state.Language, IsGreeted = state.IsGreeted, Generation = state.Generation, Receipts = state.Receipts, Letter = state.Letter };
    }
}

/// <summary>The dialogs.</summary>
public enum DialogName
{
    /// <summary>Put a request together.</summary>
    Submit,

    /// <summary>Show a ticket by its receipt.</summary>
    Track,

    /// <summary>Add words or files to a ticket.</summary>
    AddWords,

    /// <summary>Answer the unit's question.</summary>
    Answer,

    /// <summary>Take a ticket back.</summary>
    Withdraw,

    /// <summary>Say more about a rating.</summary>
    Rate,

    /// <summary>Hand over to a person.</summary>
    Person,

    /// <summary>Choose the language.</summary>
    Language,

    /// <summary>Answer a questionnaire.</summary>
    Questionnaire,
}

/// <summary>The answers to a questionnaire until they are sent.</summary>
/// <param name="Code">Code of the questionnaire.</param>
/// <param name="Content">What it said when it was begun, as <see cref="Intake.Application.Questionnaires.QuestionnaireContent"/> tells it.</param>
public sealed record QuestionnaireSheet(string Code, string Content)
{
    /// <summary>Answers by question, in their one form.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is picked so far of the options of which several may be chosen.</summary>
    public IReadOnlyList<string> Picked { get; init; } = [];

    /// <summary>Contact data; null when none were given.</summary>
    public Intake.Application.Tickets.Contact? Contact { get; init; }

    /// <summary>Whether it was asked for contact data.</summary>
    public bool IsContactAsked { get; init; }
}

/// <summary>The dialog that runs.</summary>
/// <param name="Name">Which.</param>
/// <param name="Step">The step that waits for an answer; a step for one of several has its code after a colon.</param>
/// <param name="Number">The ticket that it is about.</param>
public sealed record ActiveDialog(DialogName Name, string Step, string? Number = null)
{
    /// <summary>The steps answered before, for "back".</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>What the dialog keeps for itself: an action that waits for its ticket, a number that waits for its secret.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it only waits in case more is said: it ends by itself after a while.</summary>
    public bool IsAfterword { get; init; }
}

/// <summary>Something that can be chosen.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Value">What it means.</param>
/// <param name="IsAside">Whether it stands beside the question (back, skip) and bears no number.</param>
public sealed record Choice(string Title, string Value, bool IsAside = false);

/// <summary>The written form of states and activities: camel case, names of enumerations, nothing for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationState))]
[JsonSerializable(typeof(Handling.ChatEntry))]
[JsonSerializable(typeof(IReadOnlyList<Reply>))]
internal sealed partial class ConversationJson : JsonSerializerContext;

/// <summary>Writes Chinese as it is, a third as long as escaped. What is written is kept in the database and is never part of a page.</summary>
internal static class ReadableJson
{
    public static readonly ConversationJson Context = new(new JsonSerializerOptions(ConversationJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
