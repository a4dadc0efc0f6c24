using System.Globalization;
using System.Text.Json;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Between the wire and the conversation: two pure converters.</summary>
public static class DirectLineConverter
{
    private const string ChannelId = "directline";

    /// <summary>An activity of the wire as the conversation takes it; null for kinds that say nothing, such as <c>typing</c>.</summary>
    public static Activity? ToConversation(BotActivity activity, IReadOnlyList<IncomingFile> files)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Type switch
        {
            // Clients that others wrote say a button's value in the place of words.
            "message" when activity.Value is null && ReplyShape.IsButton(activity.Text) => Activity.Pressed(activity.Text!.Trim()) with { Text = ClientMark.Of(activity).Title, Files = files, Locale = activity.Locale },
            "message" => new Activity
            {
                Type = ActivityType.Message,
                // A pressed button says its title, so that the conversation reads well afterwards.
                Text = activity.Text ?? ClientMark.Of(activity).Title,
                Value = activity.Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null,
                Files = files,
                Locale = activity.Locale,
                IsWordless = string.IsNullOrWhiteSpace(activity.Text) && activity.Value is null && files.Count == 0 && activity.Attachments is { Count: > 0 },
            },
            "conversationUpdate" => Activity.Opened(activity.Locale),
            _ => null,
        };
    }

    /// <summary>A kept entry as it leaves: what the person said, or what the bot says.</summary>
    public static BotActivity Leaving(string conversation, int watermark, DateTimeOffset at, ChatEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var activity = entry.Reply is { } reply ? Of(reply) : Of(entry.Said ?? new SaidByUser("", []));
        return activity with
        {
            Type = "message",
            Id = entry.Said is null ? IdOf(conversation, watermark) : IdOf(conversation, entry.Message!),
            Timestamp = at,
            ChannelId = ChannelId,
            Conversation = new(conversation),
            TextFormat = "plain",
            ReplyToId = entry.Said is null && entry.Message is { } answered ? IdOf(conversation, answered) : null,
            ChannelData = entry.Said is null ? null : JsonSerializer.SerializeToElement(new ClientMark { ClientActivityId = entry.Message }, DirectLineJson.Default.ClientMark),
        };
    }

    /// <summary>The id of something that the bot says: its place in the conversation.</summary>
    public static string IdOf(string conversation, int watermark) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{watermark:0000000}");

    /// <summary>The id of something that a person says: the client's own, the same on a repeat.</summary>
    public static string IdOf(string conversation, string message) => $"{conversation}|{message}";

    private static BotActivity Of(SaidByUser said) => new()
    {
        From = new(said.From ?? "user", null, "user"),
        Text = said.Text,
        Attachments = said.Files.Count == 0 ? null : [.. said.Files.Select(file => new BotAttachment { ContentType = file.ContentType, Name = file.Name })],
    };

    private static BotActivity Of(Reply reply) => new()
    {
        From = new("bot", null, "bot"),
        Text = reply.Text,
        Attachments = reply.Card is { } card ? [AdaptiveCard.Of(card).AsAttachment()] : null,
        SuggestedActions = reply.Buttons.Count == 0 ? null : new([.. reply.Buttons.Select(button => new CardAction("postBack", button.Title, button.Value))]),
    };
}
