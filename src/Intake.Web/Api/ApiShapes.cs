using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Web.Api;

/// <summary>A ticket to be made.</summary>
internal sealed record TicketRequest
{
    /// <summary>What it is: inquiry, help, complaint, report, suggestion, praise. Without it the service decides.</summary>
    public string? Kind { get; init; }

    /// <summary>What happened, in the requester's words. Plain text.</summary>
    public string? Text { get; init; }

    /// <summary>Code of the service. Without it the text proposes one, or the dispatcher decides.</summary>
    public string? Service { get; init; }

    /// <summary>Code of a place of the authority, or the place in words.</summary>
    public string? Place { get; init; }

    /// <summary>The requester's language, such as zh-CN or en. Without it the authority's first.</summary>
    public string? Language { get; init; }

    /// <summary>Who asks. Without it nobody knows: the receipt is the only way back.</summary>
    public RequesterRequest? Requester { get; init; }
}

/// <summary>Who asks.</summary>
internal sealed record RequesterRequest
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Phone.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>How much is shown: named (the handling unit sees it), centre-only, anonymous (nothing is kept).</summary>
    public string? Anonymity { get; init; }
}

/// <summary>The receipt of a ticket.</summary>
/// <param name="Number">The number that people read out.</param>
/// <param name="Secret">With the number it opens the ticket without an account. The requester's alone.</param>
/// <param name="Service">Code of the service; null while the dispatcher has not decided.</param>
/// <param name="Unit">Code of the unit that has it.</param>
/// <param name="State">State.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
/// <param name="Provisional">Whether that may still move: it is fixed at acceptance.</param>
internal sealed record TicketReceipt(string Number, string Secret, string? Service, string Unit, string State, DateTime? ExpectedAt, bool Provisional);

/// <summary>A ticket as its receipt shows it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Kind">Kind, as in a request.</param>
/// <param name="State">State.</param>
/// <param name="Outcome">What came of it; null while nobody claims anything.</param>
/// <param name="Service">Code of the service; null while the dispatcher has not decided.</param>
/// <param name="Unit">Code of the unit that has it now.</param>
/// <param name="HeldSince">Since when that unit has it.</param>
/// <param name="CreatedAt">When it came in.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
/// <param name="Provisional">Whether that may still move.</param>
/// <param name="Deadline">How that came about.</param>
/// <param name="History">What happened, the oldest first.</param>
/// <param name="Text">The requester's own words; null once they are deleted.</param>
internal sealed record TicketAnswer(
    string Number,
    string Kind,
    string State,
    string? Outcome,
    string? Service,
    string Unit,
    DateTime HeldSince,
    DateTime CreatedAt,
    DateTime? ExpectedAt,
    bool Provisional,
    DeadlineAnswer? Deadline,
    IReadOnlyList<HistoryAnswer> History,
    string? Text);

/// <summary>A page of tickets.</summary>
/// <param name="Tickets">The tickets, the newest first.</param>
/// <param name="Next">What <c>before</c> has to be for the next page; null when there is none.</param>
internal sealed record TicketList(IReadOnlyList<TicketListEntry> Tickets, string? Next);

/// <summary>A ticket in a list, without what anybody wrote.</summary>
/// <param name="Number">The number.</param>
/// <param name="Kind">Kind, as in a request.</param>
/// <param name="State">State.</param>
/// <param name="Outcome">What came of it; null while nobody claims anything.</param>
/// <param name="Service">Code of the service; null while the dispatcher has not decided.</param>
/// <param name="Place">Code of the place; null when none is known.</param>
/// <param name="Unit">Code of the unit that has it now.</param>
/// <param name="Channel">The channel that it came by.</param>
/// <param name="CreatedAt">When it came in.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
internal sealed record TicketListEntry(
    string Number,
    string Kind,
    string State,
    string? Outcome,
    string? Service,
    string? Place,
    string Unit,
    string Channel,
    DateTime CreatedAt,
    DateTime? ExpectedAt);

/// <summary>How a date was counted.</summary>
/// <param name="Limit">Which limit: resolution.</param>
/// <param name="Amount">How many units.</param>
/// <param name="Unit">hour, working-hour, calendar-day or working-day.</param>
/// <param name="StartedAt">From when.</param>
/// <param name="DueAt">Until when.</param>
/// <param name="Counted">The days that count.</param>
/// <param name="Skipped">The days off passed over.</param>
internal sealed record DeadlineAnswer(string Limit, decimal Amount, string Unit, DateTime StartedAt, DateTime DueAt, IReadOnlyList<DateOnly> Counted, IReadOnlyList<SkippedAnswer> Skipped);

/// <summary>A day off passed over.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">The holiday; null for an ordinary weekend day.</param>
internal sealed record SkippedAnswer(DateOnly Date, string? Name);

/// <summary>Something that happened.</summary>
/// <param name="At">When.</param>
/// <param name="What">What, as a code such as dispatched or resolved.</param>
/// <param name="Unit">Code of the unit that it is about.</param>
/// <param name="Words">What was said; null when nothing was, or when it is deleted.</param>
internal sealed record HistoryAnswer(DateTime At, string What, string? Unit, string? Words);

/// <summary>How the interface for programs writes and reads: nothing unknown, nothing twice, names in camel case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(TicketRequest))]
[JsonSerializable(typeof(TicketReceipt))]
[JsonSerializable(typeof(TicketAnswer))]
[JsonSerializable(typeof(TicketList))]
internal sealed partial class ApiJson : JsonSerializerContext;
