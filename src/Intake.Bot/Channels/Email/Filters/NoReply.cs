namespace Intake.Bot.Channels.Email.Filters;

/// <summary>Senders that nobody can answer. What they write may be a citizen's all the same, such as a form that another site sends on, so that a person looks at it.</summary>
internal static class NoReply
{
    private static readonly string[] Senders = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "nepasrepondre", "mailer-daemon"];

    public static MailVerdict? Judge(MailEnvelope mail)
    {
        if (mail.From is not { } from)
            return new ForPerson("no-sender");
        return Senders.Contains(from.Local.Split('+')[0].ToLowerInvariant()) ? new ForPerson("no-reply") : null;
    }
}
