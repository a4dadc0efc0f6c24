using System.Text.Json;
using Intake.Application.Writing;
using Intake.Bot.Conversation.Handling;

namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// Takes updates in, fetched or sent, by the one door for messages. When it returns, they are durable and may be confirmed;
/// when it throws, nobody confirms them and they come again, and what was handled of them already is known by its id.
/// </summary>
internal sealed class TelegramIntake(ActivityIntake intake, CommandWriter writer, TelegramFiles files, TelegramAlbums albums, TelegramPresses presses)
{
    /// <summary>Takes updates in: those of a chat one after the other, those of different chats beside each other.</summary>
    public Task TakeAsync(IReadOnlyList<JsonElement> updates, CancellationToken cancellationToken) =>
        Task.WhenAll(updates.Select(update => (Raw: update, Input: UpdateToActivity.Read(update))).GroupBy(one => ChatOf(one.Input), StringComparer.Ordinal).Select(async chat =>
        {
            foreach (var (raw, input) in chat)
                await TakeAsync(raw, input, cancellationToken);
        }));

    private static string ChatOf(TelegramInput input) => input switch
    {
        SaidToBot said => said.Conversation,
        SaidInGroup said => said.Conversation,
        _ => "",
    };

    private async Task TakeAsync(JsonElement raw, TelegramInput input, CancellationToken cancellationToken)
    {
        switch (input)
        {
            case UnreadableUpdate unreadable:
                await writer.WriteAsync(KeepUpdate.Unreadable(unreadable, raw.GetRawText()), cancellationToken);
                break;
            case SaidInGroup said:
                await writer.WriteAsync(new DeclineGroup(ChannelProfile.Telegram, said.Conversation, said.Message), cancellationToken);
                break;
            case SaidToBot { Album: not null } part:
                await albums.KeepAsync(part, raw.GetRawText(), cancellationToken);
                break;
            case SaidToBot said:
                // What was sent before it is heard before it.
                await albums.SettleAsync(said.Conversation, cancellationToken);
                await HandleAsync(said, raw.GetRawText(), cancellationToken);
                break;
        }
    }

    private async Task HandleAsync(SaidToBot said, string raw, CancellationToken cancellationToken)
    {
        var inbound = InboundOf(said, raw);
        // What has begun is finished: a message that is fetched again because the program stops finds itself handled.
        await intake.HandleAsync(inbound with { Activity = said.Activity with { Files = await files.TakeAsync(said.Files, cancellationToken) } }, CancellationToken.None);
        if (said.Pressed is { } pressed)
            presses.Add(pressed);
    }

    /// <summary>A message as the door takes it.</summary>
    internal static InboundActivity InboundOf(SaidToBot said, string raw) => new()
    {
        Profile = ChannelProfile.Telegram,
        Conversation = said.Conversation,
        Message = said.Message,
        Raw = raw,
        Activity = said.Activity,
    };
}
