using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Tests.Conversation;

public sealed class TicketWishesTests
{
    private static (Transcript Talk, string Number) Known(Language language, bool inHand = true)
    {
        var talk = Transcript.In(language);
        var number = talk.Desk.Existing();
        if (inHand)
            talk.Desk.InHand(number);
        return (talk.Knows(number), number);
    }

    [Fact]
    public void Words_and_files_are_added_until_there_are_no_more()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Play($"""
            用户: 补充
            机器人: 请写要补充的内容，也可以发照片和文件，我会加到 {number} 里。
            用户: 是3号楼楼下那盏
            机器人: 已经补充到 {number}，市城市管理和综合行政执法局会看到。还有就接着发。
            按钮: 没有了 | 看进度
            用户: <file 灯.jpg>
            机器人: 已经补充到 {number}，…
            用户: [没有了]
            机器人: 不客气。有事随时找我。
            """);
        Assert.Equal(["是3号楼楼下那盏", "（见附件）"], talk.Desk.Commands.OfType<AddWords>().Select(command => command.Text));
        Assert.Equal([1L], talk.Desk.Commands.OfType<AddWords>().Last().Files);
    }

    [Fact]
    public void The_unit_s_question_arms_the_next_message()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Happens(talk.Desk.Ask(number, "是哪一盏灯？")).Play($"""
            机器人: 市城市管理和综合行政执法局办理 {number} 时想问您：⏎是哪一盏灯？⏎请直接回复，您的下一条消息就是回答。
            按钮: 以后再答
            用户: 3号楼楼下那盏
            机器人: 已经转给市城市管理和综合行政执法局，时限接着算。还有要说的就接着发。
            用户: 还有1单元门口那盏
            机器人: 已经补充到 {number}，…
            """);
        Assert.Equal(TicketState.InHand, talk.Desk.Ticket(number).State);
    }

    [Fact]
    public void It_can_be_answered_later()
    {
        var (talk, number) = Known(Language.English);
        talk.Happens(talk.Desk.Ask(number, "Which lamp is it?")).Play($"""
            Bot: City Management and Law Enforcement Bureau has a question about {number}:⏎Which lamp is it?⏎Just answer here; your next message is the answer.
            Buttons: Answer later
            User: later
            Bot: All right. Say "answer" when you are ready.
            User: answer
            Bot: Just write your answer, with photos if you like; I will pass it on to the unit.
            User: the one below building 3
            Bot: Passed on to City Management and Law Enforcement Bureau; the time limit runs again. If there is more, write on.
            """);
    }

    [Fact]
    public void A_question_in_the_middle_of_a_draft_waits_and_the_draft_goes_on()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Play("""
            用户: 我要反映
            机器人: 请说说是什么事：…
            """).Happens(talk.Desk.Ask(number, "是哪一盏灯？")).Play("""
            机器人: 市城市管理和综合行政执法局办理…
            按钮: 回答单位
            机器人: 请说说是什么事：…
            用户: 暖气不热
            机器人: 这件事属于下面哪一项？
            用户: [回答单位]
            机器人: 请直接写下您的回答，可以附照片，我转给办理单位。
            用户: 3号楼那盏
            机器人: 已经转给市城市管理和综合行政执法局，…
            按钮: 没有了 | 看进度 | 接着写刚才的诉求
            用户: 接着写刚才的诉求
            机器人: 这件事属于下面哪一项？
            """);
    }

    [Fact]
    public void Urging_is_once_a_day()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Play("""
            用户: 催一下
            机器人: 已经催办，市城市管理和综合行政执法局收到了提醒。一天可以催一次。
            用户: 催办
            机器人: 今天已经催办过，请明天再催。
            机器人: 还有什么可以帮您？
            时间: 1440
            用户: 催办
            机器人: 已经催办，…
            """);
        Assert.Equal(2, talk.Desk.Ticket(number).Urges);
    }

    [Fact]
    public void Taking_back_is_asked_for_once_more()
    {
        var (talk, number) = Known(Language.English);
        talk.Play($"""
            User: withdraw
            Bot: Do you really want to take {number} back? It will not be handled any further.
            Buttons: Take it back | Leave it
            User: hmm
            Bot: Please choose one of these.
            Bot: Do you really want to take {number} back? …
            User: no
            Bot: All right, it was not taken back and goes on.
            User: take it back
            Bot: Do you really want to take {number} back? …
            User: 1
            Bot: {number} has been taken back and will not be handled any further.
            """);
        Assert.Equal(TicketState.Withdrawn, talk.Desk.Ticket(number).State);
    }

    [Fact]
    public void Solved_is_one_tap_and_stars_are_one_more()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Happens(talk.Desk.Resolve(number, "已更换灯具，恢复照明。")).Play($"""
            机器人: 您的诉求 {number} 有结果了（已解决）。市城市管理和综合行政执法局答复：⏎已更换灯具，恢复照明。⏎事情解决了吗？
            按钮: 解决了 | 没解决 | 看进度
            用户: [解决了]
            机器人: 好的，解决了就好。方便的话，给这次办理打个分。
            按钮: 非常满意 | 满意 | 基本满意 | 不满意 | 非常不满意
            """);
        Assert.Equal(RequesterWord.Solved, talk.Desk.Ticket(number).Word);
        talk.Play("""
            用户: 满意
            机器人: 谢谢您的评价。
            """);
        Assert.Equal((4, RequesterWord.Solved), (talk.Desk.Ticket(number).Rating, talk.Desk.Ticket(number).Word));
    }

    [Fact]
    public void Not_solved_goes_back_at_once_and_what_is_wrong_is_passed_on()
    {
        var (talk, number) = Known(Language.English);
        talk.Happens(talk.Desk.Resolve(number, "The lamp was replaced.")).Play($"""
            Bot: There is a result for your request {number} (…). City Management and Law Enforcement Bureau answers:⏎The lamp was replaced.⏎Is it solved?
            Buttons: Solved | Not solved | Check progress
            User: [Not solved]
            Bot: Noted: not solved. {number} has gone back to City Management and Law Enforcement Bureau with a shorter time limit. What is still wrong? Write it down and I will pass it on.
            User: it flickers at night
            Bot: Added to {number}; …
            """);
        Assert.Equal((TicketState.InHand, 1), (talk.Desk.Ticket(number).State, talk.Desk.Ticket(number).Relistings));
    }

    [Fact]
    public void Not_solved_in_words_takes_the_words_along()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Happens(talk.Desk.Resolve(number, "已更换灯具。")).Play("""
            机器人: …事情解决了吗？
            用户: 还没解决呢，一到半夜又灭了
            机器人: 记下了：没解决。…
            """);
        Assert.Equal("还没解决呢，一到半夜又灭了", talk.Desk.Commands.OfType<Contest>().Single().Reason);
        Assert.Equal(1, talk.Desk.Ticket(number).Relistings);
    }

    [Fact]
    public void Written_off_asks_for_stars_and_few_stars_ask_why()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Desk.Resolve(number, "已更换灯具。");
        talk.Happens(talk.Desk.WriteOff(number)).Play($"""
            机器人: 您的诉求 {number} 核实后已经销号。⏎您对这次办理满意吗？30 天内发现没解决，可以退回重办。
            按钮: 非常满意 | 满意 | 基本满意 | 不满意 | 非常不满意 | 没解决
            用户: 4
            机器人: 记下了。哪里没办好？写下来，我转给中心；如果事情还没解决，可以点“没解决”退回重办。
            按钮: 没解决 | 跳过
            用户: 等了太久
            机器人: 谢谢您的评价。
            """);
        Assert.Equal([null, "等了太久"], talk.Desk.Commands.OfType<Rate>().Select(rate => rate.Comment));
        Assert.Equal(2, talk.Desk.Ticket(number).Rating);
    }

    [Fact]
    public void What_the_state_does_not_allow_is_refused_in_words()
    {
        var (talk, number) = Known(Language.Chinese, inHand: false);
        talk.Play($"""
            用户: 评价
            机器人: 您对 {number} 的办理满意吗？
            用户: [非常满意]
            机器人: 当前状态是“已收到，待受理”，不能“评价”。
            机器人: 还有什么可以帮您？
            """);
    }

    [Fact]
    public void Without_a_receipt_the_wish_waits_for_it()
    {
        var talk = Transcript.In(Language.Chinese);
        var number = talk.Desk.Existing();
        talk.Play($"""
            用户: 催办
            机器人: 请把单号和查询码发给我，…
            用户: {number} {FakeDesk.Secret}
            机器人: 已经催办，星河市民意诉求办理中心收到了提醒。一天可以催一次。
            """);
    }

    [Fact]
    public void What_is_written_after_sending_may_belong_to_it_or_not()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 星北区学府路的路灯坏了好几天，晚上漆黑一片
            机器人: 我按您写的…
            用户: 提交
            机器人: 已经收到您的诉求。…
            用户: 谢谢
            机器人: 不客气。有事随时找我。
            用户: 忘了说，是3号楼门口那盏
            机器人: 这是要补充到 XH-20260311-00001-1 里，还是另外一件事？
            按钮: 补充进去 | 另外一件事
            用户: 补充进去
            机器人: 已经补充到 XH-20260311-00001-1，星河市民意诉求办理中心会看到。还有就接着发。
            时间: 16
            用户: 桂湖公园的公厕又脏又臭，好几天没有人打扫
            机器人: 这件事属于下面哪一项？
            """);
        Assert.Equal("忘了说，是3号楼门口那盏", talk.Desk.Commands.OfType<AddWords>().Single().Text);
    }

    [Fact]
    public void How_it_is_getting_on_can_be_asked_in_words()
    {
        var (talk, number) = Known(Language.Chinese);
        talk.Play($"""
            用户: 什么时候能有结果啊
            机器人: {number}　…
            """);
    }
}
