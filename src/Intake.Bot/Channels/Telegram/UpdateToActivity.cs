using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.Telegram;

/// <summary>From the wire to the conversation: a pure function that answers for whatever comes and never throws.</summary>
public static partial class UpdateToActivity
{
    /// <summary>The kinds of updates that mean something here.</summary>
    public static IReadOnlyList<string> AllowedUpdates { get; } = ["message", "edited_message", "callback_query", "my_chat_member"];

    /// <summary>What an update means, read from its JSON.</summary>
    public static TelegramInput Read(JsonElement update)
    {
        try
        {
            return update.ValueKind == JsonValueKind.Object && update.Deserialize(TelegramJson.Default.Update) is { } read ? Convert(read) : new UnreadableUpdate(IdOf(update));
        }
        catch (JsonException)
        {
            return new UnreadableUpdate(IdOf(update));
        }
    }

    /// <summary>The id of an update; null when it has none.</summary>
    public static long? IdOf(JsonElement update) =>
        update.ValueKind == JsonValueKind.Object && update.TryGetProperty("update_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;

    /// <summary>What an update means.</summary>
    public static TelegramInput Convert(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return update switch
        {
            { CallbackQuery: { } query } => OfPress(query),
            { Message: { } message } => OfMessage(message, Id("m", message.MessageId)),
            { EditedMessage: { } message } => OfEdit(message),
            { MyChatMember: { Chat: { } chat, NewChatMember.Status: "member" or "administrator" } change } when IsGroup(chat) => new SaidInGroup(Written(chat.Id), Id("j", change.Date)),
            _ => new NothingSaid(),
        };
    }

    /// <summary>The parts of an album as the one message that their sender has sent.</summary>
    /// <param name="parts">The parts, at least one, in any order.</param>
    public static SaidToBot Join(IReadOnlyList<SaidToBot> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var words = parts.Select(part => part.Activity.Text).Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        return parts[0] with
        {
            Message = $"g{parts[0].Message}",
            Activity = parts[0].Activity with { Text = words.Count == 0 ? null : string.Join('\n', words), IsWordless = false },
            Files = [.. parts.SelectMany(part => part.Files)],
        };
    }

    private static TelegramInput OfPress(CallbackQuery query)
    {
        if (query is not { Id: { Length: > 0 } id, Message.Chat: { } chat } || chat.Type != "private" || query.From is { IsBot: true })
            return new NothingSaid();
        var data = query.Data ?? "";
        var title = Buttons(query.Message.ReplyMarkup).FirstOrDefault(button => button.CallbackData == data)?.Text;
        var activity = Activity.Pressed(data) with { Text = title, Locale = query.From?.LanguageCode };
        return new SaidToBot(Written(chat.Id), $"c{id}", activity, []) { Pressed = new(id, Without(query.Message, chat, data)) };
    }

    private static TelegramInput OfEdit(Message message) =>
        // A shared position moves on by edits, many a minute; where it was at first is known.
        message.Location is not null ? new NothingSaid() : OfMessage(message, $"{Id("e", message.MessageId)}.{Written(message.EditDate ?? 0)}") switch
        {
            // Its file is known, and its album has been put together: only the words are new.
            SaidToBot { Activity.Text: null } => new NothingSaid(),
            SaidToBot said => said with { Files = [], Album = null },
            var other => other,
        };

    private static TelegramInput OfMessage(Message message, string id)
    {
        if (message.Chat is not { } chat || message.From is { IsBot: true })
            return new NothingSaid();
        if (IsGroup(chat))
            return new SaidInGroup(Written(chat.Id), id);
        if (chat.Type != "private")
            return new NothingSaid();
        var files = FilesOf(message).ToList();
        return new SaidToBot(Written(chat.Id), id, ActivityOf(message, files.Count > 0), files) { Album = string.IsNullOrEmpty(message.MediaGroupId) ? null : message.MediaGroupId };
    }

    private static Activity ActivityOf(Message message, bool hasFiles)
    {
        var text = message.Text ?? message.Caption ?? message.Contact?.PhoneNumber;
        var locale = message.From?.LanguageCode;
        if (CommandOf(text) is { } command)
            return Activity.Pressed(command.Value) with { Locale = locale, Entry = command.Entry };
        return new()
        {
            Type = ActivityType.Message,
            Text = text,
            Location = message.Location is { } place && IsOnEarth(place) ? new MapPoint(place.Latitude, place.Longitude) : null,
            Locale = locale,
            IsWordless = string.IsNullOrWhiteSpace(text) && message.Location is null && !hasFiles,
        };
    }

    /// <summary>A command of the menu as the choice that it stands for; null for other words, and for a command that there is not.</summary>
    private static (string Value, string? Entry)? CommandOf(string? text)
    {
        if (text is null || Command().Match(text) is not { Success: true } match)
            return null;
        var name = match.Groups["name"].Value.ToLowerInvariant();
        var rest = match.Groups["rest"].Value;
        return TelegramMenu.Commands.TryGetValue(name, out var value) ? (value, name == "start" && rest.Length > 0 ? rest : null) : null;
    }

    private static IEnumerable<SentFile> FilesOf(Message message)
    {
        string Name(string what, string ending) => $"{what}-{Written(message.MessageId)}{ending}";
        if (message.Photo?.Where(size => size is { FileId: not null }).MaxBy(size => (long)size.Width * size.Height) is { } photo)
            yield return new(photo.FileId!, Name("photo", ".jpg"), photo.FileSize ?? 0);
        if (message.Voice is { FileId: { } voice })
            yield return new(voice, Name("voice", ".ogg"), message.Voice.FileSize ?? 0);
        if (message.Audio is { FileId: { } audio })
            yield return new(audio, message.Audio.FileName ?? Name("audio", ""), message.Audio.FileSize ?? 0);
        if (message.Video is { FileId: { } video })
            yield return new(video, message.Video.FileName ?? Name("video", ".mp4"), message.Video.FileSize ?? 0);
        if (message.VideoNote is { FileId: { } note })
            yield return new(note, Name("video", ".mp4"), message.VideoNote.FileSize ?? 0);
        // The same file as the document beside it.
        if (message.Animation is { FileId: { } animation })
            yield return new(animation, message.Animation.FileName ?? Name("video", ".mp4"), message.Animation.FileSize ?? 0);
        else if (message.Document is { FileId: { } document })
            yield return new(document, message.Document.FileName ?? Name("file", ""), message.Document.FileSize ?? 0);
    }

    /// <summary>The buttons that stay when one was used: that one, marked, and those that mean the same at any time. Null when all stay.</summary>
    private static EditMessageReplyMarkupRequest? Without(Message message, Chat chat, string data)
    {
        var buttons = Buttons(message.ReplyMarkup).ToList();
        if (buttons.Count == 0 || ReplyShape.IsLasting(data) || buttons.All(button => button.CallbackData != data))
            return null;
        var used = buttons.First(button => button.CallbackData == data);
        var stay = buttons.Where(button => ReplyShape.IsLasting(button.CallbackData!));
        var marked = used with { Text = used.Text!.StartsWith(Used, StringComparison.Ordinal) ? used.Text : Used + used.Text };
        return marked == used && buttons.Count == 1 ? null : new(chat.Id, message.MessageId, new([[marked], .. stay.Select(button => new[] { button })]));
    }

    private const string Used = "✓ ";

    private static IEnumerable<InlineKeyboardButton> Buttons(InlineKeyboardMarkup? markup) =>
        (markup?.InlineKeyboard ?? []).Where(row => row is not null).SelectMany(row => row).Where(button => button is { Text: not null, CallbackData: not null });

    private static bool IsGroup(Chat chat) => chat.Type is "group" or "supergroup";

    private static bool IsOnEarth(Location place) => Math.Abs(place.Latitude) <= 90 && Math.Abs(place.Longitude) <= 180;

    private static string Id(string kind, long number) => kind + Written(number);

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);

    // "/start box-17": what follows the first command is what the link or poster says; Telegram allows these characters.
    [GeneratedRegex(@"^/(?<name>[A-Za-z0-9_]{1,32})(@[A-Za-z0-9_]{1,64})?(\s+(?<rest>[A-Za-z0-9_-]{1,64}))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
