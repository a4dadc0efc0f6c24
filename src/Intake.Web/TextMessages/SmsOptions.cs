using Intake.Application.Webhooks;

namespace Intake.Web.TextMessages;

/// <summary>Where text messages are handed over: <c>Sms__Url</c>, <c>Sms__Secret</c>.</summary>
/// <param name="Url">The address of the service that sends them.</param>
/// <param name="Key">The key that it shares with this program.</param>
internal sealed record SmsOptions(Uri Url, byte[] Key)
{
    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    /// <summary>The options; null when neither is set, and no text message is sent.</summary>
    /// <exception cref="FormatException">One is missing or none; the message says which in one sentence, and never what the secret is.</exception>
    public static SmsOptions? From(IConfiguration settings)
    {
        var (url, secret) = (settings["Sms:Url"]?.Trim(), settings["Sms:Secret"]?.Trim());
        if (string.IsNullOrEmpty(url) && string.IsNullOrEmpty(secret))
            return null;
        if (string.IsNullOrEmpty(url))
            throw new FormatException("Sms__Secret is set and Sms__Url is not: set it to the address at which your text message service takes messages.");
        // Numbers and codes are personal: they go through the open to nobody. A password in an address would stand in every log on the way.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsSafe(address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            throw new FormatException("Sms__Url has to be an address that begins with https (or with http on this machine), without a password in it.");
        if (string.IsNullOrEmpty(secret))
            throw new FormatException("Sms__Url is set and Sms__Secret is not: without it nobody could tell this program's messages from another's.");
        return new(address, KeyOf(secret));
    }

    private static byte[] KeyOf(string secret)
    {
        var written = secret.StartsWith(WebhookSignature.Start, StringComparison.Ordinal) ? secret[WebhookSignature.Start.Length..] : secret;
        var key = new byte[LongestKey];
        return Convert.TryFromBase64String(written, key, out var length) && length >= ShortestKey
            ? key[..length]
            : throw new FormatException($"Sms__Secret has to be {WebhookSignature.Start} and {ShortestKey} to {LongestKey} bytes in base64, as Standard Webhooks has it.");
    }

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
