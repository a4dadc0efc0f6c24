using System.Text.Json;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.BotFramework;

public sealed class ActivityToBotFrameworkTests
{
    private static readonly Reply WithEverything = new()
    {
        Text = "单号：XH-1\n请记下 *查询码*",
        Buttons = [new("查看", "t|XH-1|show"), new("再提一件", "m|submit")],
        Card = new(CardKind.Receipt, "回执", [new("单号", "XH-1")]),
    };

    [Fact]
    public void Where_there_are_cards_and_buttons_both_are_sent_beside_the_text()
    {
        var activity = Assert.Single(ActivityToBotFramework.Convert(In("webchat"), [WithEverything], "m1"));
        Assert.Equal(("message", "plain", "m1", WithEverything.Text), (activity.Type, activity.TextFormat, activity.ReplyToId, activity.Text));
        Assert.Equal(["t|XH-1|show", "m|submit"], activity.SuggestedActions!.Actions!.Select(action => action!.Value));
        Assert.All(activity.SuggestedActions.Actions!, action => Assert.Equal("postBack", action!.Type));
        Assert.Equal("XH-1", Assert.Single(activity.Attachments!)!.Content!.Value.GetProperty("body")[1].GetProperty("facts")[0].GetProperty("value").GetString());
        Assert.Equal(("28:the-bot", "29:1-lan", "a:1"), (activity.From!.Id, activity.Recipient!.Id, activity.Conversation!.Id));
    }

    [Fact]
    public void In_Teams_one_card_says_everything_and_nothing_in_it_is_markdown()
    {
        var activity = Assert.Single(ActivityToBotFramework.Convert(In("msteams"), [WithEverything], null));
        Assert.Equal((null, null, WithEverything.Text), (activity.Text, activity.SuggestedActions, activity.Summary));
        var card = Assert.Single(activity.Attachments!)!.Content!.Value;
        Assert.Equal(["单号：XH\\-1", "请记下 \\*查询码\\*"], card.GetProperty("body").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "TextBlock").Select(block => block.GetProperty("text").GetString()));
        Assert.Equal(["t|XH-1|show", "m|submit"], card.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("data").GetProperty("intake").GetString()));
        Assert.All(card.GetProperty("actions").EnumerateArray(), action => Assert.Equal("Action.Submit", action.GetProperty("type").GetString()));
    }

    [Fact]
    public void Without_buttons_Teams_gets_words_too()
    {
        var activity = Assert.Single(ActivityToBotFramework.Convert(In("msteams"), [new() { Text = "好的" }], null));
        Assert.Equal(("好的", null), (activity.Text, activity.Attachments));
    }

    [Fact]
    public void What_leaves_is_the_schemas_JSON_and_holds_nothing_that_is_not_said()
    {
        var json = JsonSerializer.Serialize(Assert.Single(ActivityToBotFramework.Convert(In("sms"), [new() { Text = "好的" }], "m1")), ActivityJson.Default.BotActivity);
        using var read = JsonDocument.Parse(json);
        Assert.Equal(["type", "serviceUrl", "channelId", "from", "recipient", "conversation", "text", "textFormat", "replyToId"], read.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("webchat", 24, true)]
    [InlineData("msteams", 6, true)]
    [InlineData("facebook", 10, false)]
    [InlineData("sms", 0, false)]
    public void A_channel_is_asked_for_no_more_than_it_has(string channel, int buttons, bool cards)
    {
        var profile = BotFrameworkProfiles.Any.Within(In(channel).ToJson());
        Assert.Equal(("botframework", buttons, cards), (profile.Code, profile.Buttons, profile.ShowsCards));
    }

    [Theory]
    [InlineData("reply:botframework:webchat/a:1/m1", "m1")]
    [InlineData("reply:botframework:webchat/a:1/m/1|2", "m/1|2")]
    [InlineData("reply:botframework:webchat/a:1/~open", null)]
    [InlineData("reply:botframework:webchat/a:1/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null)]
    [InlineData("news:17:botframework", null)]
    public void An_answer_names_what_it_answers_where_that_is_known(string key, string? answered) =>
        Assert.Equal(answered, BotFrameworkRoute.AnsweredBy(new() { Kind = "botframework", Address = "webchat/a:1", IdempotencyKey = key }));

    private static ConversationReference In(string channel) => new(channel, "https://smba.trafficmanager.net/apac/", "a:1", "28:the-bot", "29:1-lan", null);
}
