namespace Intake.Bot.Conversation.Hearing;

/// <summary>A message as the dialogs hear it.</summary>
internal sealed record Heard
{
    /// <summary>What was written, cleaned; empty when nothing was.</summary>
    public required string Text { get; init; }

    /// <summary>The text as it is compared.</summary>
    public required string Plain { get; init; }

    /// <summary>The name of the word that it is, such as <c>back</c>; null when it is none.</summary>
    public string? Word { get; init; }

    /// <summary>The value of the choice made, by button, number, title or word; null when none was.</summary>
    public string? Chosen { get; init; }

    /// <summary>Files taken in.</summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>A place shown on a map.</summary>
    public MapPoint? Location { get; init; }

    /// <summary>What it holds of a receipt.</summary>
    public ReceiptReading Receipt { get; init; }

    /// <summary>Whether it holds words.</summary>
    public bool HasText => Text.Length > 0;

    /// <summary>Whether it holds nothing that a dialog could use.</summary>
    public bool IsEmpty => Text.Length == 0 && Files.Count == 0 && Location is null && Chosen is null;
}
