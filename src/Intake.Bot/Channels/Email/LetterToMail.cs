using System.Globalization;
using System.Text;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.Email;

/// <summary>A letter of ours.</summary>
internal sealed record OutgoingLetter
{
    /// <summary>Its address of sending, with the name that it shows.</summary>
    public required Mailbox From { get; init; }

    /// <summary>Where answers go.</summary>
    public required string ReplyTo { get; init; }

    /// <summary>To whom.</summary>
    public required string To { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Its own id, without angle brackets; the same whenever it is sent.</summary>
    public required string MessageId { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it answers a letter; else it tells news.</summary>
    public required bool IsAnswer { get; init; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>Tag of its language.</summary>
    public required string Language { get; init; }
}

/// <summary>From the conversation to the wire: a pure function.</summary>
internal static class LetterToMail
{
    private const int LineLength = 76;
    private const int MostReferences = 12;
    private const int LongestSubject = 200;

    /// <summary>The mail. Its signs say to every program that nobody has written it by hand, so that none answers it (RFC 3834, section 5).</summary>
    /// <param name="letter">What is sent.</param>
    /// <param name="before">The letter that it answers, or the last one of the conversation.</param>
    public static byte[] Convert(OutgoingLetter letter, Letter before)
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentNullException.ThrowIfNull(before);
        var mail = new StringBuilder();
        void Header(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                mail.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        Header("Date", letter.At.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000");
        Header("From", letter.From.Name is { } name ? $"{Phrase(name)} <{letter.From.Address}>" : letter.From.Address);
        Header("To", letter.To);
        Header("Reply-To", letter.ReplyTo);
        Header("Subject", EncodedWords.Encode(letter.Subject));
        Header("Message-ID", $"<{letter.MessageId}>");
        Header("In-Reply-To", before.MessageId);
        Header("References", string.Join("\r\n ", References(before)));
        Header("Auto-Submitted", letter.IsAnswer ? "auto-replied" : "auto-generated");
        Header("Precedence", "bulk");
        Header("X-Auto-Response-Suppress", "All");
        Header("Content-Language", letter.Language);
        Header("MIME-Version", "1.0");
        Header("Content-Type", "text/plain; charset=utf-8");
        Header("Content-Transfer-Encoding", "base64");
        mail.Append("\r\n");
        var body = System.Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Text.ReplaceLineEndings("\r\n")));
        for (var at = 0; at < body.Length; at += LineLength)
            mail.Append(body.AsSpan(at, Math.Min(LineLength, body.Length - at))).Append("\r\n");
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    /// <summary>The subject of an answer: one "Re:" before what was asked, whatever languages have put there.</summary>
    public static string AnswerTo(string subject) => $"Re: {(subject.Length > LongestSubject ? subject[..LongestSubject] : subject)}";

    // An address of a header is ASCII here, and so is everything that is not an encoded word.
    private static string Phrase(string name)
    {
        var encoded = EncodedWords.Encode(name);
        return encoded == name ? $"\"{string.Concat(name.Where(c => c is not ('"' or '\\')))}\"" : encoded;
    }

    private static IEnumerable<string> References(Letter before) =>
        before.References.Append(before.MessageId).OfType<string>().Distinct(StringComparer.Ordinal).TakeLast(MostReferences);
}
