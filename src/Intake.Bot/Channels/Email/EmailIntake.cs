using System.Security.Cryptography;
using System.Text;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Bot.Channels.Email.Filters;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.Email;

/// <summary>Takes mails in by the one door for messages. When it returns, what the mail caused is durable; when it throws, nothing is, and the mail comes again.</summary>
internal sealed class EmailIntake(LetterReading reading, FollowUps followUps, SignedAddresses addresses, SenderPace pace, EmailDoor door)
{
    /// <summary>The most bytes of a mail: ten files of 20 MB as base 64, and room for the words.</summary>
    public const long MostBytes = 300_000_000;

    /// <summary>Takes a mail in.</summary>
    /// <param name="mail">The mail, seekable.</param>
    /// <param name="cancellationToken">Ends the taking in.</param>
    /// <exception cref="CannotBeSavedException">The database or the disk cannot be written.</exception>
    public async Task TakeAsync(Stream mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var reader = await MimeReader.OpenAsync(mail, cancellationToken);
        var envelope = MailEnvelope.Read(reader.Headers, addresses);
        switch (MailFilters.Judge(envelope))
        {
            case NotTaken refused:
                await door.KeepAsync(envelope, InboundStatus.Refused, refused.Reason);
                break;
            case ForPerson person:
                await ParkAsync(mail, envelope, person.Reason, cancellationToken);
                break;
            case DeliveryReport report:
                await TakeReportAsync(reader, envelope, report, cancellationToken);
                break;
            default:
                await TakeLetterAsync(mail, envelope, cancellationToken);
                break;
        }
    }

    /// <summary>Keeps for a person that a mail could not be handled however often it was tried. It lies in the poison folder under its name.</summary>
    public Task ParkPoisonAsync(string name, string reason, CancellationToken cancellationToken) => door.KeepPoisonAsync(name, reason, cancellationToken);

    private async Task TakeLetterAsync(Stream mail, MailEnvelope envelope, CancellationToken cancellationToken)
    {
        var from = envelope.From!;
        if (!pace.MayAnswer(from.Address))
        {
            await ParkAsync(mail, envelope, "too-many", cancellationToken);
            return;
        }

        var letter = await ReadAsync(mail, envelope, cancellationToken);
        var conversation = await followUps.FindAsync(envelope, cancellationToken) ?? addresses.ConversationOf(letter.Hash);
        // What has begun is finished: a mail that is read again because the program stops finds itself handled.
        if (await door.HandleAsync(envelope, from, conversation, letter))
            pace.Answered(from.Address);
    }

    private async Task TakeReportAsync(MimeReader reader, MailEnvelope envelope, DeliveryReport report, CancellationToken cancellationToken)
    {
        var failure = await DeliveryStatus.FailureAsync(reader, cancellationToken);
        await door.TakeReportAsync(envelope, failure is null ? null : report.Outbox, failure);
    }

    private async Task ParkAsync(Stream mail, MailEnvelope envelope, string reason, CancellationToken cancellationToken)
    {
        var letter = await ReadAsync(mail, envelope, cancellationToken);
        await door.ParkAsync(envelope, letter, reason);
    }

    private async Task<ReadLetter> ReadAsync(Stream mail, MailEnvelope envelope, CancellationToken cancellationToken)
    {
        if (mail.Length > MostBytes)
            return LetterReading.TooLarge(EmailDoor.KeyOf(envelope), envelope);
        mail.Position = 0;
        return await reading.ReadAsync(mail, envelope, cancellationToken);
    }
}

/// <summary>Hands over what was read of a mail: to the conversation, or to be kept.</summary>
internal sealed class EmailDoor(ActivityIntake intake, CommandWriter writer, ReceiptsInText receipts)
{
    private const int LongestKept = 100_000;
    private const string Kept = "-/";
    private static readonly string[] KeptHeaders = ["From", "Subject", "Date", "Message-ID"];

    /// <summary>Has the conversation hear a letter. Answers whether it is new.</summary>
    public async Task<bool> HandleAsync(MailEnvelope envelope, Mailbox from, string conversation, ReadLetter letter)
    {
        var handled = await intake.HandleAsync(
            new()
            {
                Profile = ChannelProfile.Email,
                Conversation = conversation,
                Message = letter.Hash,
                Raw = RawOf(envelope, letter),
                Activity = Activity.Message(letter.Text, letter.Files) with { Letter = LetterHeads.Of(envelope, from) },
                Address = from.Address,
            },
            CancellationToken.None);
        return !handled.IsRepeat;
    }

    /// <summary>Keeps that a mail came which is not taken, and nothing of what it says.</summary>
    public Task KeepAsync(MailEnvelope envelope, InboundStatus status, string reason) =>
        writer.WriteAsync(new KeepMessage(ChannelProfile.Email.Code, Kept + KeyOf(envelope), "", status, reason), CancellationToken.None);

    /// <summary>Keeps a letter for a person to look at.</summary>
    public Task ParkAsync(MailEnvelope envelope, ReadLetter letter, string reason) =>
        writer.WriteAsync(new KeepMessage(ChannelProfile.Email.Code, Kept + letter.Hash, RawOf(envelope, letter), InboundStatus.Parked, reason), CancellationToken.None);

    /// <summary>Keeps that a mail could not be read at all.</summary>
    public Task KeepPoisonAsync(string name, string reason, CancellationToken cancellationToken) =>
        writer.WriteAsync(new KeepMessage(ChannelProfile.Email.Code, InboundActivity.Kept($"poison/{name}"), name, InboundStatus.Parked, reason), cancellationToken);

    /// <summary>Records a report on delivery: that it came, and which letter has not arrived.</summary>
    public async Task TakeReportAsync(MailEnvelope envelope, long? outbox, string? failure)
    {
        if (outbox is { } message)
            await writer.WriteAsync(new MarkUndeliverable(message, ChannelProfile.Email.Code, $"bounced {failure}"), CancellationToken.None);
        await KeepAsync(envelope, outbox is null ? InboundStatus.Refused : InboundStatus.Handled, "bounce");
    }

    /// <summary>What a mail is known by whose words are not read.</summary>
    public static string KeyOf(MailEnvelope envelope)
    {
        var headers = string.Join('\n', KeptHeaders.Concat(["To", "Auto-Submitted", "Return-Path", "Content-Type"]).Select(name => envelope.Headers.First(name)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(headers)));
    }

    /// <summary>The letter as it is kept: its headers and words and the names of its files, which lie in the store.</summary>
    private string RawOf(MailEnvelope envelope, ReadLetter letter)
    {
        var headers = KeptHeaders.Select(name => (Name: name, Value: envelope.Headers.Text(name))).Where(header => header.Value.Length > 0).Select(header => $"{header.Name}: {header.Value}");
        var files = letter.Files.Select(file => file.Refusal is { } why ? $"[{file.Name}: {why.Code}]" : $"[{file.Name}]");
        var raw = string.Join('\n', [.. headers, "", letter.Text, .. files]).Replace("\0", "", StringComparison.Ordinal);
        return receipts.Mask(raw.Length > LongestKept ? raw[..LongestKept] : raw);
    }
}
