using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Application.Webhooks;

/// <summary>Signatures as Standard Webhooks has them: HMAC-SHA256 over identity, time and body, so that a receiver knows who sent it and that it is no old one sent anew.</summary>
public static class WebhookSignature
{
    /// <summary>How a secret begins where people copy it; what follows is the key in base64.</summary>
    public const string Start = "whsec_";

    /// <summary>A signature of the header <c>webhook-signature</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">The value of the header <c>webhook-id</c>.</param>
    /// <param name="body">What is posted.</param>
    /// <param name="at">The instant of the header <c>webhook-timestamp</c>.</param>
    public static string Of(ReadOnlySpan<byte> key, string message, string body, DateTimeOffset at)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{message}.{at.ToUnixTimeSeconds()}.{body}"));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
