using System.Text.Json;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>From the wire to the conversation: a pure function that answers for whatever comes and never throws.</summary>
public static class BotActivityToActivity
{
    /// <summary>What the id of a message begins with that is not the id of an activity, so that nothing can answer to it.</summary>
    public const char NotAnId = '~';

    /// <summary>The id of everything that opens a conversation: it is opened once.</summary>
    public const string Opening = "~open";

    private const string TeamsFile = "application/vnd.microsoft.teams.file.download.info";

    /// <summary>What an activity means, read from its JSON.</summary>
    public static BotFrameworkInput Read(JsonElement activity)
    {
        try
        {
            return activity.ValueKind == JsonValueKind.Object && activity.Deserialize(ActivityJson.Default.BotActivity) is { } read ? Convert(read) : new UnreadableActivity(null);
        }
        // The second is what is thrown for half of a character.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new UnreadableActivity(TextOf(activity, "id"));
        }
    }

    /// <summary>A member that is a text; null when it is something else or not there.</summary>
    public static string? TextOf(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What an activity means.</summary>
    public static BotFrameworkInput Convert(BotActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.Type is "invoke" && activity.Name is not "adaptiveCard/action")
            return new UnknownInvoke();
        if (activity.From?.Role is "bot" || (activity.From?.Id is { } from && from == activity.Recipient?.Id))
            return new NothingSaid();
        return MeantBy(activity) is not { } said ? new NothingSaid() : ReferenceOf(activity) is not { } reference ? new UnreadableActivity(activity.Id) : InItsPlace(activity, reference, said);
    }

    /// <summary>What is said, with the id of its own; null when nothing is.</summary>
    private static (string Id, Activity Activity, IReadOnlyList<SentFile> Files)? MeantBy(BotActivity activity)
    {
        var files = FilesOf(activity);
        switch (activity.Type?.ToLowerInvariant())
        {
            case "message" when IdOf(activity) is var id:
                return (id, SaidBy(activity, files.Count > 0), files);
            case "invoke" when PressedIn(Member(Member(activity.Value, "action"), "data")) is { } pressed:
                return (IdOf(activity), Activity.Pressed(pressed) with { Locale = activity.Locale }, []);
            // What somebody changes is heard as further words; its files are known.
            case "messageupdate" when SaidBy(activity, hasFiles: false) is { Text: { Length: > 0 } text } said:
                return ($"{NotAnId}{InboundActivity.HashOf(text)[..16]}{NotAnId}{IdOf(activity)}", said with { Files = [] }, []);
            case "conversationupdate" when activity.MembersAdded is { Count: > 0 }:
            case "contactrelationupdate" or "installationupdate" when activity.Action is "add":
                return (Opening, Activity.Opened(activity.Locale), []);
            default:
                return null;
        }
    }

    private static BotFrameworkInput InItsPlace(BotActivity activity, ConversationReference reference, (string Id, Activity Activity, IReadOnlyList<SentFile> Files) said)
    {
        if (!IsGroup(activity.Conversation!))
            return new SaidToBot(reference, said.Id, said.Activity, said.Files) { IsInvoke = activity.Type is "invoke" };
        // In a group others come and go; only that the bot has come is something to answer to.
        var isOthersComing = said.Activity.Type == ActivityType.ConversationUpdate && activity.MembersAdded is { } members && members.All(one => one?.Id != activity.Recipient?.Id);
        return isOthersComing ? new NothingSaid() : new SaidInGroup(reference with { User = null }, said.Id);
    }

    private static bool IsGroup(ConversationAccount conversation) => conversation.IsGroup is true || conversation.ConversationType is "groupChat" or "channel";

    private static ConversationReference? ReferenceOf(BotActivity activity) =>
        activity is { ChannelId: { Length: > 0 } channel, ServiceUrl: { Length: > 0 } service, Conversation.Id: { Length: > 0 } conversation }
            ? new(channel, service, conversation, activity.Recipient?.Id, activity.From?.Id, activity.Conversation.TenantId)
            : null;

    private static Activity SaidBy(BotActivity activity, bool hasFiles)
    {
        var text = WithoutMentions(activity);
        var place = PlaceIn(activity);
        if ((PressedIn(activity.Value) ?? (ReplyShape.IsButton(text) ? text!.Trim() : null)) is { } pressed)
            return Activity.Pressed(pressed) with { Text = pressed == text?.Trim() ? null : text, Locale = activity.Locale };
        return new()
        {
            Type = ActivityType.Message,
            Text = text,
            Location = place,
            Locale = activity.Locale,
            IsWordless = string.IsNullOrWhiteSpace(text) && place is null && !hasFiles,
        };
    }

    /// <summary>The value of a button of ours: by itself, or as the data of a card.</summary>
    private static string? PressedIn(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { } given && ReplyShape.IsButton(given) => given,
        { ValueKind: JsonValueKind.Object } data when TextOf(data, "intake") is { } given && ReplyShape.IsButton(given) => given,
        _ => null,
    };

    // "<at>Intake</at> the lamp is dark": to whom it is said is no part of it.
    private static string? WithoutMentions(BotActivity activity)
    {
        var text = activity.Text;
        foreach (var entity in activity.Entities ?? [])
        {
            if (text is not null && TextOf(entity, "type") is "mention" && TextOf(entity, "text") is { Length: > 0 } mention && TextOf(Member(entity, "mentioned") ?? default, "id") is { } id && id == activity.Recipient?.Id)
                text = text.Replace(mention, " ", StringComparison.Ordinal).Trim();
        }

        return text;
    }

    private static MapPoint? PlaceIn(BotActivity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            var point = TextOf(entity, "type") switch { "Place" => Member(entity, "geo"), "GeoCoordinates" => entity, _ => null };
            if (NumberOf(point, "latitude") is { } latitude && NumberOf(point, "longitude") is { } longitude && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180)
                return new(latitude, longitude);
        }

        return null;
    }

    private static List<SentFile> FilesOf(BotActivity activity) =>
        [.. (activity.Attachments ?? []).OfType<BotAttachment>().Select(file => AddressOf(file) is { Length: > 0 } address ? new SentFile(address, file.Name ?? "") : null).OfType<SentFile>()];

    private static string? AddressOf(BotAttachment file) => file.ContentType == TeamsFile ? TextOf(file.Content ?? default, "downloadUrl") : file.ContentUrl;

    // Without an id of its own it is known by what it says.
    private static string IdOf(BotActivity activity) =>
        activity.Id is { Length: > 0 } id ? id : $"{NotAnId}{InboundActivity.HashOf($"{activity.Timestamp:O} {activity.From?.Id} {activity.Text} {activity.Value}")}";

    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var value) ? value : null;

    private static double? NumberOf(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}
