using System.Text.RegularExpressions;

namespace Intake.Bot.Channels.Email.Filters;

/// <summary>
/// What a program has written by itself: by RFC 3834, by the older signs, by the way that leads back nowhere, or by the
/// subject that those use who send no sign at all.
/// </summary>
internal static partial class AutoReplies
{
    private static readonly string[] Signs = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Mail-Autoreply", "X-AutoReply-From"];

    public static MailVerdict? Judge(MailEnvelope mail)
    {
        var headers = mail.Headers;
        var submitted = headers.First("Auto-Submitted")?.Split(';', ' ')[0];
        if (submitted is { Length: > 0 } && !submitted.Equals("no", StringComparison.OrdinalIgnoreCase))
            return new NotTaken("auto-reply");
        if (Signs.Any(headers.Has) || Is(headers.First("Precedence"), "auto_reply", "junk"))
            return new NotTaken("auto-reply");
        if (mail.ReturnPath is { Length: 0 })
            return new NotTaken("no-way-back");
        return Subject().IsMatch(headers.Text("Subject")) ? new NotTaken("auto-reply") : null;
    }

    private static bool Is(string? value, params ReadOnlySpan<string> any)
    {
        foreach (var one in any)
        {
            if (string.Equals(value?.Trim(), one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"^\s*(自动回复|自动答复|自动应答|Automatic reply|Auto[- ]?reply|Autoreply|Out of office|Abwesenheitsnotiz|Réponse automatique)\s*([:：]|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();
}
