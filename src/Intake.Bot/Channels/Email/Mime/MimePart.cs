namespace Intake.Bot.Channels.Email.Mime;

/// <summary>Something that holds parts: a multipart, or a whole message inside of another.</summary>
/// <param name="Id">Its number within the mail.</param>
/// <param name="Type">Such as <c>multipart/alternative</c> or <c>message/rfc822</c>.</param>
/// <param name="Boundary">What parts its parts; null where it is a message.</param>
internal sealed record MimeContainer(int Id, string Type, byte[]? Boundary)
{
    /// <summary>The headers of a message inside of another.</summary>
    public MailHeaders? Headers { get; init; }
}

/// <summary>A part of a mail that holds no other parts.</summary>
internal sealed class MimePart
{
    /// <summary>Its headers; those of the mail itself where it has one part.</summary>
    public required MailHeaders Headers { get; init; }

    /// <summary>Its media type and that one's parameters, as its sender names them.</summary>
    public required HeaderParameters Type { get; init; }

    /// <summary>What holds it, the outermost first.</summary>
    public required IReadOnlyList<MimeContainer> Within { get; init; }

    /// <summary>What it says, decoded. Read before the next part is asked for, or not at all.</summary>
    public required Stream Body { get; init; }

    /// <summary><c>attachment</c>, <c>inline</c>, or nothing.</summary>
    public HeaderParameters Disposition => HeaderParameters.Read(Headers.First("Content-Disposition"));

    /// <summary>The sender's name for it as a file; null when there is none.</summary>
    public string? FileName => (Disposition["filename"] ?? Type["name"]) is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>Whether it is in a container of this type.</summary>
    public bool IsWithin(string type) => Within.Any(container => container.Type == type);
}
