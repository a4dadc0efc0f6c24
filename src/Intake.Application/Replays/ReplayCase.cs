using Intake.Domain.Tickets;

namespace Intake.Application.Replays;

/// <summary>Where a row of the file has come to.</summary>
public enum ReplayFate
{
    /// <summary>On its way.</summary>
    Open,

    /// <summary>It became a ticket, and everything that is known of it was done.</summary>
    Handled,

    /// <summary>The conversation could not handle it, and it is kept for a person.</summary>
    Parked,

    /// <summary>The conversation did not take it, and said so.</summary>
    Refused,
}

/// <summary>A message of the file on its way.</summary>
internal sealed class ReplayCase(ReplayRow row)
{
    private DateTimeOffset _tickedAt;

    public ReplayRow Row { get; } = row;

    /// <summary>Its ticket as it was last seen; null while there is none.</summary>
    public Ticket? Ticket { get; set; }

    public ReplayFate Fate { get; set; }

    /// <summary>When somebody does something next: the person says it, or the staff do their part. Null when nobody does.</summary>
    public DateTimeOffset? StepAt { get; set; }

    /// <summary>When the deadline job looks at its ticket next; null when it never does. What was due when it last looked and still is cannot be done now, and waits until the ticket changes.</summary>
    public DateTimeOffset? TickAt => Ticket?.NextDueAt is { } due && ReplayJobs.RunAfter(due) is var at && at > _tickedAt ? at : null;

    /// <summary>When something happens next; null when nothing does.</summary>
    public DateTimeOffset? NextAt => TickAt is { } tick && (StepAt is null || tick < StepAt) ? tick : StepAt;

    /// <summary>The deadline job has looked.</summary>
    public void Ticked(DateTimeOffset at) => _tickedAt = at;
}

/// <summary>What came of a message in the conversation.</summary>
/// <param name="Ticket">The ticket that it became; null when it became none.</param>
/// <param name="IsParked">Whether it is kept for a person to look at.</param>
public readonly record struct ReplaySaying(TicketId? Ticket, bool IsParked);

/// <summary>Says a message in the conversation, as a person would, and answers what came of it. Saying it again makes nothing twice.</summary>
public delegate Task<ReplaySaying> SayInConversation(ReplayRow row, CancellationToken cancellationToken);
