namespace Intake.Bot.Channels.Email.Filters;

/// <summary>What we have sent ourselves and has come back: to answer it would be the shortest of all loops.</summary>
internal static class OwnMail
{
    public static MailVerdict? Judge(MailEnvelope mail) => mail.IsFromUs ? new NotTaken("own-mail") : null;
}
