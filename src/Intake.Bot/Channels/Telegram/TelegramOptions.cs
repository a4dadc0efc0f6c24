using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Channels.Telegram;

/// <summary>How the bot is reached: <c>Telegram__Token</c>, <c>Telegram__BaseUrl</c>, <c>Telegram__PublicUrl</c>, <c>Telegram__SecretToken</c>.</summary>
/// <param name="Token">The bot's token, as BotFather gives it.</param>
/// <param name="BaseUrl">Telegram's own address, or that of a Bot API server of one's own. Default <c>https://api.telegram.org</c>.</param>
/// <param name="Webhook">Where updates are sent; null when they are fetched (long polling).</param>
/// <param name="SecretToken">What Telegram shows with every update that it sends; null when they are fetched.</param>
internal sealed partial record TelegramOptions(string Token, Uri BaseUrl, Uri? Webhook, string? SecretToken)
{
    /// <summary>The path of the webhook.</summary>
    public const string Path = "/channels/telegram";

    private const string DefaultBaseUrl = "https://api.telegram.org";

    /// <summary>The options; null when there is no token, and the channel is off.</summary>
    /// <exception cref="FormatException">A setting is none, or a public address is set without a secret token: anybody could speak as any citizen then.</exception>
    public static TelegramOptions? From(IConfiguration settings)
    {
        if (settings["Telegram:Token"] is not { Length: > 0 } token)
            return null;
        var baseUrl = AddressOf("Telegram__BaseUrl", settings["Telegram:BaseUrl"] is { Length: > 0 } set ? set : DefaultBaseUrl);
        if (settings["Telegram:PublicUrl"] is not { Length: > 0 } publicUrl)
            return new(token.Trim(), baseUrl, null, null);
        if (settings["Telegram:SecretToken"] is not { Length: > 0 } secret)
            throw new FormatException("Telegram__PublicUrl is set and Telegram__SecretToken is not: without it anybody could send messages in a citizen's name. Set it to 1 to 256 letters, digits, _ and -, or leave Telegram__PublicUrl away to have messages fetched.");
        if (!Secret().IsMatch(secret))
            throw new FormatException("Telegram__SecretToken may have 1 to 256 characters: letters A to Z and a to z, digits, _ and -.");
        return new(token.Trim(), baseUrl, WebhookAt(AddressOf("Telegram__PublicUrl", publicUrl)), secret);
    }

    // Whether or not the path was written along.
    private static Uri WebhookAt(Uri publicUrl) =>
        new(publicUrl.AbsoluteUri.TrimEnd('/') is var written && written.EndsWith(Path, StringComparison.Ordinal) ? written : written + Path);

    private static Uri AddressOf(string name, string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Query.Length == 0
            ? address
            : throw new FormatException($"{name}: '{written}' is not an address such as https://example.org.");

    [GeneratedRegex("^[A-Za-z0-9_-]{1,256}$", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
