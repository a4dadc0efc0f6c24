using Intake.Bot.Channels;
using Intake.Bot.Channels.Telegram;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.Telegram;

public sealed class UpdateToActivityTests
{
    private const string Chat = "6100000017";

    [Fact]
    public void Words_are_a_message_of_their_chat_in_the_language_of_the_program()
    {
        var said = Fixture.Said("text");
        Assert.Equal((Chat, "m11"), (said.Conversation, said.Message));
        Assert.Equal((ActivityType.Message, "滨江路边的工地半夜还在打桩", "zh-hans"), (said.Activity.Type, said.Activity.Text, said.Activity.Locale));
        Assert.Empty(said.Files);
    }

    [Fact]
    public void A_deep_link_begins_and_says_which_poster_was_scanned()
    {
        var said = Fixture.Said("start");
        Assert.Equal(("m|start", "box-17"), (said.Activity.Value, said.Activity.Entry));
    }

    [Theory]
    [InlineData("/help", "m|help")]
    [InlineData("/Track", "m|track")]
    [InlineData("/report@xinghe_bot", "m|submit")]
    [InlineData("/start", "m|start")]
    [InlineData("/start box 17", null)]
    [InlineData("/start box#17", null)]
    [InlineData("/unknown", null)]
    [InlineData("/ help", null)]
    [InlineData("see /help", null)]
    public void A_command_of_the_menu_is_its_choice_and_other_words_are_words(string text, string? value)
    {
        var said = Assert.IsType<SaidToBot>(UpdateToActivity.Convert(new() { Message = new() { MessageId = 1, Chat = new() { Id = 5, Type = "private" }, Text = text } }));
        Assert.Equal(value, said.Activity.Value);
        Assert.Equal(value is null ? text : null, said.Activity.Text);
        Assert.Null(said.Activity.Entry);
    }

    [Fact]
    public void A_photo_is_fetched_in_its_largest_size_and_its_caption_is_what_was_said()
    {
        var said = Fixture.Said("photo");
        Assert.Equal("三号门的灯", said.Activity.Text);
        Assert.Equal(new SentFile("AgAC-large", "photo-14.jpg", 84_120), Assert.Single(said.Files));
    }

    [Theory]
    [InlineData("document", "BQAC-doc", "清单.pdf")]
    [InlineData("voice", "AwAC-voice", "voice-16.ogg")]
    [InlineData("animation", "CgAC-anim", "漏水.mp4")]
    public void A_file_is_fetched_once_under_its_senders_name(string fixture, string id, string name)
    {
        var said = Fixture.Said(fixture);
        Assert.Equal((id, name), (Assert.Single(said.Files).FileId, said.Files[0].Name));
        Assert.False(said.Activity.IsWordless);
    }

    [Fact]
    public void A_place_is_a_point_and_a_card_is_its_number()
    {
        Assert.Equal(new MapPoint(30.658601, 104.064855), Fixture.Said("location").Activity.Location);
        Assert.Equal("+8613800000000", Fixture.Said("contact").Activity.Text);
        Assert.False(Fixture.Said("location").Activity.IsWordless);
    }

    [Fact]
    public void A_sticker_holds_no_words() => Assert.True(Fixture.Said("sticker").Activity.IsWordless);

    [Fact]
    public void The_parts_of_an_album_are_one_message()
    {
        var first = Fixture.Said("album-part");
        var second = first with { Message = "m22", Activity = first.Activity with { Text = null }, Files = [new("AgAC-second", "photo-22.jpg", 1)] };
        Assert.Equal("13370001", first.Album);
        var joined = UpdateToActivity.Join([first, second]);
        Assert.Equal(("gm21", "一共两张"), (joined.Message, joined.Activity.Text));
        Assert.Equal(["AgAC-large", "AgAC-second"], joined.Files.Select(file => file.FileId));
    }

    [Fact]
    public void Changed_words_are_heard_and_a_position_that_moves_on_is_not()
    {
        var said = Fixture.Said("edited");
        Assert.Equal(("e11.1773192660", "滨江路边的工地凌晨两点还在打桩"), (said.Message, said.Activity.Text));
        Assert.IsType<NothingSaid>(Fixture.Read("edited-location"));
    }

    [Fact]
    public void A_pressed_button_says_its_title_and_is_marked_while_lasting_ones_stay()
    {
        var said = Fixture.Said("callback");
        Assert.Equal(("c26199800001", "3|yes", "提交"), (said.Message, said.Activity.Value, said.Activity.Text));
        var edit = said.Pressed!.Edit!;
        Assert.Equal((6_100_000_017, 30), (edit.ChatId, edit.MessageId));
        Assert.Equal(["✓ 提交", "帮助"], edit.ReplyMarkup.InlineKeyboard!.SelectMany(row => row).Select(button => button.Text));
    }

    [Theory]
    [InlineData("callback-lasting")]
    [InlineData("callback-old")]
    public void A_button_that_stays_or_is_not_known_any_more_is_answered_and_changes_nothing(string fixture)
    {
        var said = Fixture.Said(fixture);
        Assert.StartsWith("26199", said.Pressed!.CallbackQueryId, StringComparison.Ordinal);
        Assert.Null(said.Pressed.Edit);
    }

    [Theory]
    [InlineData("group", "-1001234567890")]
    [InlineData("added-to-group", "-400100")]
    public void A_group_is_told_apart(string fixture, string group) => Assert.Equal(group, Assert.IsType<SaidInGroup>(Fixture.Read(fixture)).Conversation);

    [Theory]
    [InlineData("blocked")]
    [InlineData("other-bot")]
    [InlineData("channel-post")]
    [InlineData("poll")]
    public void What_nobody_says_to_the_bot_is_nothing(string fixture) => Assert.IsType<NothingSaid>(Fixture.Read(fixture));

    [Theory]
    [InlineData("""{"update_id":7,"message":{"message_id":"eleven"}}""", 7L)]
    [InlineData("""{"update_id":7,"message":[]}""", 7L)]
    [InlineData("""{"update_id":"7","message":1}""", null)]
    [InlineData("[]", null)]
    [InlineData("17", null)]
    public void What_is_of_no_known_form_is_unreadable_with_its_id(string json, long? id) => Assert.Equal(new UnreadableUpdate(id), Fixture.ReadJson(json));
}
