using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Intake.Application.BotConfiguration;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Channels.Email.Smtp;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;

namespace Intake.Bot.Channels.Email;

/// <summary>Sends what the bot says as letters: what it says at once is one letter.</summary>
internal sealed class EmailRoute(SmtpSender smtp, LetterWriting writing, ConversationStates conversations, CommandWriter writer, EmailHealth health) : IOutboxRoute
{
    /// <inheritdoc/>
    public string Kind => ChannelProfile.Email.Code;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await conversations.FindAsync(Kind, message.Address, cancellationToken) is not { } json)
            return new(OutboxStatus.Dead, "no-conversation");
        var state = ConversationState.FromJson(json);
        if (state.Letter is not { } before || !MailAddresses.IsAddress(before.Address) || before.Address.Any(c => c > 0x7E))
            return new(OutboxStatus.Dead, "no-address");
        try
        {
            // Not cancelled: whether a letter that was on its way has arrived, nobody could tell.
            await smtp.SendAsync(writing.SenderOf(message), before.Address, writing.Write(message, state, before), CancellationToken.None);
            health.Smtp(ChannelState.On);
            return OutboxResult.Sent;
        }
        catch (SmtpRefusal refusal)
        {
            return await ResultOfAsync(message, refusal);
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            health.Smtp(ChannelState.Unreachable, fault.GetType().Name);
            return new(OutboxStatus.Waiting, "unreachable");
        }
    }

    private async ValueTask<OutboxResult> ResultOfAsync(OutboxRow message, SmtpRefusal refusal)
    {
        // Of the letter and its receiver a refusal for good is the last word; of the way there it is somebody's to put right.
        if (refusal.Step is SmtpStep.Receiver or SmtpStep.Content)
        {
            health.Smtp(ChannelState.On);
            if (!refusal.IsForGood)
                return new(OutboxStatus.Waiting, refusal.Why);
            await writer.WriteAsync(new MarkUndeliverable(message.Id, Kind, refusal.Why), CancellationToken.None);
            return new(OutboxStatus.Dead, refusal.Why, IsRecorded: true);
        }

        health.Smtp(refusal.IsForGood && refusal.Step is SmtpStep.SignIn or SmtpStep.Sender ? ChannelState.WrongKey : ChannelState.Unreachable, refusal.Why);
        return new(OutboxStatus.Waiting, refusal.Why);
    }
}

/// <summary>Writes the letters.</summary>
internal sealed class LetterWriting(EmailOptions options, SignedAddresses addresses, BotConfigurationSource configuration, ReceiptSecret secrets)
{
    private const string Answers = "reply:";

    /// <summary>The envelope's sender: where it is reported that this message could not be delivered.</summary>
    public string SenderOf(OutboxRow message) => addresses.ForBounce(message.Id);

    /// <summary>The letter for a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="state">The conversation.</param>
    /// <param name="before">The letter heard last.</param>
    public byte[] Write(OutboxRow message, ConversationState state, Letter before)
    {
        var (authority, texts) = (configuration.Current.Authority, configuration.Current.Texts);
        var language = authority.Languages.FirstOrDefault(one => one.Tag == state.Language, authority.Languages[0]);
        var said = ReplySecrets.FromJson(message.Payload, secrets).Select(reply => reply.Text).Where(text => text.Length > 0);
        var subject = before.Subject.Length > 0 ? before.Subject : texts.Get(language, "letter.subject");
        return LetterToMail.Convert(
            new()
            {
                From = options.Address with { Name = authority.Name[language] },
                ReplyTo = addresses.ForReply(message.Address),
                To = before.Address,
                Subject = LetterToMail.AnswerTo(subject),
                MessageId = IdOf(message),
                At = message.CreatedAt,
                IsAnswer = message.IdempotencyKey.StartsWith(Answers, StringComparison.Ordinal),
                Text = string.Join("\n\n", [.. said, texts.Get(language, "letter.foot")]),
                Language = language.Tag,
            },
            before);
    }

    // The same at each attempt, so that who gets it twice after a crash sees it once.
    private string IdOf(OutboxRow message)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.IdempotencyKey)))[..16];
        return string.Create(CultureInfo.InvariantCulture, $"{message.Id}.{hash}@{options.Address.Domain}");
    }
}
