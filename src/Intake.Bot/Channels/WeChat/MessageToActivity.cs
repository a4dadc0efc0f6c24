using System.Globalization;
using System.Text.RegularExpressions;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.WeChat;

/// <summary>From the wire to the conversation: a pure function that answers for whatever comes and never throws.</summary>
internal static partial class MessageToActivity
{
    private const string FromPoster = "qrscene_";

    /// <summary>What a message or event means.</summary>
    public static WeChatInput Convert(WeChatXml message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message["FromUserName"] is not { } person || !PersonForm().IsMatch(person) || message["ToUserName"] is not { } account || message["MsgType"] is not { } type)
            return new UnreadableMessage(message["MsgId"]);
        if (type == "event")
            return OfEvent(message, person, account);
        if (message["MsgId"] is not { } id)
            return new UnreadableMessage(null);
        var (activity, files) = OfMessage(message, type, id);
        return new SaidToAccount(person, account, $"m{id}", activity, files);
    }

    private static (Activity Activity, IReadOnlyList<SentFile> Files) OfMessage(WeChatXml message, string type, string id) => type switch
    {
        "text" => (Activity.Message(message["Content"]), []),
        "image" => WithFile(message, $"photo-{id}.jpg", null),
        // What WeChat has understood, where the account has that switched on.
        "voice" => WithFile(message, $"voice-{id}.{(message["Format"] is "speex" ? "speex" : "amr")}", message["Recognition"]),
        "video" or "shortvideo" => WithFile(message, $"video-{id}.mp4", null),
        "file" => WithFile(message, message["Title"] ?? $"file-{id}", null),
        "location" => (OfLocation(message), []),
        "link" => (Activity.Message(Lines(message["Title"], message["Description"], message["Url"])), []),
        _ => (Wordless, []),
    };

    private static readonly Activity Wordless = new() { Type = ActivityType.Message, IsWordless = true };

    private static (Activity Activity, IReadOnlyList<SentFile> Files) WithFile(WeChatXml message, string name, string? words) =>
        message["MediaId"] is { } media ? (Activity.Message(words), [new(media, name, 0)]) : words is null ? (Wordless, []) : (Activity.Message(words), []);

    private static Activity OfLocation(WeChatXml message) =>
        Number(message["Location_X"]) is { } latitude and >= -90 and <= 90 && Number(message["Location_Y"]) is { } longitude and >= -180 and <= 180
            ? Activity.Message(message["Label"]) with { Location = ChinesePosition.Unshifted(latitude, longitude) }
            : message["Label"] is { } label ? Activity.Message(label) : Wordless;

    private static WeChatInput OfEvent(WeChatXml message, string person, string account)
    {
        // An event has no id of its own; what it is, who did it and when are the same when it is delivered again.
        if (message["Event"] is not { } what || message["CreateTime"] is not { } at)
            return new UnreadableMessage(null);
        var key = message["EventKey"] ?? "";
        var id = $"e{at}.{what}.{key}";
        return what.ToLowerInvariant() switch
        {
            "subscribe" => Said(Begun(key.StartsWith(FromPoster, StringComparison.Ordinal) ? key[FromPoster.Length..] : "")),
            "scan" => Said(Begun(key)),
            "click" => Said(Activity.Pressed(IsOurs(key) ? key : MenuActions.Start)),
            "unsubscribe" => new Unfollowed(person, id),
            _ => new NothingSaid(),
        };

        SaidToAccount Said(Activity activity) => new(person, account, id, activity, []);
    }

    private static Activity Begun(string poster) => Activity.Pressed(MenuActions.Start) with { Entry = PosterForm().IsMatch(poster) ? poster : null };

    // A menu that somebody has set by hand at WeChat's site still leads somewhere.
    private static bool IsOurs(string key) => key.Length <= 64 && key.StartsWith("m|", StringComparison.Ordinal);

    private static double? Number(string? written) => double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.OfType<string>());

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex PersonForm();

    // What a poster's code may name itself, as in Telegram's links.
    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex PosterForm();
}
