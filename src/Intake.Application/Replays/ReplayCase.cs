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
    public ReplayRow Row { get; } = row;

    /// <summary>Its ticket; null while there is none.</summary>
    public TicketId? Ticket { get; set; }

    public ReplayFate Fate { get; set; }

    /// <summary>When its ticket was written off; null while it is not.</summary>
    public DateTimeOffset? WrittenOffAt { get; set; }
}

/// <summary>What came of a message in the conversation.</summary>
/// <param name="Ticket">The ticket that it became; null when it became none.</param>
/// <param name="IsParked">Whether it is kept for a person to look at.</param>
public readonly record struct ReplaySaying(TicketId? Ticket, bool IsParked);

/// <summary>Says a message in the conversation, as a person would, and answers what came of it. Saying it again makes nothing twice.</summary>
public delegate Task<ReplaySaying> SayInConversation(ReplayRow row, CancellationToken cancellationToken);
