using Intake.Bot.Channels;
using Intake.Bot.Channels.WeChat;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.WeChat;

public sealed class MessageToActivityTests
{
    private const string Envelope = "<xml><ToUserName>gh_a</ToUserName><FromUserName>oA</FromUserName><CreateTime>1773106200</CreateTime>";

    [Fact]
    public void Words_are_a_message_of_their_person()
    {
        var said = Fixture.Said("text");
        Assert.Equal((Fixture.Person, Fixture.Account, "m24512345678901234"), (said.Person, said.Account, said.Message));
        Assert.Equal((ActivityType.Message, "滨江路边的工地半夜还在打桩 🏗"), (said.Activity.Type, said.Activity.Text));
        Assert.Empty(said.Files);
    }

    [Theory]
    [InlineData("image", "media_id-of-a-photo", "photo-24512345678901235.jpg", null)]
    [InlineData("voice", "media_id-of-a-voice", "voice-24512345678901236.amr", "三号门的路灯坏了。")]
    [InlineData("voice-not-understood", "media_id-of-a-voice", "voice-24512345678901237.amr", null)]
    [InlineData("shortvideo", "media_id-of-a-video", "video-24512345678901238.mp4", null)]
    [InlineData("file", "media_id-of-a-file", "清单.pdf", null)]
    public void A_file_is_fetched_and_what_WeChat_has_understood_of_it_is_what_was_said(string fixture, string media, string name, string? words)
    {
        var said = Fixture.Said(fixture);
        Assert.Equal(new SentFile(media, name, 0), Assert.Single(said.Files));
        Assert.Equal((words, false), (said.Activity.Text, said.Activity.IsWordless));
    }

    [Fact]
    public void A_place_loses_the_shift_of_Chinese_maps_and_keeps_its_name()
    {
        var said = Fixture.Said("location");
        Assert.Equal("星南区滨江路18号", said.Activity.Text);
        // 天安门: 39.90882, 116.39747 on Chinese maps, 39.90742, 116.39123 as satellites have it.
        Assert.InRange(said.Activity.Location!.Value.Latitude, 39.90737, 39.90747);
        Assert.InRange(said.Activity.Location!.Value.Longitude, 116.39118, 116.39128);
    }

    [Theory]
    [InlineData(22.28, 114.16)]
    [InlineData(43.79, 87.61)]
    [InlineData(53.48, 122.37)]
    [InlineData(18.25, 109.51)]
    public void The_shift_is_taken_back_to_less_than_a_metre(double latitude, double longitude)
    {
        var (north, east) = ChinesePosition.Shift(latitude, longitude);
        var back = ChinesePosition.Unshifted(latitude + north, longitude + east);
        Assert.InRange(back.Latitude - latitude, -0.000_005, 0.000_005);
        Assert.InRange(back.Longitude - longitude, -0.000_005, 0.000_005);
    }

    [Fact]
    public void Outside_China_nothing_is_shifted() => Assert.Equal(new MapPoint(52.52, 13.405), ChinesePosition.Unshifted(52.52, 13.405));

    [Fact]
    public void A_link_is_its_words() => Assert.Equal("滨江路改造公告\n施工到六月底\nhttps://www.xinghe.example/notice/17", Fixture.Said("link").Activity.Text);

    [Theory]
    [InlineData("subscribe", "m|start", null)]
    [InlineData("subscribe-poster", "m|start", "box-17")]
    [InlineData("scan", "m|start", "box-17")]
    [InlineData("click", "m|track", null)]
    [InlineData("click-foreign", "m|start", null)]
    public void Following_scanning_and_the_menu_are_presses(string fixture, string value, string? entry)
    {
        var said = Fixture.Said(fixture);
        Assert.Equal((value, entry), (said.Activity.Value, said.Activity.Entry));
        Assert.StartsWith("e1773106200.", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("qrscene_box 17")]
    [InlineData("qrscene_")]
    [InlineData("qrscene_<script>")]
    public void A_poster_that_names_itself_oddly_begins_all_the_same(string key)
    {
        var said = Assert.IsType<SaidToAccount>(Fixture.ReadXml($"{Envelope}<MsgType>event</MsgType><Event>subscribe</Event><EventKey><![CDATA[{key}]]></EventKey></xml>"));
        Assert.Equal(("m|start", null), (said.Activity.Value, said.Activity.Entry));
    }

    [Fact]
    public void Who_leaves_is_told_apart() => Assert.Equal(new Unfollowed(Fixture.Person, "e1773106200.unsubscribe."), Fixture.Read("unsubscribe"));

    [Theory]
    [InlineData("view")]
    [InlineData("position")]
    [InlineData("scancode")]
    public void What_nobody_says_is_nothing(string fixture) => Assert.IsType<NothingSaid>(Fixture.Read(fixture));

    [Fact]
    public void A_message_of_a_kind_not_known_yet_holds_no_words() => Assert.True(Fixture.Said("unknown").Activity.IsWordless);

    [Theory]
    [InlineData("<xml/>", null)]
    [InlineData("<xml><FromUserName>oA</FromUserName></xml>", null)]
    [InlineData("<xml><ToUserName>gh_a</ToUserName><FromUserName>o A'</FromUserName><MsgType>text</MsgType><MsgId>5</MsgId></xml>", "5")]
    [InlineData("<xml><ToUserName>gh_a</ToUserName><FromUserName>oA</FromUserName><MsgType>text</MsgType></xml>", null)]
    [InlineData("<xml><ToUserName>gh_a</ToUserName><FromUserName>oA</FromUserName><MsgType>event</MsgType><Event>CLICK</Event></xml>", null)]
    public void What_is_of_no_known_form_is_unreadable_with_its_id(string xml, string? id) => Assert.Equal(new UnreadableMessage(id), Fixture.ReadXml(xml));

    [Theory]
    [InlineData("<xml><a></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"aaaa\">]><xml><Content>&a;</Content></xml>")]
    [InlineData("<!DOCTYPE xml SYSTEM \"file:///etc/passwd\"><xml/>")]
    [InlineData("<xml><a><b><c><d><e><f><g><h>1</h></g></f></e></d></c></b></a></xml>")]
    [InlineData("")]
    [InlineData("{}")]
    public void What_is_no_message_is_not_read(string xml) => Assert.Null(WeChatXml.Read(xml));

    [Fact]
    public void Letters_of_another_writing_are_not_read() => Assert.Null(WeChatXml.TextOf([0xBA, 0xFA]));
}
