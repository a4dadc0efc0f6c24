using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;

namespace Intake.Application.Webhooks;

/// <summary>What other systems can be told of. The names are those of the ticket's log where it has one.</summary>
public static class WebhookTypes
{
    /// <summary>Only to try an address out.</summary>
    public const string Test = "webhook.test";

    /// <summary>Every type that can be chosen, in the order of a ticket's life.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "ticket.received",
        "ticket.accepted",
        "ticket.declined",
        "ticket.settled-at-once",
        "ticket.dispatched",
        "ticket.acknowledged",
        "ticket.requester-asked",
        "ticket.waiting-ended",
        "ticket.planned",
        "ticket.extended",
        "ticket.deadline-moved",
        "ticket.overdue",
        "ticket.urged",
        "ticket.resolved",
        "ticket.written-off",
        "ticket.relisted",
        "ticket.rated",
        "ticket.looked-back",
        "ticket.archived",
        "ticket.withdrawn",
        "ticket.merged",
        "ticket.unmerged",
        "ticket.published",
        "ticket.texts-deleted",
    ];

    /// <summary>What a change is called; null when it is the authority's own affair.</summary>
    public static string? Of(TicketChange change) => change switch
    {
        Received => "ticket.received",
        Accepted => "ticket.accepted",
        Declined => "ticket.declined",
        SettledAtOnce => "ticket.settled-at-once",
        Dispatched => "ticket.dispatched",
        Acknowledged => "ticket.acknowledged",
        RequesterAsked => "ticket.requester-asked",
        WaitingEnded => "ticket.waiting-ended",
        Planned => "ticket.planned",
        ExtensionRuled { Granted: true } => "ticket.extended",
        DeadlineMoved { Clock: ClockKind.Resolution } => "ticket.deadline-moved",
        Reminded { Clock: ClockKind.Resolution, Step: 2 } => "ticket.overdue",
        Urged => "ticket.urged",
        Resolved => "ticket.resolved",
        WrittenOff => "ticket.written-off",
        Relisted => "ticket.relisted",
        Rated => "ticket.rated",
        LookedBack => "ticket.looked-back",
        Archived => "ticket.archived",
        Withdrawn => "ticket.withdrawn",
        MergedInto => "ticket.merged",
        Unmerged => "ticket.unmerged",
        Published => "ticket.published",
        TextsDeleted => "ticket.texts-deleted",
        _ => null,
    };
}
