using System.Text;
using Intake.Bot.Channels.WeChat;

namespace Intake.Bot.Tests.Channels.WeChat;

public sealed class ActivityToWeChatTests
{
    [Fact]
    public void Short_replies_share_a_text() => Assert.Equal(["您好\n\n请问是哪里？\n1. 这里"], ActivityToWeChat.Convert([new() { Text = "您好" }, new() { Text = "请问是哪里？\n1. 这里" }]));

    [Fact]
    public void A_long_text_is_cut_between_lines_within_WeChats_bytes()
    {
        var line = new string('长', 300);
        var sent = ActivityToWeChat.Convert([new() { Text = string.Join('\n', Enumerable.Repeat(line, 9)) }, new() { Text = "好" }]);
        Assert.All(sent, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 2_048));
        Assert.All(sent, text => Assert.True(text.Split('\n').All(one => one.Length is 300 or 0 or 1), text));
        Assert.Equal(9 * 300, sent.Sum(text => text.Count(c => c == '长')));
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        var sent = ActivityToWeChat.Convert([new() { Text = "x" + string.Concat(Enumerable.Repeat("🏙", 4_000)) }]);
        Assert.All(sent, text => Assert.False(char.IsLowSurrogate(text[0]) || char.IsHighSurrogate(text[^1])));
        Assert.All(sent, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 2_048));
    }

    [Fact]
    public void What_XML_and_JSON_have_no_place_for_is_left_out() => Assert.Equal(["a\uFFFDb"], ActivityToWeChat.Convert([new() { Text = "a\uD800\u0001\0b" }]));

    [Fact]
    public void A_reply_without_words_is_no_text() => Assert.Empty(ActivityToWeChat.Convert([new() { Text = " \n" }]));
}
