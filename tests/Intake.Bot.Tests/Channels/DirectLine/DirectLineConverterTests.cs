using System.Text.Json;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Channels.DirectLine;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.DirectLine;

public sealed class DirectLineConverterTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Intake.Bot.Tests/Channels/DirectLine/Fixtures");
    private static readonly DateTimeOffset At = new(2026, 3, 10, 1, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Words_are_a_message_known_by_the_clients_own_id()
    {
        var activity = Read("message");
        var said = DirectLineConverter.ToConversation(activity, [])!;
        Assert.Equal((ActivityType.Message, "三号门的灯坏了", "zh-CN", false), (said.Type, said.Text, said.Locale, said.IsWordless));
        Assert.Equal("1773106200123abc", ClientMark.Of(activity).ClientActivityId);
    }

    [Theory]
    [InlineData("press-of-the-page", "3|send", "提交")]
    [InlineData("press-of-web-chat", "3|send", null)]
    [InlineData("press-of-another-card", null, null)]
    [InlineData("mark-of-another-form", null, "你好")]
    public void A_button_comes_back_as_a_value_or_as_words(string fixture, string? value, string? text)
    {
        var said = DirectLineConverter.ToConversation(Read(fixture), [])!;
        Assert.Equal((value, text), (said.Value, said.Text));
    }

    [Fact]
    public void Who_comes_opens_the_conversation_in_their_language()
    {
        var said = DirectLineConverter.ToConversation(Read("opening"), [])!;
        Assert.Equal((ActivityType.ConversationUpdate, "en-US"), (said.Type, said.Locale));
    }

    [Theory]
    [InlineData("joining")]
    [InlineData("typing")]
    [InlineData("ending")]
    public void Nothing_is_said_by_these(string fixture) => Assert.Null(DirectLineConverter.ToConversation(Read(fixture), []));

    [Fact]
    public void What_lies_elsewhere_is_not_fetched_and_holds_no_words() => Assert.True(DirectLineConverter.ToConversation(Read("sticker"), [])!.IsWordless);

    [Fact]
    public void What_a_person_said_leaves_with_their_id_and_the_clients_mark()
    {
        var activity = DirectLineConverter.Leaving("c1", 4, At, new ChatEntry { Message = "m1", Said = new SaidByUser("你好", [new(7, "灯.jpg", "image/jpeg", 15)]) { From = "lan" } });
        Assert.Equal(("c1|m1", "lan", "user", "m1"), (activity.Id, activity.From!.Id, activity.From.Role, ClientMark.Of(activity).ClientActivityId));
        Assert.Equal("灯.jpg", Assert.Single(activity.Attachments!)!.Name);
    }

    [Fact]
    public void What_the_bot_says_leaves_with_its_place_what_it_answers_its_buttons_and_its_card()
    {
        var reply = new Reply { Text = "单号：XH-1", Buttons = [new("查看", "t|XH-1|show")], Card = new(CardKind.Ticket, "单", [new("单号", "XH-1")]) };
        var activity = DirectLineConverter.Leaving("c1", 5, At, new ChatEntry { Message = "m1", Reply = reply });
        Assert.Equal(("c1|0000005", "c1|m1", "bot", "plain", null), (activity.Id, activity.ReplyToId, activity.From!.Role, activity.TextFormat, activity.ChannelData));
        Assert.Equal("t|XH-1|show", Assert.Single(activity.SuggestedActions!.Actions!)!.Value);
        Assert.Equal("ticket", Assert.Single(activity.Attachments!)!.Content!.Value.GetProperty("body")[1].GetProperty("id").GetString());
        Assert.Null(DirectLineConverter.Leaving("c1", 6, At, new ChatEntry { Reply = reply }).ReplyToId);
    }

    private static BotActivity Read(string name) => JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder, name + ".json")), ActivityJson.Default.BotActivity)!;
}
