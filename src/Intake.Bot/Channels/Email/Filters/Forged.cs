using System.Text.RegularExpressions;

namespace Intake.Bot.Channels.Email.Filters;

/// <summary>
/// What the mail server itself has marked: as spam, or as not coming from whom it says (DMARC). An answer would go to somebody
/// who has written nothing, so that a person looks at it first.
/// </summary>
internal static partial class Forged
{
    public static MailVerdict? Judge(MailEnvelope mail)
    {
        if (mail.Headers.Each("Authentication-Results").Any(result => NotTheirs().IsMatch(result)))
            return new ForPerson("dmarc-failed");
        var isSpam = mail.Headers.First("X-Spam-Flag")?.Trim().StartsWith("YES", StringComparison.OrdinalIgnoreCase) == true
            || mail.Headers.First("X-Spam-Status")?.Trim().StartsWith("Yes", StringComparison.OrdinalIgnoreCase) == true;
        return isSpam ? new ForPerson("spam") : null;
    }

    // RFC 8601
    [GeneratedRegex(@"\bdmarc\s?=\s?fail\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotTheirs();
}
