using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>Who the bot is at the Bot Framework: <c>BotFramework__AppId</c>, <c>__AppPassword</c>, <c>__OpenIdMetadata</c>, <c>__LoginUrl</c>.</summary>
/// <param name="AppId">The bot's id: the audience of tokens that come in.</param>
/// <param name="AppPassword">The bot's client secret, for tokens that go out.</param>
/// <param name="OpenIdMetadata">Where it is said who signs the tokens that come in. Default the Bot Framework's own.</param>
/// <param name="LoginUrl">Where tokens are asked for: the authority, or its token endpoint. Default that of bots of every organisation.</param>
internal sealed record BotFrameworkOptions(string AppId, string AppPassword, Uri OpenIdMetadata, Uri LoginUrl)
{
    /// <summary>The channel's code.</summary>
    public const string Code = "botframework";

    /// <summary>Where activities come in.</summary>
    public const string Path = "/api/messages";

    /// <summary>The Bot Framework's own issuer, where the metadata name none.</summary>
    public const string Issuer = "https://api.botframework.com";

    /// <summary>What a token that goes out is for.</summary>
    public const string Scope = "https://api.botframework.com/.default";

    private const string DefaultMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    private const string DefaultLogin = "https://login.microsoftonline.com/botframework.com";
    private const string TokenEndpoint = "/oauth2/v2.0/token";

    /// <summary>The options; null when neither id nor password is set, and the channel is off.</summary>
    /// <exception cref="FormatException">A setting is none, or one of the two is missing.</exception>
    public static BotFrameworkOptions? From(IConfiguration settings)
    {
        var (id, password) = (settings["BotFramework:AppId"]?.Trim() ?? "", settings["BotFramework:AppPassword"]?.Trim() ?? "");
        if (id.Length == 0 && password.Length == 0)
            return null;
        return new(id, password, AddressOf(settings, "OpenIdMetadata", DefaultMetadata), EndpointOf(AddressOf(settings, "LoginUrl", DefaultLogin)));
    }

    /// <summary>The name of the setting that is missing beside the other; null when both are there.</summary>
    public string? Missing => AppId.Length == 0 ? "BotFramework__AppId" : AppPassword.Length == 0 ? "BotFramework__AppPassword" : null;

    /// <summary>Whether an address may be spoken to: with https, or on this machine.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    // Whether the authority was written, as Microsoft's own libraries want it, or the endpoint itself.
    private static Uri EndpointOf(Uri login) =>
        login.AbsolutePath.EndsWith("/token", StringComparison.OrdinalIgnoreCase) ? login : new(login.AbsoluteUri.TrimEnd('/') + TokenEndpoint);

    private static Uri AddressOf(IConfiguration settings, string name, string whenMissing)
    {
        var written = settings[$"BotFramework:{name}"] is { Length: > 0 } set ? set : whenMissing;
        return Uri.TryCreate(written, UriKind.Absolute, out var address) && IsSafe(address)
            ? address
            : throw new FormatException($"BotFramework__{name}: '{written}' is not an address such as {whenMissing}; http is possible on this machine only.");
    }
}
