using System.Globalization;
using System.Text.Json;
using Intake.Application.TextMessages;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;

namespace Intake.Application.Notifications;

/// <summary>Who is told of what: requesters by their conversations, units and the centre by notices, other systems by webhooks. Written in the transaction of the change itself.</summary>
internal static class Announcements
{
    /// <summary>The kind of outbox rows that tell a conversation; their address is the conversation's key.</summary>
    public const string News = "news";

    /// <summary>How the idempotency keys of all news of a ticket begin.</summary>
    public static string KeysOf(TicketId ticket) => string.Create(CultureInfo.InvariantCulture, $"news:{ticket.Value}:");

    public static async ValueTask AddAsync(WriteSession session, Ticket ticket, TicketChange change, CancellationToken cancellationToken)
    {
        if (NewsOf(change) is { } news)
        {
            await TellRequestersAsync(session, ticket, news, cancellationToken);
            await TextMessaging.SendNewsAsync(session, ticket, news, cancellationToken);
        }

        foreach (var (unit, kind) in NoticesOf(session.Authority.Centre.Code, ticket, change))
            session.Db.Notices.Add(new() { Id = await session.NextAsync("notice", cancellationToken), Unit = unit, Ticket = ticket.Id.Value, Kind = kind, At = session.Now });
        await session.Webhooks.TellAsync(session, ticket, change, cancellationToken);
    }

    /// <summary>What the requester is told: the text <c>news.KIND</c>; null when nothing.</summary>
    public static string? NewsOf(TicketChange change) => change switch
    {
        Accepted => "accepted",
        Declined => "declined",
        Dispatched => "dispatched",
        Acknowledged => "acknowledged",
        RequesterAsked => "asked",
        Planned => "planned",
        ExtensionRuled { Granted: true } => "extended",
        DeadlineMoved { Clock: ClockKind.Resolution } => "deadline-moved",
        Resolved or SettledAtOnce => "resolved",
        WrittenOff => "written-off",
        Relisted { ByRequester: false } => "relisted",
        MergedInto => "merged",
        Published => "published",
        _ => null,
    };

    /// <summary>Which unit is told what: the text <c>notice.KIND</c>.</summary>
    public static IEnumerable<(string Unit, string Kind)> NoticesOf(string centre, Ticket ticket, TicketChange change) => change switch
    {
        Received => [(centre, "received")],
        Dispatched c => [(c.Lead, "dispatched"), .. c.CoHandlers.Select(unit => (unit, "co-handling"))],
        ReturnRequested => [(centre, "return-requested")],
        ReturnRefused => [(ticket.Lead!, "return-refused")],
        WaitingEnded { Answer: not null } => [(ticket.Lead!, "answered")],
        ExtensionRequested => [(centre, "extension-requested")],
        ExtensionRuled c => [(ticket.Lead!, c.Granted ? "extension-granted" : "extension-refused")],
        Resolved => [(centre, "resolved")],
        Relisted c => c.ByRequester ? [(ticket.Lead!, "relisted"), (centre, "relisted")] : [(ticket.Lead!, "relisted")],
        Urged => [(ticket.HeldBy, "urged")],
        TextAdded { Text.Role: TextRole.Supplement } => [(ticket.HeldBy, "supplement")],
        TextAdded { Text.Role: TextRole.Instruction } => [(ticket.HeldBy, "instruction")],
        Withdrawn => [(ticket.HeldBy, "withdrawn")],
        Reminded { Clock: ClockKind.LookBack } => [(centre, "look-back")],
        // A ruling is the dispatcher's to make, while the unit still has the paper.
        Reminded { Clock: ClockKind.ReturnRuling } c => [(centre, c.Step switch { 1 => "reminder", 2 => "overdue", _ => "circular" })],
        Reminded { Step: 1 } => [(ticket.HeldBy, "reminder")],
        Reminded { Step: 2 } => Copied(centre, ticket, "overdue"),
        Reminded => Copied(centre, ticket, "circular"),
        _ => [],
    };

    private static IEnumerable<(string, string)> Copied(string centre, Ticket ticket, string kind) =>
        ticket.HeldBy == centre ? [(centre, kind)] : [(ticket.HeldBy, kind), (centre, kind)];

    private static async ValueTask TellRequestersAsync(WriteSession session, Ticket ticket, string news, CancellationToken cancellationToken)
    {
        foreach (var conversation in await session.HearingAsync(ticket.Id, cancellationToken))
        {
            var payload = JsonSerializer.Serialize(new TicketNews(ticket.Id.Value, ticket.Version, news), NewsJson.Default.TicketNews);
            var key = string.Create(CultureInfo.InvariantCulture, $"{KeysOf(ticket.Id)}{ticket.Version}:{conversation}");
            await session.SendAsync(News, conversation.ToString(CultureInfo.InvariantCulture), payload, key, cancellationToken);
        }
    }
}

/// <summary>What a conversation is told of a ticket.</summary>
/// <param name="Ticket">Key of the ticket.</param>
/// <param name="Sequence">Sequence of the event.</param>
/// <param name="Kind">What: the text <c>news.KIND</c>.</param>
public sealed record TicketNews(long Ticket, int Sequence, string Kind)
{
    /// <summary>Reads the payload of an outbox row of kind <c>news</c>.</summary>
    /// <exception cref="JsonException">It is no such payload.</exception>
    public static TicketNews FromJson(string payload) =>
        JsonSerializer.Deserialize(payload, NewsJson.Default.TicketNews) ?? throw new JsonException("News are never null.");
}

[System.Text.Json.Serialization.JsonSerializable(typeof(TicketNews))]
[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class NewsJson : System.Text.Json.Serialization.JsonSerializerContext;
