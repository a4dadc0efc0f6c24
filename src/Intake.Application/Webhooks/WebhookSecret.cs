using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Application.Data;

namespace Intake.Application.Webhooks;

/// <summary>
/// Signs what is posted as Standard Webhooks has it: HMAC-SHA256 over identity, time and body, so that a receiver knows who
/// sent it and that it is no old one sent anew. Secrets are derived from the server key: there is none in the database to steal.
/// </summary>
public sealed class WebhookSecret(ReceiptKey key)
{
    /// <summary>How long what is posted is also signed with the secret before: 24 hours, to put the new one in place.</summary>
    public static readonly TimeSpan BothFor = TimeSpan.FromHours(24);

    private const string Start = "whsec_";

    /// <summary>The secret as a receiver is given it.</summary>
    /// <param name="id">Key of the webhook.</param>
    /// <param name="generation">Which of its secrets.</param>
    public string For(string id, int generation) => Start + Convert.ToBase64String(KeyOf(id, generation));

    /// <summary>The value of the header <c>webhook-signature</c>: one signature, or two while the secret before still holds.</summary>
    /// <param name="hook">The webhook.</param>
    /// <param name="message">The value of the header <c>webhook-id</c>.</param>
    /// <param name="body">What is posted.</param>
    /// <param name="at">The instant of the header <c>webhook-timestamp</c>.</param>
    public string Sign(WebhookRow hook, string message, string body, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message}.{at.ToUnixTimeSeconds()}.{body}"));
        var last = Signature(hook.Id, hook.Generation, signed);
        return hook.RotatedAt is { } rotated && at < rotated + BothFor ? $"{last} {Signature(hook.Id, hook.Generation - 1, signed)}" : last;
    }

    private string Signature(string id, int generation, byte[] signed) => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(id, generation), signed))}";

    private byte[] KeyOf(string id, int generation) =>
        HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webhook:{id}:{generation}")));
}
