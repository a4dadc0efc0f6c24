using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Tests.Conversation;

public sealed class ConversationTests
{
    [Fact]
    public void Opening_greets_once_with_the_privacy_notice() => new Transcript().Play("""
            用户: <open zh-CN>
            机器人: 您好，这里是星河市人民政府的民意诉求受理平台。⏎要反映问题、求助、咨询政策、提意见建议，直接写给我就行；也可以点下面的按钮。⏎您写的内容只用于办理诉求；留不留姓名和电话由您定，提交之前会再跟您核对。
            按钮: 我要反映 | 查办理进度 | 找工作人员 | 帮助 | 个人信息怎么保护 | English
            用户: <open zh-CN>
            用户: [个人信息怎么保护]
            机器人: 个人信息是这样处理的：…请写信到 privacy@xinghe.example（星河市人民政府）。
            机器人: 还有什么可以帮您？
            用户: 你好
            机器人: 您想办哪一件？
            """);

    [Fact]
    public void Whoever_begins_by_writing_is_greeted_shortly_and_answered_in_the_language_written()
    {
        new Transcript().Play("""
            User: The street light in front of 12 North Gate Street is broken and it is dark at night
            Bot: Hello, this is the public feedback desk of Xinghe City Government. What you write is used only to handle your request. Whether you give your name and number is up to you, and I will check everything with you before it is sent.
            Bot: This is what I made of your words.…
            """);
        new Transcript().Play("""
            用户: 你好
            机器人: 您好，这里是星河市人民政府的民意诉求受理平台。您写的内容只用于办理诉求；…
            机器人: 您想办哪一件？
            """);
        new Transcript().Play("""
            User: <open en-GB>
            Bot: Hello, this is the public feedback desk of Xinghe City Government. ⏎…
            Buttons: Report something | Check progress | Talk to a person | Help | How my data is protected | 中文
            User: [中文]
            Bot: 好的，我用中文跟您说。
            Bot: 还有什么可以帮您？
            """);
    }

