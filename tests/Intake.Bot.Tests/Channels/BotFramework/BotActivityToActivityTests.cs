using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.BotFramework;

public sealed class BotActivityToActivityTests
{
    [Fact]
    public void Words_are_a_message_of_their_conversation_which_is_reached_where_they_came_from()
    {
        var said = Fixture.Said("message");
        Assert.Equal(("1773106200123", "webchat/a:1-lan"), (said.Message, said.Reference.Key));
        Assert.Equal((ActivityType.Message, "滨江路边的工地半夜还在打桩", "zh-CN"), (said.Activity.Type, said.Activity.Text, said.Activity.Locale));
        Assert.Equal(new ConversationReference("webchat", "https://smba.trafficmanager.net/apac/", "a:1-lan", "28:the-bot", "29:1-lan", null), said.Reference);
        Assert.Equal(said.Reference, ConversationReference.FromJson(said.Reference.ToJson()));
        Assert.DoesNotContain("Lan\"", said.Reference.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void To_whom_it_is_said_is_no_part_of_it_and_of_whom_it_speaks_is()
    {
        var said = Fixture.Said("message-teams");
        Assert.Equal("三号门的灯坏了", said.Activity.Text);
        Assert.Empty(said.Files);
        Assert.Equal("7b1c0000-0000-4000-8000-000000000001", said.Reference.TenantId);
        Assert.Equal("<at>王工</at> 说三号门的灯坏了", Fixture.Said("message-other-mention").Activity.Text);
    }

    [Fact]
    public void Files_are_fetched_where_they_lie()
    {
        Assert.Equal(
            [new("https://smba.trafficmanager.net/apac/v3/attachments/0-wus-d1/views/original", "灯.jpg"), new("https://files.example/清单.pdf", "")],
            Fixture.Said("message-files").Files);
        var file = Fixture.Said("file-teams");
        Assert.Equal(new SentFile("https://city.sharepoint.example/download?tempauth=1", "灯.jpg"), Assert.Single(file.Files));
        Assert.False(file.Activity.IsWordless);
    }

    [Theory]
    [InlineData("press-value", "3|send", "提交")]
    [InlineData("press-text", "3|send", null)]
    [InlineData("press-card", "m|submit", null)]
    [InlineData("invoke-card", "m|submit", null)]
    [InlineData("press-other-card", null, "好的")]
    public void A_button_comes_back_in_several_forms(string fixture, string? value, string? text)
    {
        var said = Fixture.Said(fixture);
        Assert.Equal((value, text), (said.Activity.Value, said.Activity.Text));
        Assert.Equal(fixture == "invoke-card", said.IsInvoke);
    }

    [Theory]
    [InlineData("coming")]
    [InlineData("bot-coming")]
    [InlineData("contact-add")]
    [InlineData("install")]
    public void Who_comes_opens_the_conversation_once(string fixture)
    {
        var said = Fixture.Said(fixture);
        Assert.Equal((ActivityType.ConversationUpdate, BotActivityToActivity.Opening), (said.Activity.Type, said.Message));
    }

    [Fact]
    public void What_is_changed_is_further_words_and_the_same_change_is_a_repeat()
    {
        var said = Fixture.Said("message-update");
        Assert.Equal("滨江路边的工地半夜还在打桩，一直到三点", said.Activity.Text);
        Assert.Equal(said.Message, Fixture.Said("message-update").Message);
        Assert.StartsWith("~", said.Message, StringComparison.Ordinal);
        Assert.EndsWith("1773106200123", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_id_is_known_by_what_it_says()
    {
        Assert.Equal(Fixture.Said("without-id").Message, Fixture.Said("without-id").Message);
        Assert.StartsWith("~", Fixture.Said("without-id").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_is_a_point_and_one_that_is_not_on_earth_is_none()
    {
        Assert.Equal(new MapPoint(30.658601, 104.064855), Fixture.Said("place").Activity.Location);
        Assert.True(Fixture.Said("place-nowhere").Activity.IsWordless);
        Assert.True(Fixture.Said("sticker").Activity.IsWordless);
    }

    [Theory]
    [InlineData("message-delete")]
    [InlineData("message-reaction")]
    [InlineData("leaving")]
    [InlineData("contact-remove")]
    [InlineData("uninstall")]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("ending")]
    [InlineData("own")]
    [InlineData("own-role")]
    [InlineData("group-other-coming")]
    public void Nothing_is_said_by_these(string fixture) => Assert.IsType<NothingSaid>(Fixture.Read(fixture));

    [Theory]
    [InlineData("group")]
    [InlineData("group-channel")]
    [InlineData("group-bot-coming")]
    public void In_a_group_nothing_is_taken_in(string fixture) => Assert.Null(Assert.IsType<SaidInGroup>(Fixture.Read(fixture)).Reference.User);

    [Fact]
    public void What_cannot_be_placed_is_unreadable_and_what_nobody_carries_out_is_an_unknown_invoke()
    {
        Assert.Equal("1773106200123", Assert.IsType<UnreadableActivity>(Fixture.Read("no-conversation")).Id);
        Assert.IsType<UnknownInvoke>(Fixture.Read("invoke-other"));
    }

    [Fact]
    public void Every_fixture_is_looked_at()
    {
        var seen = File.ReadAllText(Path.Combine(Testing.Repository.Root, "tests/Intake.Bot.Tests/Channels/BotFramework/BotActivityToActivityTests.cs"));
        Assert.All(Fixture.All.Keys, name => Assert.Contains($"\"{name}\"", seen, StringComparison.Ordinal));
    }
}
