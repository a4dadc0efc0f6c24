namespace Intake.Bot.Channels.BotFramework;

/// <summary>What a channel behind the Bot Framework can show.</summary>
/// <param name="Buttons">The most buttons under a message; 0 when choices are written as numbered lines.</param>
/// <param name="ButtonCharacters">The most characters of a button's title.</param>
/// <param name="MessageCharacters">The most characters of a message.</param>
/// <param name="Cards">Whether Adaptive Cards are shown.</param>
/// <param name="ButtonsInCards">Whether buttons are shown as parts of a card and not beside the message.</param>
internal sealed record ChannelWays(int Buttons = 0, int ButtonCharacters = 20, int MessageCharacters = 2_000, bool Cards = false, bool ButtonsInCards = false);

/// <summary>
/// What each channel can do, by its id (https://learn.microsoft.com/azure/bot-service/bot-service-channels-reference). One
/// that is not listed gets plain text, which every one has.
/// </summary>
internal static class BotFrameworkProfiles
{
    private static readonly ChannelWays Words = new();
    private static readonly ChannelWays OfChatPages = new(Buttons: 24, ButtonCharacters: 60, MessageCharacters: 8_000, Cards: true);

    private static readonly Dictionary<string, ChannelWays> Ways = new(StringComparer.OrdinalIgnoreCase)
    {
        ["webchat"] = OfChatPages,
        ["directline"] = OfChatPages,
        ["emulator"] = OfChatPages,
        ["msteams"] = OfChatPages with { Buttons = 6, ButtonCharacters = 40, ButtonsInCards = true },
        ["telegram"] = new(Buttons: 24, ButtonCharacters: 40, MessageCharacters: 4_000),
        ["facebook"] = new(Buttons: 10),
        ["skype"] = new(Buttons: 10, ButtonCharacters: 40),
        ["line"] = new(Buttons: 13),
        ["kik"] = new(Buttons: 20),
    };

    /// <summary>What is said of the channel where no conversation is at hand.</summary>
    public static ChannelProfile Any { get; } = new() { Code = BotFrameworkOptions.Code, Delivery = ChannelDelivery.Pushed, ByReference = reference => For(ConversationReference.FromJson(reference).ChannelId) };

    private static readonly Dictionary<string, ChannelProfile> Profiles = Ways.ToDictionary(one => one.Key, one => Of(one.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a channel can show.</summary>
    public static ChannelWays WaysOf(string channelId) => Ways.GetValueOrDefault(channelId, Words);

    /// <summary>The same, as the conversation asks for it.</summary>
    public static ChannelProfile For(string channelId) => Profiles.GetValueOrDefault(channelId, Any);

    private static ChannelProfile Of(ChannelWays ways) => Any with { Buttons = ways.Buttons, ButtonCharacters = ways.ButtonCharacters, MessageCharacters = ways.MessageCharacters, ShowsCards = ways.Cards };
}
