using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Bot.Tests.Conversation;

public sealed class QuestionnaireTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_firm_answers_in_Chinese_and_gets_a_receipt_for_what_it_wrote()
    {
        var talk = Transcript.In(Language.Chinese);
        talk.Play("""
            用户: 问卷
            机器人: 您想填哪份问卷？
            按钮: 营商环境企业问卷 | 政务大厅办事体验 | 取消
            用户: [营商环境企业问卷]
            机器人: 营商环境企业问卷⏎我们想知道企业在本市办事…⏎只有中心知道您是谁，也只在您愿意留下的时候。
            机器人: 第 1 题（最多 8 题）：您的企业属于哪个行业？
            按钮: 对外贸易 | 批发零售和餐饮 | 制造业 | 其他服务业 | 不填了
            用户: [对外贸易]
            机器人: 第 2 题（最多 8 题）：今年开拓海外市场遇到哪些困难？⏎可以选多项，比如“1、3”。
            用户: [订单减少]
            机器人: 第 2 题…⏎已选 1 项。
            按钮: ✓ 订单减少 | 通关慢、手续多 | 运费高、运力紧 | 收汇和保险 | 没有明显困难 | 选好了 | 返回 | 不填了
            用户: [选好了]
            机器人: 第 3 题（最多 8 题）：目前有多少名员工？
            按钮: 跳过 | 返回 | 不填了
            用户: 大概四十个人吧
            机器人: 第 4 题（最多 8 题）：您对最近一次办证照的感受如何？⏎请给分：1 是很难办，5 是很顺利。
            按钮: 1 | 2 | 3 | 4 | 5 | 返回 | 不填了
            用户: 2
            机器人: 第 5 题（最多 8 题）：卡在哪个环节？…⏎写下的内容会转给主管单位办理。
            """);
        talk.Play("""
            用户: 跳过
            机器人: 请回答这道题，不能跳过。
            机器人: 第 5 题…
            用户: 食品许可证等了三个月
            机器人: 第 6 题（最多 8 题）：招工有困难吗？
            按钮: 是 | 否 | 跳过 | 返回 | 不填了
            用户: 没有
            机器人: 第 7 题（最多 7 题）：对改善营商环境还有什么建议？
            用户: [跳过]
            机器人: 需要核实时怎么联系您？…
            用户: 13900001111
            机器人: 您的答案：⏎您的企业属于哪个行业：对外贸易⏎…⏎目前有多少名员工：40⏎…食品许可证等了三个月⏎…⏎还没有提交。现在提交吗？
            按钮: 提交 | 返回 | 不填了
            用户: [提交]
            机器人: 谢谢您，答案已经收到。您写明的问题也在办理，回执 1 份。
            机器人: …〔查询码〕…
            """);
        Assert.Equal(["firms"], talk.State.Answered);
        Assert.Null(talk.State.Questionnaire);
        Assert.Equal("13900001111", talk.Desk.Commands.OfType<AnswerQuestionnaire>().Single().Contact!.Phone);
        talk.Play("""
            用户: q-firms
            机器人: 这份问卷您已经填过了：营商环境企业问卷。谢谢您！
            机器人: 还有什么可以帮您？
            """);
    }

    [Fact]
    public void A_citizen_comes_by_a_link_goes_back_and_answers_in_English()
    {
        var talk = Transcript.In(Language.English);
        talk.Play("""
            User: /start q-service-hall
            Bot: Your visit to the service hall⏎Four short questions, anonymous, one minute.⏎Your answers are anonymous; …
            Bot: Question 1 of at most 4: How long did you wait?
            Buttons: Up to 15 minutes | 15 minutes to an hour | More than an hour | Stop
            User: [More than an hour]
            Bot: Question 2 of at most 4: How were you treated?⏎A number from 1 (Badly) to 5 (Very well).
            User: seven
            Bot: Please choose from what is offered.
            Bot: Question 2 of …
            User: 4
            Bot: Question 3 of at most 4: Did you get done what you came for?
            User: back
            Bot: Question 2 of at most 4: How were you treated?…
            Buttons: 1 | 2 | 3 | 4 | 5 | Leave it as it is | Back | Stop
            User: [Leave it as it is]
            Bot: Question 3 of at most 4: …
            User: yes
            Bot: That was all. So that you stay anonymous, …
            User: yes
            Bot: Thank you, your answers are in.
            """);
        Assert.Equal("long|4|yes", string.Join('|', talk.Desk.Commands.OfType<AnswerQuestionnaire>().Single().Answers.Values));
    }

    [Fact]
    public void A_complaint_in_the_middle_is_heard_and_the_questionnaire_goes_on_afterwards()
    {
        var talk = Transcript.In(Language.Chinese);
        talk.Play("""
            用户: q-service-hall
            机器人: 政务大厅办事体验⏎…
            机器人: 第 1 题…
            用户: [1 小时以上]
            机器人: 第 2 题…
            用户: 桂湖公园门口的路灯坏了一个星期了，晚上看不见路
            机器人: 这件事我先记下来。问卷先放着，写“问卷”可以接着填。
            机器人: …
            """);
        Assert.NotNull(talk.State.Draft);
        talk.Play("""
            用户: 问卷
            机器人: 我们接着填：政务大厅办事体验。
            机器人: 第 2 题（最多 4 题）：工作人员的态度如何？…
            用户: 不填了
            机器人: 已停下，答案没有提交，也已删除。
            """);
        Assert.Null(talk.State.Questionnaire);
        Assert.NotNull(talk.State.Draft);
        Assert.Empty(talk.Desk.Commands);
    }

    [Theory]
    [InlineData("q-nothing", "没有这份问卷。", 2026)]
    [InlineData("q-firms", "这份问卷还没有开始。", 2025)]
    [InlineData("q-firms", "这份问卷已经结束。", 2027)]
    public void What_cannot_be_answered_is_said_plainly(string entry, string words, int year)
    {
        var talk = Transcript.In(Language.Chinese);
        talk.Desk.Now = new(year, 3, 1, 2, 0, 0, TimeSpan.Zero);
        var turn = ConversationCore.Step(new(talk.Desk.Authority, ExampleAuthority.Snapshot().Texts, ChannelProfile.Telegram, talk.Desk.Now), talk.State, Activity.Pressed("m|start") with { Entry = entry });
        Assert.Equal(words, turn.Replies[0].Text);
    }

    [Fact]
    public void Without_buttons_options_are_numbered_and_a_scale_is_written()
    {
        var talk = Transcript.In(Language.Chinese, ChannelProfile.PlainText);
        talk.Play("""
            用户: q-service-hall
            机器人: 政务大厅办事体验⏎…
            机器人: 第 1 题（最多 4 题）：等候了多久？⏎1. 15 分钟以内⏎2. 15 分钟到 1 小时⏎3. 1 小时以上…
            用户: 3
            机器人: 第 2 题（最多 4 题）：工作人员的态度如何？⏎请给分：1 是很差，5 是很好。…
            用户: 5分
            机器人: 第 3 题…
            """);
        Assert.Equal("5", talk.State.Questionnaire!.Answers["friendly"]);
    }

    [Fact]
    public void Changed_questions_are_asked_before_anything_is_sent()
    {
        var talk = Transcript.In(Language.Chinese);
        talk.Play("""
            用户: q-service-hall
            机器人: 政务大厅办事体验⏎…
            机器人: 第 1 题…
            用户: [1 小时以上]
            机器人: 第 2 题…
            用户: 4
            机器人: 第 3 题…
            用户: 是
            机器人: 都答完了。…
            """);
        var changed = talk.Desk.Authority.Questionnaires["service-hall"];
        changed = changed with { Questions = [.. changed.Questions.Select(one => one.Code == "friendly" ? one with { Most = 3 } : one)] };
        talk.Desk.Authority = talk.Desk.Authority with { Questionnaires = new Dictionary<string, Questionnaire>(StringComparer.Ordinal) { ["service-hall"] = changed } };
        talk.Play("""
            用户: 提交
            机器人: 您填写时问卷内容改了。…
            机器人: 第 2 题（最多 4 题）：工作人员的态度如何？…
            用户: 3
            机器人: 都答完了。…
            用户: [提交]
            机器人: 谢谢您，答案已经收到。
            """);
    }

    [Fact]
    public async Task Nothing_of_an_anonymous_answer_is_kept_with_the_messages_or_the_conversation()
    {
        await using var desk = await ChatDesk.StartAsync();
        await desk.SayAsync("q-service-hall");
        await desk.PressAsync("1 小时以上");
        await desk.SayAsync("2");
        await desk.SayAsync("否");
        await desk.SayAsync("叫号机一直不动");
        await desk.PressAsync("提交");
        await using var db = desk.Intake.Open();
        Assert.Equal(4, await db.QuestionnaireAnswers.CountAsync(Cancel));
        Assert.All(await db.QuestionnaireAnswers.ToListAsync(Cancel), answer => Assert.Null(answer.Response));
        var ticket = await db.Tickets.SingleAsync(Cancel);
        Assert.Equal("questionnaire", ticket.Channel);
        var messages = await db.InboundMessages.ToListAsync(Cancel);
        Assert.All(messages, message => Assert.False($"{message.Raw}{message.Answer}".Contains("叫号机", StringComparison.Ordinal)));
        Assert.Equal(4, messages.Count(message => message.Raw.Length == 0));
        Assert.All(await db.ChatActivities.ToListAsync(Cancel), said => Assert.False(said.Json.Contains("叫号机", StringComparison.Ordinal)));
        var conversation = await db.Conversations.SingleAsync(Cancel);
        Assert.DoesNotContain("叫号机", conversation.State, StringComparison.Ordinal);
        Assert.Equal(["service-hall"], ConversationState.FromJson(conversation.State).Answered);
    }
}
