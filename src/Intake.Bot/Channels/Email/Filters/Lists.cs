namespace Intake.Bot.Channels.Email.Filters;

/// <summary>Mailing lists and circulars (RFC 2919, RFC 2369): an answer would go to everybody, or to a machine.</summary>
internal static class Lists
{
    private static readonly string[] Signs = ["List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List", "X-Mailing-List", "Feedback-ID"];

    public static MailVerdict? Judge(MailEnvelope mail) =>
        Signs.Any(mail.Headers.Has) || mail.Headers.First("Precedence")?.Trim().ToLowerInvariant() is "list" or "bulk" ? new NotTaken("list") : null;
}
