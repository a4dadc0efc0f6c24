using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Channels.WeChat;

/// <summary>How the official account is reached: <c>WeChat__AppId</c>, <c>WeChat__AppSecret</c>, <c>WeChat__Token</c>, <c>WeChat__EncodingAesKey</c>, <c>WeChat__BaseUrl</c>, <c>WeChat__ReplayMinutes</c>.</summary>
/// <param name="AppId">The account's id.</param>
/// <param name="AppSecret">The account's secret, for asking WeChat for anything.</param>
/// <param name="Token">What WeChat signs with.</param>
/// <param name="AesKey">What messages are encrypted with, 32 bytes; null where they come as plain text.</param>
/// <param name="BaseUrl">WeChat's own address, or that of a server in its place. Default <c>https://api.weixin.qq.com</c>.</param>
/// <param name="ReplayWindow">How far the time in a message may be from this machine's. Default 10 minutes.</param>
internal sealed partial record WeChatOptions(string AppId, string AppSecret, string Token, byte[]? AesKey, Uri BaseUrl, TimeSpan ReplayWindow)
{
    /// <summary>The path at which WeChat sends.</summary>
    public const string Path = "/channels/wechat";

    private const string DefaultBaseUrl = "https://api.weixin.qq.com";
    private const int DefaultReplayMinutes = 10;
    private const int MostReplayMinutes = 24 * 60;

    /// <summary>The options; null when there are no keys, and the channel is off.</summary>
    /// <exception cref="FormatException">A key is missing or is none; the message says which, in one sentence.</exception>
    public static WeChatOptions? From(IConfiguration settings)
    {
        string[] names = ["AppId", "AppSecret", "Token"];
        var missing = names.Where(name => Written(settings, name) is null).Select(name => $"WeChat__{name}").ToList();
        if (missing.Count == names.Length && Written(settings, "EncodingAesKey") is null)
            return null;
        if (missing.Count > 0)
            throw new FormatException($"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not set.");
        return new(Form("AppId", AppIdForm(), "such as wx0123456789abcdef"), Written(settings, "AppSecret")!, Form("Token", TokenForm(), "of 3 to 32 letters and digits"), KeyOf(settings), AddressOf(settings), WindowOf(settings));

        string Form(string name, Regex form, string words) =>
            Written(settings, name) is { } value && form.IsMatch(value) ? value : throw new FormatException($"WeChat__{name} is not one {words}.");
    }

    private static string? Written(IConfiguration settings, string name) => settings[$"WeChat:{name}"]?.Trim() is { Length: > 0 } value ? value : null;

    // 43 characters of base 64 without the sign at their end; their last one has bits that WeChat leaves to chance.
    private static byte[]? KeyOf(IConfiguration settings)
    {
        if (Written(settings, "EncodingAesKey") is not { } written)
            return null;
        var key = new byte[33];
        return KeyForm().IsMatch(written) && Convert.TryFromBase64String(written + "=", key, out var length) && length == 32
            ? key[..32]
            : throw new FormatException("WeChat__EncodingAesKey is not one of 43 letters and digits, as the account's settings show it.");
    }

    private static Uri AddressOf(IConfiguration settings) =>
        Uri.TryCreate(Written(settings, "BaseUrl") ?? DefaultBaseUrl, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Query.Length == 0
            ? address
            : throw new FormatException("WeChat__BaseUrl is not an address such as https://api.weixin.qq.com.");

    private static TimeSpan WindowOf(IConfiguration settings) =>
        Written(settings, "ReplayMinutes") is not { } written ? TimeSpan.FromMinutes(DefaultReplayMinutes)
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostReplayMinutes ? TimeSpan.FromMinutes(minutes)
        : throw new FormatException("WeChat__ReplayMinutes is not a whole number from 1 to 1440.");

    [GeneratedRegex("^[A-Za-z0-9_-]{6,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex AppIdForm();

    [GeneratedRegex("^[A-Za-z0-9]{3,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex TokenForm();

    [GeneratedRegex("^[A-Za-z0-9+/]{43}$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();
}
