namespace Intake.Bot.Conversation;

/// <summary>One message of the bot, for every channel: plain text that says everything, and beside it what a channel may show more nicely.</summary>
public sealed record Reply
{
    /// <summary>
    /// Where the secret of <see cref="ReceiptOf"/> belongs in the text. A character for private use that no message of a
    /// citizen keeps, so that nobody can make the bot write a secret out.
    /// </summary>
    public const char SecretMark = '\uE000';

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Buttons, in order.</summary>
    public IReadOnlyList<ReplyButton> Buttons { get; init; } = [];

    /// <summary>The same as the text, in fields.</summary>
    public ReplyCard? Card { get; init; }

    /// <summary>The number whose secret is to be put in the place of <see cref="SecretMark"/> on the way out. It is kept nowhere.</summary>
    public string? ReceiptOf { get; init; }

    /// <summary>Whether it takes the place of the bot's last message, where the channel edits.</summary>
    public bool ReplacesLast { get; init; }
}

/// <summary>A button.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Value">What comes back as <see cref="Activity.Value"/>: at most 64 ASCII characters.</param>
public sealed record ReplyButton(string Title, string Value);

/// <summary>What a card is about.</summary>
public enum CardKind
{
    /// <summary>A receipt.</summary>
    Receipt,

    /// <summary>The state of a ticket.</summary>
    Ticket,

    /// <summary>A draft to confirm.</summary>
    Draft,
}

/// <summary>A card: a title and fields.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fields">Labels and values, in order.</param>
public sealed record ReplyCard(CardKind Kind, string Title, IReadOnlyList<CardField> Fields);

/// <summary>One line of a card.</summary>
/// <param name="Label">The label.</param>
/// <param name="Value">The value; may hold <see cref="Reply.SecretMark"/>.</param>
public sealed record CardField(string Label, string Value);
