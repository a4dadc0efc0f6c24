namespace Intake.Domain.Publication;

/// <summary>What the ticket's own fields say about people: found in its texts wherever it stands, whatever the form.</summary>
/// <param name="Names">Full names of the requester and the handlers.</param>
/// <param name="Numbers">Phone numbers that the requester gave, in any writing.</param>
public sealed record OwnFields(IReadOnlyList<string> Names, IReadOnlyList<string> Numbers)
{
    /// <summary>Nothing is known.</summary>
    public static readonly OwnFields None = new([], []);
}
