using System.Text.RegularExpressions;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Channels.Email;

/// <summary>What is kept of a letter's headers, so that it can be answered.</summary>
internal static partial class LetterHeads
{
    private const int LongestSubject = 200;
    private const int LongestName = 60;
    private const int LongestId = 400;
    private const int MostReferences = 12;

    /// <summary>What is kept.</summary>
    /// <param name="mail">The headers.</param>
    /// <param name="from">Who wrote it.</param>
    public static Letter Of(MailEnvelope mail, Mailbox from) => new(from.Address, NameOf(from), SubjectOf(mail), IdOf(mail.MessageId))
    {
        References = [.. References(mail).TakeLast(MostReferences)],
    };

    /// <summary>What it is about, without the marks of answers.</summary>
    public static string SubjectOf(MailEnvelope mail)
    {
        var subject = WrittenText.Clean(mail.Headers.Text("Subject")).ReplaceLineEndings(" ");
        return WrittenText.Cut(Marks().Replace(subject.Length > 1_000 ? subject[..1_000] : subject, ""), LongestSubject).Trim();
    }

    /// <summary>Whether it answers another letter, so that what it quotes was said before.</summary>
    public static bool IsAnswer(MailEnvelope mail) => mail.Headers.Has("In-Reply-To") || mail.SentTo is not null || AnswerMark().IsMatch(mail.Headers.Text("Subject"));

    private static string? NameOf(Mailbox from) =>
        WrittenText.Clean(from.Name).ReplaceLineEndings(" ") is { Length: > 0 and <= LongestName } name && !name.Contains('@', StringComparison.Ordinal) ? name : null;

    // Out again in a header of ours: nothing in it may end a line.
    private static string? IdOf(string? id) => id is { Length: > 2 and <= LongestId } && id.StartsWith('<') && id.EndsWith('>') && id.All(c => c is > ' ' and < (char)0x7F) ? id : null;

    private static IEnumerable<string> References(MailEnvelope mail) =>
        $"{mail.Headers.First("References") ?? mail.Headers.First("In-Reply-To")}".Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Select(IdOf).OfType<string>();

    [GeneratedRegex(@"^(\s*(Re|Fwd?|AW|WG|SV|回复|答复|转发|回覆|轉寄)\s?(\[\d{1,3}\])?\s?[:：])+\s*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*(Re|AW|SV|回复|答复|回覆)\s?(\[\d{1,3}\])?\s?[:：]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnswerMark();
}