    [Fact]
    public void Another_language_in_the_middle_switches_with_a_way_back()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 星北区学府路的路灯坏了好几天，晚上漆黑一片
            机器人: 我按您写的整理好了，请核对：…
            用户: and the traffic light next to it does not work either
            机器人: I will go on in English. 想继续用中文，回复“中文”就行。
            机器人: All right, added.
            机器人: This is what I made of your words. Please check:⏎…
            用户: 中文
            机器人: 好的，我用中文跟您说。
            机器人: 我按您写的整理好了，请核对：…
            """);
        Assert.Equal("zh-CN", talk.State.Language);
    }

    [Fact]
    public void Names_and_addresses_in_another_script_switch_nothing()
    {
        Transcript.In(Language.English).Play("""
            User: the street light is broken
            Bot: Which of these is it about?
            User: 1
            Bot: Where is it? …
            User: 星北区学府路12号
            Bot: Do you have photos, recordings or files? …
            """);
        Transcript.In(Language.Chinese).Play("""
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: 1
            机器人: 在什么地方？…
            用户: Starbucks North Gate Street
            机器人: 有照片、录音或者文件吗？…
            """);
    }

    [Fact]
    public void The_language_can_be_asked_for() => Transcript.In(Language.Chinese).Play("""
            用户: 换语言
            机器人: 您想用哪种语言？
            按钮: 中文 | English
            用户: 法语
            机器人: 请从下面选一个。
            机器人: 您想用哪种语言？
            用户: [English]
            机器人: All right, English from here on.
            机器人: Is there anything else?
            """);

    [Fact]
    public void Help_says_what_can_be_done_and_within_a_dialog_where_one_is() => Transcript.In(Language.Chinese).Play("""
            用户: 帮助
            机器人: 我可以帮您：⏎…着急的事请拨打 12345。
            用户: 我要反映
            机器人: 请说说是什么事：…
            用户: help
            机器人: 正在填写一件诉求。…
            机器人: 请说说是什么事：…
            """);

    [Theory]
    [InlineData("用户: 嗯嗯", "抱歉，我没看明白。…")]
    [InlineData("用户: 哈哈哈哈哈哈哈哈", "抱歉，我没看明白。…")]
    [InlineData("用户: ？？？", "抱歉，我没看明白。…")]
    [InlineData("用户: 88", "抱歉，我没看明白。…")]
    public void What_is_not_understood_is_said_with_a_way_on(string said, string answer) => Transcript.In(Language.Chinese).Play($"{said}\n机器人: {answer}\n按钮: 我要反映 | 查办理进度 | 找工作人员 | 帮助");

    [Fact]
    public void Stickers_and_empty_messages_ask_the_current_question_again() => Transcript.In(Language.Chinese).Play("""
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: <sticker>
            机器人: 表情和图案我看不懂，请用文字说一下。
            机器人: 这件事属于下面哪一项？
            用户: <empty>
            机器人: 没有收到文字，请写几句。
            机器人: 这件事属于下面哪一项？
            """);

    [Fact]
    public void A_button_of_an_old_message_is_told_and_the_current_question_asked()
    {
        Transcript.In(Language.Chinese).Play("""
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: [路灯照明]
            机器人: 在什么地方？…
            用户: [路灯照明]
            机器人: 这是前面的按钮，现在用不了了。
            机器人: 在什么地方？…
            """);
        Transcript.In(Language.Chinese).Play("""
            用户: 星北区学府路的路灯坏了好几天，晚上漆黑一片
            机器人: 我按您写的…
            用户: [提交]
            机器人: 已经收到您的诉求。…
            用户: [提交]
            机器人: 这是前面的按钮，现在用不了了。您最近的单号是 XH-20260311-00001-1。
            机器人: 还有什么可以帮您？
            """);
    }

    [Fact]
    public void A_person_is_promised_only_what_really_happens()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 转人工
            机器人: 请把想对工作人员说的话写下来，我登记后马上转过去。⏎这里不是实时聊天，要马上跟人说话请拨打 12345。
            用户: 想当面说说老房子的事
            机器人: 工作人员会在这里回复您。要是也想接到电话，请留个号码；不留也可以。
            按钮: 不留 | 返回 | 取消
            用户: 13800001111
            机器人: 已经转给星河市民意诉求办理中心的工作人员，最迟 3月12日（星期四）18:00 前有人查看，结果会在这里告诉您。⏎单号：XH-20260311-00001-1⏎查询码：〔查询码〕⏎请截图或者抄下来。等不及就拨打 12345。
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Equal((TicketKind.Inquiry, true, "13800001111"), (sent.Kind, sent.ForPerson, sent.Contact?.Phone));
    }

    [Fact]
    public void A_draft_is_handed_over_only_when_that_is_meant() => Transcript.In(Language.English).Play("""
            User: the street light is broken
            Bot: Which of these is it about?
            User: talk to a person
            Bot: Shall I pass on what you have written so far?
            Buttons: Pass it on | Go on with my request | Cancel
            User: [Go on with my request]
            Bot: Which of these is it about?
            User: person
            Bot: Shall I pass on what you have written so far?
            User: yes
            Bot: Staff will answer you here. If you would like a call as well, leave a number; you do not have to.
            User: rather not
            Bot: Passed on to the staff of Xinghe Public Feedback Centre. Somebody will look at it by Thursday, 12 March, 18:00 at the latest, …
            """);

    [Fact]
    public void A_channel_without_buttons_gets_numbered_lines_and_understands_numbers_in_every_form()
    {
        foreach (var one in (string[])["1", "１", "①", "一", "第一个", "1.", "选1"])
        {
            Transcript.In(Language.Chinese, ChannelProfile.PlainText).Play($"""
                用户: 路灯坏了
                机器人: 这件事属于下面哪一项？⏎1. 路灯照明⏎2. 都不是⏎3. 不清楚，请中心判断⏎请回复序号。⏎也可以回复：“返回”、“取消”
                用户: {one}
                机器人: 在什么地方？…⏎1. 星北区⏎2. 星南区⏎3. 映月区⏎4. 桂湖区⏎5. 石渡县⏎6. 高新区⏎请回复序号。⏎也可以回复：“跳过”、“返回”、“取消”
                用户: 跳过
                机器人: 您希望谁知道您是谁？…
                """);
        }
    }

    [Fact]
    public void Long_answers_are_cut_into_messages_that_the_channel_takes()
    {
        var narrow = ChannelProfile.PlainText with { MessageCharacters = 120 };
        var talk = Transcript.In(Language.Chinese, narrow).Play("""
            用户: 帮助
            机器人: 我可以帮您：⏎…
            机器人: …
            """);
        Assert.All(talk.Played.Split('\n').Where(line => line.StartsWith("机器人", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 120 + "机器人: ".Length));
    }
}
