using System.Text;
using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain;

namespace Intake.Bot.Channels.Email;

/// <summary>A letter as it is heard.</summary>
/// <param name="Hash">What makes it one of its kind, also when it comes again another way.</param>
/// <param name="Text">What it says.</param>
/// <param name="Files">Its files, each taken in or refused.</param>
internal sealed record ReadLetter(string Hash, string Text, IReadOnlyList<IncomingFile> Files);

/// <summary>Reads letters: their own words, and their files into the store.</summary>
internal sealed class LetterReading(AttachmentStore store, BotConfigurationSource configuration, ReceiptsInText receipts)
{
    private const int LongestReceipt = 400;
    private const int MostRefused = 20;
    private const int RoomForMark = 100;
    private const string WholeLetter = "letter.txt";

    /// <summary>Reads a letter.</summary>
    /// <param name="mail">The mail, from its beginning.</param>
    /// <param name="envelope">Its headers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Application.Writing.CannotBeSavedException">There is no room for its files; it has to be read again.</exception>
    public async Task<ReadLetter> ReadAsync(Stream mail, MailEnvelope envelope, CancellationToken cancellationToken)
    {
        var files = new List<IncomingFile>();
        var read = await MailReading.ReadAsync(mail, async (file, content) => await TakeAsync(files, file, content, cancellationToken), cancellationToken);
        if (read.IsEncrypted)
            files.Add(Refused(LetterHeads.SubjectOf(envelope), MailRefusals.IsEncrypted));
        if (read.IsCut)
            files.Add(Refused(LetterHeads.SubjectOf(envelope), MailRefusals.IsTooLarge));
        return new(read.ContentHash, await WithinLimitAsync(TextOf(read, envelope), files, cancellationToken), files);
    }

    /// <summary>A letter of which nothing was read because of its size: that is told in words.</summary>
    public static ReadLetter TooLarge(string hash, MailEnvelope envelope) => new(hash, "", [Refused(LetterHeads.SubjectOf(envelope), MailRefusals.IsTooLarge)]);

    private string TextOf(Mail mail, MailEnvelope envelope)
    {
        var isAnswer = LetterHeads.IsAnswer(envelope);
        var text = WrittenText.Clean(isAnswer ? QuotedText.Cut(mail.Text) : mail.Text);
        var subject = LetterHeads.SubjectOf(envelope);
        // The subject of a first letter often says the half of it, such as where it is.
        if (!isAnswer && subject.Length > 0 && !text.Contains(subject, StringComparison.OrdinalIgnoreCase))
            text = text.Length == 0 ? subject : $"{subject}\n{text}";
        // A receipt that somebody shows is short; in a long text it was quoted along, and has no business in a ticket.
        return text.Length > LongestReceipt ? receipts.Mask(text) : text;
    }

    /// <summary>A longer text than tickets have room for comes along as a file, so that nobody has to write a letter twice.</summary>
    private async Task<string> WithinLimitAsync(string text, List<IncomingFile> files, CancellationToken cancellationToken)
    {
        var most = configuration.Current.Authority.Policy.MessageCharacters;
        if (text.Length <= most)
            return text;
        using var whole = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var taken = await store.TakeAsync(whole, WholeLetter, cancellationToken: cancellationToken);
        if (!taken.Succeeded)
            return text;
        files.Add(new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length));
        var language = configuration.Current.Authority.Languages[0];
        return $"{WrittenText.Cut(text, Math.Max(RoomForMark, most - RoomForMark))}\n{configuration.Current.Texts.Get(language, "letter.rest", ("file", WholeLetter))}";
    }

    private async ValueTask TakeAsync(List<IncomingFile> files, MailFile file, Stream content, CancellationToken cancellationToken)
    {
        if (file.IsOfOutlook)
        {
            files.Add(Refused(file.Name, MailRefusals.IsOfOutlook));
        }
        else if (files.Count(one => one.Refusal is null) >= AttachmentStore.MostFiles)
        {
            if (files.Count < AttachmentStore.MostFiles + MostRefused)
                files.Add(Refused(file.Name, AttachmentRefusals.TooMany));
        }
        else
        {
            var taken = await store.TakeAsync(content, file.Name, cancellationToken: cancellationToken);
            if (taken.Succeeded)
                files.Add(new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length));
            // The sign of somebody's firm in a form that is not taken: nobody has sent it on purpose.
            else if (!file.IsShownWithin && files.Count < AttachmentStore.MostFiles + MostRefused)
                files.Add(Refused(file.Name, taken.Refusal));
        }
    }

    private static IncomingFile Refused(string? name, Refusal why) => new(0, name ?? "", "", 0) { Refusal = why };
}
