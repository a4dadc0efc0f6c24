using Intake.Domain;

namespace Intake.Bot.Channels.Email;

/// <summary>Why a letter, or a part of one, is not read.</summary>
internal static class MailRefusals
{
    /// <summary>Encrypted, or wrapped into a signature.</summary>
    public static readonly Refusal IsEncrypted = new("MailIsEncrypted");

    /// <summary>In a form that Outlook alone reads (TNEF).</summary>
    public static readonly Refusal IsOfOutlook = new("MailIsOfOutlook");

    /// <summary>Larger than what a mail with all the files that are taken can be.</summary>
    public static readonly Refusal IsTooLarge = new("MailIsTooLarge", "most", "300");
}
