namespace Intake.Bot.Conversation;

/// <summary>What is kept of a letter, so that it can be answered.</summary>
/// <param name="Address">Who wrote it: the only one from whom this conversation hears, and to whom it speaks.</param>
/// <param name="Name">The name that the letter shows; null when it shows none.</param>
/// <param name="Subject">What it is about; empty when nothing is said.</param>
/// <param name="MessageId">Its id, with angle brackets; null when it has none.</param>
public sealed record Letter(string Address, string? Name, string Subject, string? MessageId)
{
    /// <summary>Ids of the letters before it, the oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
