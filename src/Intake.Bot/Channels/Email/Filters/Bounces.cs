using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Channels.Email.Filters;

/// <summary>
/// Reports on delivery (RFC 3464), and what servers write that know no such form. First of all filters, since such a report
/// is an automatic answer, too. Which letter it is about is believed only by the signed address that it was sent to.
/// </summary>
internal static class Bounces
{
    private static readonly string[] Senders = ["mailer-daemon", "postmaster", "mail-daemon"];

    public static MailVerdict? Judge(MailEnvelope mail) => IsReport(mail)
        ? new DeliveryReport(mail.SentTo is { Purpose: AddressPurpose.Bounce, Proof: AddressProof.Right } address ? SignedAddresses.OutboxOf(address.Token) : null)
        : null;

    private static bool IsReport(MailEnvelope mail)
    {
        var type = HeaderParameters.Read(mail.Headers.First("Content-Type"));
        if (type.Value == "multipart/report")
            return string.Equals(type["report-type"] ?? "delivery-status", "delivery-status", StringComparison.OrdinalIgnoreCase);
        // A person can be called postmaster; who has no way back is none.
        return mail.From is { } from && Senders.Contains(from.Local.ToLowerInvariant()) && (mail.ReturnPath is { Length: 0 } || mail.SentTo?.Purpose == AddressPurpose.Bounce);
    }
}
