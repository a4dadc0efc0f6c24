namespace Intake.Bot.Channels.Email.Mime;

/// <summary>A file that came with a mail.</summary>
/// <param name="Name">The sender's name for it; null when there is none.</param>
/// <param name="IsShownWithin">Whether it belongs to the words, such as a picture between them or the sign under them, and was not attached by itself.</param>
/// <param name="IsOfOutlook">Whether it is <c>winmail.dat</c>: a whole mail in a form that Outlook alone reads (TNEF).</param>
public sealed record MailFile(string? Name, bool IsShownWithin, bool IsOfOutlook);

/// <summary>What a mail says.</summary>
public sealed record Mail
{
    /// <summary>Its headers.</summary>
    public required MailHeaders Headers { get; init; }

    /// <summary>Its words as its sender wrote them, lines ended by a line feed; empty when there are none.</summary>
    public required string Text { get; init; }

    /// <summary>The same for everybody who gets the mail: made of its sender, subject, words and files, whatever way it came.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Whether it, or a part of it, is encrypted or wrapped into a signature that has to be taken off first (S/MIME, PGP).</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether it holds more than is read: more words than a thousand pages, or hundreds of parts.</summary>
    public bool IsCut { get; init; }
}
