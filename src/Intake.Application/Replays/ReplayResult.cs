using Intake.Domain.Tickets;

namespace Intake.Application.Replays;

/// <summary>A row that is kept for a person to look at.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Reason">Why: the text <c>replay.reason.REASON</c>.</param>
public sealed record ParkedRow(int Line, string Reason);

/// <summary>What a replay has come to. Counts all of the file, what an earlier run did with it too.</summary>
public sealed record ReplayResult
{
    /// <summary>Rows of the file.</summary>
    public required int Received { get; init; }

    /// <summary>Rows that became a ticket.</summary>
    public required int Handled { get; init; }

    /// <summary>Rows that are kept for a person, in the order of their lines.</summary>
    public required IReadOnlyList<ParkedRow> Parked { get; init; }

    /// <summary>Lines of the rows that the conversation did not take.</summary>
    public required IReadOnlyList<int> Refused { get; init; }

    /// <summary>How many of the tickets are in each state, in the order of a ticket's life.</summary>
    public required IReadOnlyList<(TicketState State, int Count)> States { get; init; }

    /// <summary>Tickets that were resolved by what the requester was promised, or may still be.</summary>
    public required int OnTime { get; init; }

    /// <summary>Tickets that were resolved later, or are open past it.</summary>
    public required int Late { get; init; }

    /// <summary>Bulletins that were published.</summary>
    public required int Bulletins { get; init; }

    /// <summary>Their items.</summary>
    public required int Items { get; init; }

    /// <summary>Steps of staff that the rules refused, by the refusal's code.</summary>
    public required IReadOnlyDictionary<string, int> StepsRefused { get; init; }

    /// <summary>The product's clock at the end.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Whether every row is accounted for.</summary>
    public bool IsWhole => Received == Handled + Parked.Count + Refused.Count;
}
