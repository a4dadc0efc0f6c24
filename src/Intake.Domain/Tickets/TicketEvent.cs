using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets;

/// <summary>One row of the log.</summary>
/// <param name="Ticket">Of which ticket.</param>
/// <param name="Sequence">1 for the first, without gaps.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Actor">Who, as <see cref="Access.Actor.Signature"/>.</param>
/// <param name="Change">What.</param>
/// <param name="NextDueAt">When the clock has to look at the ticket next; null when never.</param>
/// <param name="Json">The canonical form of <paramref name="Change"/>: the very bytes that were hashed.</param>
/// <param name="Hash">SHA-256 over this event and the hash before it.</param>
public sealed record TicketEvent(
    TicketId Ticket,
    int Sequence,
    DateTimeOffset At,
    string Actor,
    TicketChange Change,
    DateTimeOffset? NextDueAt,
    string Json,
    byte[] Hash);

/// <summary>The chain of hashes: each event's hash covers the one before, so that a ledger can be verified without the program that wrote it.</summary>
public static class EventChain
{
    /// <summary>What the first event follows: 32 zero bytes.</summary>
    public static readonly byte[] Start = new byte[32];

    /// <summary>
    /// SHA-256 over <c>ticket \n sequence \n milliseconds since 1970 \n actor \n next due milliseconds or empty \n json \n</c>
    /// in UTF-8, followed by the 32 bytes of the hash before.
    /// </summary>
    public static byte[] Hash(TicketId ticket, int sequence, DateTimeOffset at, string actor, DateTimeOffset? nextDueAt, string json, byte[] previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var head = string.Create(CultureInfo.InvariantCulture, $"{ticket.Value}\n{sequence}\n{at.ToUnixTimeMilliseconds()}\n{actor}\n{nextDueAt?.ToUnixTimeMilliseconds()}\n{json}\n");
        var length = Encoding.UTF8.GetByteCount(head);
        var bytes = new byte[length + previous.Length];
        Encoding.UTF8.GetBytes(head, bytes);
        previous.CopyTo(bytes, length);
        return SHA256.HashData(bytes);
    }

    /// <summary>The canonical JSON of a change.</summary>
    public static string ToJson(TicketChange change) => JsonSerializer.Serialize(change, TicketJson.Default.TicketChange);

    /// <summary>Reads a change back.</summary>
    /// <exception cref="JsonException">The text is not a change.</exception>
    public static TicketChange FromJson(string json) =>
        JsonSerializer.Deserialize(json, TicketJson.Default.TicketChange) ?? throw new JsonException("A change is never null.");
}

/// <summary>The written form of changes and tickets: camel case, names of enumerations, nothing for null and nothing that follows from the rest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TicketChange))]
[JsonSerializable(typeof(Ticket))]
public sealed partial class TicketJson : JsonSerializerContext;
