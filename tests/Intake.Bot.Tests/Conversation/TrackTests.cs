using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Tests.Conversation;

public sealed class TrackTests
{
    [Fact]
    public void Number_and_secret_in_one_message_show_the_ticket()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        talk.Desk.InHand(number);
        talk.Play($"""
            用户: 查一下 {number}，查询码 abcde-fghjk
            机器人: {number}　市容与城市管理 · 路灯照明⏎办理状态：办理中⏎现在由谁办：市城市管理和综合行政执法局，3月11日（星期三）10:00起⏎预计办结：3月18日（星期三）18:00前
            按钮: 办理经过 | 日期怎么算的 | 催办 | 补充 | 撤回
            用户: [日期怎么算的]
            机器人: {number} 的办结日期是这样算的：⏎从 3月11日（星期三）10:00 起，期限 5 个工作日，当天不算。⏎算在内：3月12日、3月13日、3月16日、3月17日、3月18日。⏎不算：3月14日周末、3月15日周末。⏎所以是 3月18日（星期三）18:00 前。
            按钮: 看进度 | 办理经过 | 催办 | 补充 | 撤回
            用户: [办理经过]
            机器人: {number} 的办理经过：⏎3月11日（星期三）10:00　收到诉求⏎3月11日（星期三）10:00　中心受理⏎3月11日（星期三）10:00　派给市城市管理和综合行政执法局⏎3月11日（星期三）10:00　市城市管理和综合行政执法局签收
            """);
        Assert.True(talk.State.Knows(number));
    }

    [Fact]
    public void Number_and_secret_can_come_one_after_the_other()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        talk.Play($"""
            用户: 查进度
            机器人: 请把单号和查询码发给我，单号像“XH-20260105-00042-7”这样。
            按钮: 取消
            用户: ABCDEFGH12
            机器人: 请把单号也一起发给我。
            机器人: 请把单号和查询码发给我，…
            用户: {number.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)}
            机器人: 单号 {number} 的查询码是多少？10 位字母和数字，写在回执上。
            按钮: 返回 | 取消
            用户: ABCDEFGHJ0
            机器人: 编号和查询码对不上，请核对后再试。
            机器人: 请把单号和查询码发给我，…
            用户: {number} ＡＢＣＤＥＦＧＨＪＫ
            机器人: {number}　市容与城市管理 · 路灯照明⏎…
            """);
    }

    [Fact]
    public void A_wrong_digit_is_told_before_anything_is_looked_up()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        talk.Play($"""
            用户: {number[..^1]}{(number[^1] - '0' + 1) % 10}
            机器人: 单号对不上，可能抄错了一位，请核对后再发。
            机器人: 请把单号和查询码发给我，…
            """);
        Assert.Empty(talk.Desk.Commands);
    }

    [Fact]
    public void An_unknown_number_and_a_wrong_secret_are_one_answer()
    {
        var talk = Transcript.In(Language.English);
        var number = talk.Desk.Existing();
        talk.Play($"""
            User: {number} ABCDEFGH00
            Bot: The number and the code do not belong together. Check both and try again.
            Bot: Please send me the number and the code. The number looks like XH-20260105-00042-7.
            User: {TicketNumber.Format("XH", TicketId.Of(new(2026, 3, 11), 99))} ABCDEFGHJK
            Bot: The number and the code do not belong together. Check both and try again.
            Bot: Please send me the number and the code. …
            User: cancel
            Bot: All right, we will leave that.
            """);
        Assert.DoesNotContain(number, talk.State.Receipts);
    }

    [Fact]
    public void Receipts_known_here_are_buttons_and_numbers_choose_them()
    {
        var talk = Transcript.In(Language.English);
        var (first, second) = (talk.Desk.Existing(), talk.Desk.Existing());
        talk.Knows(first).Knows(second).Play($"""
            User: check progress
            Bot: Choose the number you would like to see, or send me another number with its code.
            Buttons: {second} | {first} | Cancel
            User: 2
            Bot: {first}　Streets and city management · Street lights⏎State: Received, not yet accepted⏎With: Xinghe Public Feedback Centre, since Wednesday, 11 March, 10:00⏎Expected: by Wednesday, 18 March, 18:00 (provisional)
            Buttons: What has happened | How the date was counted | Urge | Add to it | Take it back
            User: [How the date was counted]
            Bot: How the date of {first} was counted:⏎From Wednesday, 11 March, 10:00, 5 working days; the day itself is not counted.⏎Counted: 12 Mar, 13 Mar, 16 Mar, 17 Mar, 18 Mar.⏎Not counted: 14 Mar (weekend), 15 Mar (weekend).⏎So it is due by Wednesday, 18 March, 18:00.⏎The date is provisional. …
            User: [What has happened]
            Bot: What has happened to {first}:⏎Wednesday, 11 March, 10:00　Request received
            """);
    }

    [Fact]
    public void A_matter_told_instead_of_a_receipt_is_a_matter() => Transcript.In(Language.English).Play("""
            User: check progress
            Bot: Please send me the number and the code. …
            User: the rubbish in Xingbei District was not collected for two weeks
            Bot: This is what I made of your words.…
            """);

    [Fact]
    public void Tracking_in_the_middle_of_a_draft_keeps_the_draft()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        talk.Play($"""
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: {number} {FakeDesk.Secret}
            机器人: {number}　…
            按钮: 办理经过 | 日期怎么算的 | 催办 | 补充 | 撤回 | 接着写刚才的诉求
            用户: [接着写刚才的诉求]
            机器人: 这件事属于下面哪一项？
            """);
    }

    [Fact]
    public void A_button_of_a_ticket_that_is_not_known_here_asks_for_its_receipt()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        var turn = ConversationCore.Step(new(talk.Desk.Authority, Intake.Testing.ExampleAuthority.Snapshot().Texts, talk.Profile, talk.Desk.Now), talk.State, Activity.Pressed($"t|{number}|withdraw"));
        Assert.Empty(turn.Commands);
        Assert.Contains("查询码", turn.Replies[^1].Text, StringComparison.Ordinal);
    }
}
