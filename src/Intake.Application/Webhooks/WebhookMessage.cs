using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain.Tickets;

namespace Intake.Application.Webhooks;

/// <summary>What another system is posted: what happened, and the ticket as it was then, without what anybody wrote and without who asked.</summary>
/// <param name="Type">What happened: one of <see cref="WebhookTypes.All"/>.</param>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="Data">The ticket; null in a trial.</param>
public sealed record WebhookMessage(string Type, DateTime Timestamp, WebhookTicket? Data)
{
    /// <summary>The message about a ticket.</summary>
    public static WebhookMessage About(string type, Ticket ticket, string jurisdiction, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return new(type, at.UtcDateTime, new(
            TicketNumber.Format(jurisdiction, ticket.Id),
            ticket.Version,
            ticket.Kind,
            ticket.State,
            ticket.Outcome,
            ticket.Service,
            ticket.Place,
            ticket.HeldBy,
            ticket.Channel,
            ticket.CreatedAt.UtcDateTime,
            ticket.Promise?.DueAt.UtcDateTime));
    }

    /// <summary>As it is posted.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WebhookJson.Default.WebhookMessage);
}

/// <summary>A ticket as other systems are told of it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Sequence">Sequence of what happened in the ticket's log: messages may arrive in another order, and this tells which is later.</param>
/// <param name="Kind">Kind.</param>
/// <param name="State">State after it.</param>
/// <param name="Outcome">What came of it; null while nobody claims anything.</param>
/// <param name="Service">Code of the service; null while the dispatcher has not decided.</param>
/// <param name="Place">Code of the place; null when none is known.</param>
/// <param name="Unit">Code of the unit that has it.</param>
/// <param name="Channel">The channel that it came by.</param>
/// <param name="CreatedAt">When it came in.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
public sealed record WebhookTicket(
    string Number,
    int Sequence,
    TicketKind Kind,
    TicketState State,
    TicketOutcome? Outcome,
    string? Service,
    string? Place,
    string Unit,
    string Channel,
    DateTime CreatedAt,
    DateTime? ExpectedAt);

// The same words as in the interface for programs.
internal sealed class Kebab<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(Kebab<TicketKind>), typeof(Kebab<TicketState>), typeof(Kebab<TicketOutcome>)])]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class WebhookJson : JsonSerializerContext;
