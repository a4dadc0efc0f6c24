using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Application.Data;

namespace Intake.Application.Webhooks;

/// <summary>
/// Signs what is posted to webhooks (<see cref="WebhookSignature"/>). Secrets are derived from the server key: there is none in the database to steal.
/// </summary>
public sealed class WebhookSecret(ReceiptKey key)
{
    /// <summary>How long what is posted is also signed with the secret before: 24 hours, to put the new one in place.</summary>
    public static readonly TimeSpan BothFor = TimeSpan.FromHours(24);

    /// <summary>The secret as a receiver is given it.</summary>
    /// <param name="id">Key of the webhook.</param>
    /// <param name="generation">Which of its secrets.</param>
    public string For(string id, int generation) => WebhookSignature.Start + Convert.ToBase64String(KeyOf(id, generation));

    /// <summary>The value of the header <c>webhook-signature</c>: one signature, or two while the secret before still holds.</summary>
    /// <param name="hook">The webhook.</param>
    /// <param name="message">The value of the header <c>webhook-id</c>.</param>
    /// <param name="body">What is posted.</param>
    /// <param name="at">The instant of the header <c>webhook-timestamp</c>.</param>
    public string Sign(WebhookRow hook, string message, string body, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var last = WebhookSignature.Of(KeyOf(hook.Id, hook.Generation), message, body, at);
        return hook.RotatedAt is { } rotated && at < rotated + BothFor ? $"{last} {WebhookSignature.Of(KeyOf(hook.Id, hook.Generation - 1), message, body, at)}" : last;
    }

    private byte[] KeyOf(string id, int generation) =>
        HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"webhook:{id}:{generation}")));
}
