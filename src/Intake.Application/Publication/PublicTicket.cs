using Intake.Domain.Tickets;

namespace Intake.Application.Publication;

/// <summary>
/// What everybody may see of a ticket without anybody having looked at it: no person, no file, no house. Made only of
/// tickets whose service the catalogue marks public, and never of a report of wrongdoing.
/// </summary>
public sealed record PublicTicket
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>State.</summary>
    public required TicketState State { get; init; }

    /// <summary>Outcome of the last claim; null while there is none.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>Service code.</summary>
    public required string Service { get; init; }

    /// <summary>Code of its place, a district or a town; null when none is known.</summary>
    public string? Place { get; init; }

    /// <summary>Code of the unit that answers for it.</summary>
    public required string Unit { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed; of a closed one when it was closed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it is to be resolved; null when nothing is promised.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>What was written, with everything hidden that tells of a person; null where the catalogue does not allow it, where it did not come by <see cref="PublicTicketQueries.OpenChannel"/>, and where it was taken back, declined or deleted.</summary>
    public string? Words { get; init; }

    /// <summary>The place on the map to a thousandth of a degree (about a hundred metres), so that it names no house; null where <see cref="Words"/> may not be shown.</summary>
    public MapPoint? Point { get; init; }
}

/// <summary>Which public tickets are asked for; what is null asks for all.</summary>
/// <param name="From">Those that came in then or later.</param>
/// <param name="To">Those that came in then or earlier.</param>
/// <param name="Services">Of these services.</param>
/// <param name="IsOpen">Whether somebody still has to do something.</param>
/// <param name="Place">At this place.</param>
public sealed record PublicTicketFilter(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Services, bool? IsOpen, string? Place);
