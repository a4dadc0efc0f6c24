using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>What somebody with a receipt sees of the ticket: the same in the chat, on the track page and over the interface for programs.</summary>
public sealed record ReceiptView
{
    /// <summary>Its key.</summary>
    public required TicketId Id { get; init; }

    /// <summary>The number on the receipt.</summary>
    public required string Number { get; init; }

    /// <summary>Kind.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>State.</summary>
    public required TicketState State { get; init; }

    /// <summary>What came of it; null while nobody claims anything.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>Code of the service; null while nobody is sure.</summary>
    public string? Service { get; init; }

    /// <summary>Code of the unit that has the paper.</summary>
    public required string HeldBy { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset HeldSince { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the centre has to have looked at it; null once it has.</summary>
    public DateTimeOffset? AcceptanceDueAt { get; init; }

    /// <summary>The promise: when it is to be resolved, and how that was counted.</summary>
    public Clock? Promise { get; init; }

    /// <summary>The requester's own words; null once they are deleted.</summary>
    public string? Text { get; init; }

    /// <summary>When the words and contact data were deleted because their time was over; null while they are kept.</summary>
    public DateTimeOffset? TextsDeletedAt { get; init; }

    /// <summary>What the unit asks and nobody has answered; null when nothing is open.</summary>
    public string? OpenQuestion { get; init; }

    /// <summary>The last answer to the requester, or why it was declined; null when there is none.</summary>
    public string? Reply { get; init; }

    /// <summary>The last rating, 1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>What happened, the oldest first; empty when it was not asked for.</summary>
    public IReadOnlyList<ReceiptEntry> History { get; init; } = [];

    /// <summary>What the requester can do now.</summary>
    public required IReadOnlyList<TicketAction> Actions { get; init; }

    /// <summary>Whether the requester can do it now.</summary>
    public bool Can(TicketAction action) => Actions.Contains(action);

    /// <summary>The view of a ticket.</summary>
    /// <param name="authority">The rules in force.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="bodies">The texts that still exist, by key.</param>
    /// <param name="now">The instant.</param>
    public static ReceiptView Of(Authority authority, Ticket ticket, IReadOnlyDictionary<long, string> bodies, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(bodies);
        string? Body(TextRef? text) => text is null ? null : bodies.GetValueOrDefault(text.Id);
        return new()
        {
            Id = ticket.Id,
            Number = TicketNumber.Format(authority.Jurisdiction, ticket.Id),
            Kind = ticket.Kind,
            State = ticket.State,
            Outcome = ticket.Outcome,
            Service = ticket.Service,
            HeldBy = ticket.HeldBy,
            HeldSince = ticket.HeldSince,
            CreatedAt = ticket.CreatedAt,
            AcceptanceDueAt = ticket.ClockOf(ClockKind.Acceptance) is { StoppedAt: null } acceptance ? acceptance.DueAt : null,
            Promise = ticket.Promise,
            Text = Body(ticket.Texts[0]),
            TextsDeletedAt = ticket.TextsDeletedAt,
            OpenQuestion = ticket.State == TicketState.AwaitingRequester ? Body(ticket.LastText(TextRole.Question)) : null,
            Reply = Body(ReplyOf(ticket)),
            Rating = ticket.Rating,
            Actions = [.. ActionsOf(new(authority, Actor.Requester(ticket.Channel), now), ticket)],
        };
    }

    /// <summary>The text that answers the requester: the last reply, or the reason of a decline.</summary>
    internal static TextRef? ReplyOf(Ticket ticket) =>
        ticket.State == TicketState.Declined ? ticket.LastText(TextRole.Reason) : ticket.LastText(TextRole.Reply);

    private static IEnumerable<TicketAction> ActionsOf(Deciding deciding, Ticket ticket) =>
        Enum.GetValues<TicketAction>().Where(action => TicketLifecycle.IsOfRequester(action)
            && deciding.Check(ticket, action) is null
            && (action != TicketAction.Urge || RequesterSays.Urge(deciding, ticket).Succeeded)
            && (action != TicketAction.Contest || !ContestIsOver(deciding, ticket)));

    private static bool ContestIsOver(Deciding deciding, Ticket ticket) =>
        ticket.WrittenOffAt is { } at && deciding.At > at.AddDays(deciding.Authority.Policy.ContestDays);
}
