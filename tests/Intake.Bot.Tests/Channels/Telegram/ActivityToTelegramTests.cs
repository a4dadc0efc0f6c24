using Intake.Bot.Channels.Telegram;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.Telegram;

public sealed class ActivityToTelegramTests
{
    [Fact]
    public void A_long_text_is_several_messages_with_the_buttons_under_the_last()
    {
        var line = new string('长', 1_000);
        var sent = ActivityToTelegram.Convert(5, [new Reply { Text = string.Join('\n', Enumerable.Repeat(line, 9)), Buttons = [new("好", "1|yes")] }]);
        Assert.Equal(3, sent.Count);
        Assert.All(sent, message => Assert.InRange(message.Text.Length, 1, 4_096));
        Assert.Equal(9 * 1_000, sent.Sum(message => message.Text.Count(c => c == '长')));
        Assert.All(sent.SkipLast(1), message => Assert.Null(message.ReplyMarkup));
        Assert.NotNull(sent[^1].ReplyMarkup);
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        var sent = ActivityToTelegram.Convert(5, [new Reply { Text = "x" + string.Concat(Enumerable.Repeat("🏙", 4_000)) }]);
        Assert.All(sent, message => Assert.False(char.IsLowSurrogate(message.Text[0]) || char.IsHighSurrogate(message.Text[^1])));
    }

    [Fact]
    public void Short_buttons_share_a_row_and_a_long_one_has_its_own()
    {
        var sent = ActivityToTelegram.Convert(5, [new Reply { Text = "?", Buttons = [new("提交", "1|a"), new("修改", "1|b"), new("只让中心知道我的名字和电话", "1|c"), new("取消", "1|d")] }]);
        Assert.Equal([2, 1, 1], Assert.Single(sent).ReplyMarkup!.InlineKeyboard!.Select(row => row.Count));
    }

    [Fact]
    public void A_reply_without_words_is_no_message() => Assert.Empty(ActivityToTelegram.Convert(5, [new Reply { Text = " \n" }]));
}
