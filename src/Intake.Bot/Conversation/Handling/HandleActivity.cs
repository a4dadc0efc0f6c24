using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Handling;

/// <summary>
/// Handles one message: kept raw, the turn run with all that it wants done, state and answer saved, in one transaction.
/// A message that came before gets the same answer again and does nothing.
/// </summary>
internal sealed class HandleActivity(InboundActivity inbound, ReceiptSecret secrets, ReceiptGuard guard) : Command<HandledActivity>
{
    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen)
    {
        foreseen.Messages.Add((inbound.Profile.Code, inbound.MessageKey));
        foreseen.Chats.Add((inbound.Profile.Code, inbound.ConversationKey));
        foreach (var part in inbound.Parts)
            foreseen.Messages.Add((inbound.Profile.Code, part));
    }

    /// <inheritdoc/>
    protected override async ValueTask<HandledActivity> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await InboundMessages.FindAsync(session, inbound, cancellationToken) is { } before)
            return await InboundMessages.AgainAsync(session, inbound, before, secrets, cancellationToken);
        if (!await InboundMessages.TakePartsAsync(session, inbound, cancellationToken))
            return InboundMessages.TakenByOther;
        var conversation = await ConversationRun.OpenAsync(session, inbound.Profile, inbound.ConversationKey, cancellationToken);
        conversation.Heard(inbound.Activity.Letter);
        conversation.ReachedBy(inbound.Reference);
        var masked = new SecretMasking();
        var commands = new CommandRun(session, inbound, conversation.Key, secrets, guard);
        var said = inbound.Activity.Type == ActivityType.Message ? InboundMessages.SaidIn(inbound) : null;
        var at = conversation.Watermark;
        if (said is not null)
            conversation.Said(inbound.Message, said);
        await conversation.StepAsync(inbound.Activity, command =>
        {
            masked.See(command);
            return commands.RunAsync(command, conversation.Language, cancellationToken);
        });
        if ((masked.HasSeen || conversation.HidesWords) && said is not null)
            InboundMessages.SayAgain(session, conversation.Key, at + 1, inbound.Message, said with { Text = conversation.HidesWords ? InboundMessages.Hidden : masked.Mask(said.Text) });
        var row = await InboundMessages.AddAsync(session, inbound, conversation.Key, cancellationToken);
        row.Raw = conversation.HidesWords ? "" : masked.Mask(inbound.Raw);
        row.Status = InboundStatus.Handled;
        row.Ticket = commands.Made;
        row.Answer = ReplySecrets.ToJson(conversation.Replies);
        var held = await conversation.SaveAsync(inbound.Message, InboundMessages.OutboxKey(row), inbound.AnswerHeldFor, cancellationToken);
        return new(conversation.Key, conversation.Watermark, [.. conversation.Replies.Select(reply => reply.WithSecret(secrets))], IsRepeat: false, IsParked: false) { WrongReceipt = commands.WrongReceipt, Held = held };
    }
}

/// <summary>Keeps a message that could not be handled, for a person to look at, and answers with a sentence that says so.</summary>
internal sealed class ParkActivity(InboundActivity inbound, string reason, ReceiptSecret secrets) : Command<HandledActivity>
{
    /// <inheritdoc/>
    protected override async ValueTask<HandledActivity> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await InboundMessages.FindAsync(session, inbound, cancellationToken) is { } before)
            return await InboundMessages.AgainAsync(session, inbound, before, secrets, cancellationToken);
        if (!await InboundMessages.TakePartsAsync(session, inbound, cancellationToken))
            return InboundMessages.TakenByOther;
        var conversation = await ConversationRun.OpenAsync(session, inbound.Profile, inbound.ConversationKey, cancellationToken);
        conversation.Heard(inbound.Activity.Letter);
        conversation.ReachedBy(inbound.Reference);
        if (inbound.Activity.Type == ActivityType.Message)
            conversation.Said(inbound.Message, InboundMessages.SaidIn(inbound));
        var language = session.Authority.Languages.FirstOrDefault(language => language.Tag == conversation.Language, session.Authority.Languages[0]);
        var phone = session.Authority.Contact?.Phone ?? session.Authority.Centre.Name[language];
        conversation.Reply(session.Configuration.Texts.Get(language, "parked.sorry", ("phone", phone)));
        var row = await InboundMessages.AddAsync(session, inbound, conversation.Key, cancellationToken);
        row.Status = InboundStatus.Parked;
        row.Reason = reason;
        row.Answer = ReplySecrets.ToJson(conversation.Replies);
        var held = await conversation.SaveAsync(inbound.Message, InboundMessages.OutboxKey(row), inbound.AnswerHeldFor, cancellationToken);
        return new(conversation.Key, conversation.Watermark, conversation.Replies, IsRepeat: false, IsParked: true) { Held = held };
    }
}

