using Intake.Domain;

namespace Intake.Bot.Conversation;

/// <summary>What kind of thing happens in a conversation. The names are the Bot Framework's.</summary>
public enum ActivityType
{
    /// <summary>Somebody says something or presses a button.</summary>
    Message,

    /// <summary>Something happened elsewhere that the conversation has to know: the result of a command, or news.</summary>
    Event,

    /// <summary>Somebody opens the conversation.</summary>
    ConversationUpdate,
}

/// <summary>One thing that happens in a conversation, in the words of no channel.</summary>
public sealed record Activity
{
    /// <summary>What kind.</summary>
    public required ActivityType Type { get; init; }

    /// <summary>What was written, as it came.</summary>
    public string? Text { get; init; }

    /// <summary>The value of the button pressed: a <see cref="ReplyButton.Value"/> given out earlier.</summary>
    public string? Value { get; init; }

    /// <summary>Files that came with it.</summary>
    public IReadOnlyList<IncomingFile> Files { get; init; } = [];

    /// <summary>A place shown on a map.</summary>
    public MapPoint? Location { get; init; }

    /// <summary>Whether it is a sticker, a poll or something else that holds neither words nor a file.</summary>
    public bool IsWordless { get; init; }

    /// <summary>The sender's language as the channel tells it, a BCP 47 tag; null when it does not.</summary>
    public string? Locale { get; init; }

    /// <summary>By which poster or link somebody came, as it names itself, such as <c>box-17</c>: at most 64 letters, digits, _ and -.</summary>
    public string? Entry { get; init; }

    /// <summary>The letter in which it was said; null where people do not write letters.</summary>
    public Letter? Letter { get; init; }

    /// <summary>What happened, for <see cref="ActivityType.Event"/>.</summary>
    public ConversationEvent? Event { get; init; }

    /// <summary>A message of words.</summary>
    public static Activity Message(string? text, params IReadOnlyList<IncomingFile> files) => new() { Type = ActivityType.Message, Text = text, Files = files };

    /// <summary>A button pressed.</summary>
    public static Activity Pressed(string value) => new() { Type = ActivityType.Message, Value = value };

    /// <summary>Something that happened.</summary>
    public static Activity Happened(ConversationEvent happened) => new() { Type = ActivityType.Event, Event = happened };

    /// <summary>Somebody opens the conversation.</summary>
    public static Activity Opened(string? locale = null) => new() { Type = ActivityType.ConversationUpdate, Locale = locale };
}

/// <summary>A file that came with a message and was taken in, or was not.</summary>
/// <param name="Key">Its key; 0 when it was refused.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="ContentType">Media type found by content.</param>
/// <param name="Length">Bytes.</param>
public sealed record IncomingFile(long Key, string Name, string ContentType, long Length)
{
    /// <summary>Why it was not taken in; null when it was.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>A point on the map, WGS 84.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public readonly record struct MapPoint(double Latitude, double Longitude);
