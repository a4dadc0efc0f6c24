using Intake.Domain.Tickets;

namespace Intake.Domain.Catalogue;

/// <summary>How long things are kept; what is over its time is deleted with a record of the deletion.</summary>
public sealed record Retention
{
    /// <summary>Months from a ticket's archive to the deletion of its personal data. Default 24.</summary>
    public int TicketMonths { get; init; } = 24;

    /// <summary>The same for some kinds; goes before <see cref="TicketMonths"/>.</summary>
    public IReadOnlyDictionary<TicketKind, int> TicketMonthsByKind { get; init; } = new Dictionary<TicketKind, int>();

    /// <summary>Months from a ticket's archive to the deletion of its files. Default 24.</summary>
    public int AttachmentMonths { get; init; } = 24;

    /// <summary>Days for which an unfinished conversation and its draft are kept. Default 30.</summary>
    public int ConversationDays { get; init; } = 30;

    /// <summary>Days for which a channel's raw messages are kept. Default 90.</summary>
    public int IncomingDays { get; init; } = 90;

    /// <summary>Days for which sent messages are kept in the outbox. Default 90.</summary>
    public int OutgoingDays { get; init; } = 90;

    /// <summary>Months for which it is kept who read whose contact data. Default 36.</summary>
    public int AccessLogMonths { get; init; } = 36;

    /// <summary>Months from an answer to a questionnaire to the deletion of its free words and contact data. Default 24.</summary>
    public int QuestionnaireMonths { get; init; } = 24;

    /// <summary>Months for a ticket: what its service says, else its kind, else the default. Without a service, or with one that has left the catalogue, its kind decides.</summary>
    public int MonthsFor(Service? service, TicketKind kind) =>
        service?.RetentionMonths ?? (TicketMonthsByKind.TryGetValue(kind, out var months) ? months : TicketMonths);
}
