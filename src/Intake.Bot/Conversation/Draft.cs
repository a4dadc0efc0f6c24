using System.Text.Json.Serialization;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation;

/// <summary>A request while it is being put together.</summary>
public sealed record Draft
{
    /// <summary>What was said, message by message, as it was written.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Kind, chosen or recognised; null lets the service decide.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>Code of the service.</summary>
    public string? Service { get; init; }

    /// <summary>The group whose services are shown; <c>*</c> while the groups are; null otherwise.</summary>
    public string? Browsing { get; init; }

    /// <summary>Code of the place.</summary>
    public string? Place { get; init; }

    /// <summary>The place in the requester's words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>Answers to the service's questions, by code.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Files.</summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>How much of the requester is shown; null until chosen.</summary>
    public Anonymity? Anonymity { get; init; }

    /// <summary>Name given.</summary>
    public string? Name { get; init; }

    /// <summary>Phone given, or found in what was said.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail given, or found in what was said.</summary>
    public string? Email { get; init; }

    /// <summary>Whether numbers and addresses found in the text are the requester's own, and so kept out of sight. False once the requester says otherwise.</summary>
    public bool HidesOwn { get; init; } = true;

    /// <summary>Steps that were passed over, by name.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Whether the whole matter came in one message, so that only what is missing is asked.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the next words take the place of the old ones.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>All that was said, in one text.</summary>
    [JsonIgnore]
    public string Said => string.Join('\n', Parts);

    /// <summary>Whether anything was said that would be a loss.</summary>
    [JsonIgnore]
    public bool HasContent => Parts.Count > 0 || Files.Count > 0;

    /// <summary>Whether a step was passed over.</summary>
    public bool HasSkipped(string step) => Skipped.Contains(step);

    /// <summary>The draft with a step passed over.</summary>
    public Draft Skip(string step) => HasSkipped(step) ? this : this with { Skipped = [.. Skipped, step] };

    /// <summary>The draft with a step open again.</summary>
    public Draft Unskip(string step) => this with { Skipped = [.. Skipped.Where(name => name != step)] };

    /// <summary>The service, when it is settled and still in the catalogue.</summary>
    public Service? ServiceIn(Authority authority)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return Service is not null && authority.Services.TryGetValue(Service, out var service) ? service : null;
    }

    /// <summary>The kind that the ticket will have.</summary>
    public TicketKind KindIn(Authority authority) =>
        ServiceIn(authority) is { } service
            ? Kind is { } kind && service.Kinds.Contains(kind) ? kind : service.Kinds[0]
            : Kind ?? TicketKind.Complaint;
}

/// <summary>A file of a draft.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">The sender's name for it.</param>
public sealed record DraftFile(long Key, string Name);
