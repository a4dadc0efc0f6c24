using System.Globalization;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Requesters;
using Intake.Domain.Tickets;

namespace Intake.Application.TextMessages;

/// <summary>
/// What is told by text message, written in the transaction of what it tells. Neither the number nor the secret of the
/// receipt is in the outbox: both are put in when the message leaves.
/// </summary>
public static class TextMessaging
{
    /// <summary>The kind of outbox rows that are sent as text messages; their address is the requester's key.</summary>
    public const string Kind = "sms";

    /// <summary>Text messages go to a number, and of who is anonymous none is kept.</summary>
    public static readonly Refusal TextMessageNeedsNumber = new(nameof(TextMessageNeedsNumber));

    // What people have to know or to do. Steps within the authority are read where the receipt is shown, and cost nobody a message.
    private static readonly HashSet<string> Told = new(["declined", "asked", "planned", "extended", "deadline-moved", "resolved", "relisted", "merged"], StringComparer.Ordinal);

    /// <summary>The kinds of news that are told by text message: the texts <c>sms.news.KIND</c>.</summary>
    public static IReadOnlyCollection<string> NewsKinds => Told;

    /// <summary>Why the text messages that a submission asks for cannot be sent; null when they can, or it asks for none.</summary>
    internal static Refusal? Refusal(Submission submission)
    {
        if (submission.Texting == Texting.None)
            return null;
        if (submission.Anonymity == Anonymity.Anonymous || string.IsNullOrWhiteSpace(submission.Contact?.Phone))
            return TextMessageNeedsNumber;
        return MobileNumber.Read(submission.Contact.Phone) is null ? MobileNumber.PhoneIsNoMobile : null;
    }

    /// <summary>Sends the receipt of a ticket that has just come in.</summary>
    internal static ValueTask SendReceiptAsync(WriteSession session, Ticket ticket, CancellationToken cancellationToken) =>
        SendAsync(session, ticket, ticket.State == TicketState.Received ? "receipt" : "receipt-answered", cancellationToken);

    /// <summary>Tells what happened, to who agreed to that. Who is still on the line has heard it.</summary>
    internal static ValueTask SendNewsAsync(WriteSession session, Ticket ticket, string news, CancellationToken cancellationToken) =>
        ticket.HearsByText && Told.Contains(news) && ticket.LastAt != ticket.CreatedAt ? SendAsync(session, ticket, $"news.{news}", cancellationToken) : ValueTask.CompletedTask;

    private static async ValueTask SendAsync(WriteSession session, Ticket ticket, string kind, CancellationToken cancellationToken)
    {
        if (ticket.Requester is not { } requester)
            return;
        var promised = ticket.Promise is { } promise ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(promise.DueAt, session.Authority.TimeZone).DateTime) : (DateOnly?)null;
        var message = new TextMessage(ticket.Id.Value, TicketNumber.Format(session.Authority.Jurisdiction, ticket.Id), kind, ticket.Language, promised);
        var key = string.Create(CultureInfo.InvariantCulture, $"sms:{ticket.Id.Value}:{ticket.Version}:{kind}");
        await session.SendAsync(Kind, requester.ToString(CultureInfo.InvariantCulture), message.ToJson(), key, cancellationToken);
    }
}
