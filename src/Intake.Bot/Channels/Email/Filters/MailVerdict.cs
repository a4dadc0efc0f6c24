namespace Intake.Bot.Channels.Email.Filters;

/// <summary>What becomes of a mail, told by its headers alone.</summary>
internal abstract record MailVerdict;

/// <summary>It is not taken, and nobody is answered.</summary>
/// <param name="Reason">Why: a code.</param>
internal sealed record NotTaken(string Reason) : MailVerdict;

/// <summary>A person has to look at it: it may be a citizen's, and cannot be answered.</summary>
/// <param name="Reason">Why: a code.</param>
internal sealed record ForPerson(string Reason) : MailVerdict;

/// <summary>A report on the delivery of a letter of ours.</summary>
/// <param name="Outbox">The outgoing message; null when it does not say which in a way that can be believed.</param>
internal sealed record DeliveryReport(long? Outbox) : MailVerdict;

/// <summary>The filters, in their order: the first that has something to say decides. What passes all of them is a letter.</summary>
internal static class MailFilters
{
    private static readonly Func<MailEnvelope, MailVerdict?>[] InOrder = [Bounces.Judge, OwnMail.Judge, AutoReplies.Judge, Lists.Judge, NoReply.Judge, Forged.Judge];

    /// <summary>What becomes of a mail; null when it is a letter.</summary>
    public static MailVerdict? Judge(MailEnvelope mail) => InOrder.Select(filter => filter(mail)).FirstOrDefault(verdict => verdict is not null);
}