/// <summary>The rows of incoming messages.</summary>
internal static class InboundMessages
{
    /// <summary>What stands for an answer to an anonymous questionnaire.</summary>
    public const string Hidden = "•••";

    /// <summary>The row of a message that came before; null when it is new.</summary>
    public static ValueTask<InboundMessageRow?> FindAsync(WriteSession session, InboundActivity inbound, CancellationToken cancellationToken) =>
        ConversationRowsOf.InboundAsync(session, inbound.Profile.Code, inbound.MessageKey, cancellationToken);

    /// <summary>The row of a new message.</summary>
    public static async ValueTask<InboundMessageRow> AddAsync(WriteSession session, InboundActivity inbound, long conversation, CancellationToken cancellationToken)
    {
        var row = await ConversationRowsOf.AddInboundAsync(session, inbound.Profile.Code, inbound.MessageKey, cancellationToken);
        row.Conversation = conversation;
        row.Raw = inbound.Raw;
        return row;
    }

    /// <summary>What is answered when another node has put the message together of the same parts, and more or fewer of them.</summary>
    public static readonly HandledActivity TakenByOther = new(0, 0, [], IsRepeat: true, IsParked: false);

    /// <summary>Takes the parts of a message that were kept before; false when any of them is handled already. What they said is in the whole from now on, where secrets are masked.</summary>
    public static async ValueTask<bool> TakePartsAsync(WriteSession session, InboundActivity inbound, CancellationToken cancellationToken)
    {
        var parts = new List<InboundMessageRow>(inbound.Parts.Count);
        foreach (var key in inbound.Parts)
        {
            if (await ConversationRowsOf.InboundAsync(session, inbound.Profile.Code, key, cancellationToken) is not { Status: InboundStatus.Received } part)
                return false;
            parts.Add(part);
        }

        foreach (var part in parts)
        {
            (part.Status, part.Raw) = (InboundStatus.Handled, "");
            session.Changed(part);
        }

        return true;
    }

    /// <summary>The answer that a message got, again. Parts that were kept of it are done with, too: it was heard without them.</summary>
    public static async ValueTask<HandledActivity> AgainAsync(WriteSession session, InboundActivity inbound, InboundMessageRow row, ReceiptSecret secrets, CancellationToken cancellationToken)
    {
        await TakePartsAsync(session, inbound, cancellationToken);
        var held = inbound.AnswerHeldFor is { } time && row.Answer is not null ? await HeldAnswers.ClaimAgainAsync(session, OutboxKey(row), time, cancellationToken) : null;
        var replies = row.Answer is null ? [] : ReplySecrets.FromJson(row.Answer, secrets);
        return new(row.Conversation ?? 0, 0, replies, IsRepeat: true, row.Status == InboundStatus.Parked) { Held = held };
    }

    /// <summary>What somebody said, as it is shown again.</summary>
    public static SaidByUser SaidIn(InboundActivity inbound) =>
        new(WrittenText.Clean(inbound.Activity.Text), [.. inbound.Activity.Files.Where(file => file.Refusal is null)]) { From = inbound.Sender };

    /// <summary>Puts other words in the place of an entry of this transaction.</summary>
    public static void SayAgain(WriteSession session, long conversation, int watermark, string message, SaidByUser said)
    {
        if (session.Db.ChatActivities.Local.FirstOrDefault(row => row.Conversation == conversation && row.Watermark == watermark) is { } row)
            row.Json = new ChatEntry { Message = message, Said = said }.ToJson();
    }

    /// <summary>What makes an answer one of its kind.</summary>
    public static string OutboxKey(InboundMessageRow row) => $"reply:{row.Channel}:{row.ExternalId}";
}
