using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Tests.Conversation;

public sealed class SubmitChineseTests
{
    private const string Whole = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678";

    [Fact]
    public void The_whole_matter_in_one_message_is_confirmed_in_one_tap()
    {
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的整理好了，请核对：⏎类型：投诉⏎事项：噪音与环境 · 建筑工地噪音⏎内容：投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话***⏎地点：星南区⏎谁能看到：只有中心知道您是谁，办理单位看不到⏎联系方式：138****5678（取自您写的内容，正文里已隐去）⏎没问题就点“提交”；要改就点“修改”，也可以接着补充。
            按钮: 提交 | 匿名提交 | 修改 | 取消
            用户: [提交]
            机器人: 已经收到您的诉求。⏎单号：XH-20260311-00001-1⏎查询码：〔查询码〕⏎凭这两样随时可以查进度、补充、催办，不用登录。请截图或者抄下来，查询码不要告诉别人。⏎预计 3月12日（星期四）10:00 前办结，受理后会再确定一次。有进展我会在这里告诉您。
            按钮: 看进度 | 补充 | 再反映一件事
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Equal("13812345678", sent.Contact?.Phone);
        Assert.DoesNotContain("138", sent.Text, StringComparison.Ordinal);
        Assert.Equal((TicketKind.Complaint, "building-site-noise", "xingnan", Anonymity.CentreOnly), (sent.Kind, sent.Service, sent.Place, sent.Anonymity));
        Assert.Null(talk.State.Draft);
    }

    [Fact]
    public void Sent_anonymously_nothing_of_the_number_is_kept()
    {
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的…
            用户: 匿名提交
            机器人: 已经收到您的诉求。…
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Equal(Anonymity.Anonymous, sent.Anonymity);
        Assert.Null(sent.Contact);
        Assert.DoesNotContain("138", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_by_step_each_question_comes_once()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 我要反映
            机器人: 请说说是什么事：什么时间、在哪里、怎么回事。可以分几条发，也可以附上照片。
            按钮: 取消
            用户: 暖气不热，家里冷
            机器人: 这件事属于下面哪一项？
            按钮: 供暖 | 都不是 | 不清楚，请中心判断 | 返回 | 取消
            用户: 1
            机器人: 在什么地方？…
            按钮: 星北区 | 星南区 | 映月区 | 桂湖区 | 石渡县 | 高新区 | 跳过 | 返回 | 取消
            用户: 学府路3号
            机器人: 室内大概多少度？没有测过可以跳过。（请写数字）
            按钮: 跳过 | 返回 | 取消
            用户: 十六度
            机器人: 有照片、录音或者文件吗？有就现在发给我，能帮单位更快弄清情况。
            按钮: 没有 | 返回 | 取消
            用户: 没有
            机器人: 您希望谁知道您是谁？⏎· 只让中心知道：…⏎· 实名：…⏎· 匿名：…
            按钮: 只让中心知道 | 实名 | 匿名 | 返回 | 取消
            用户: [实名]
            机器人: 请留下姓名和电话（或者邮箱），比如“李明 13900000000”。不想留也可以。
            用户: 李明
            机器人: 请再留个电话或者邮箱。不想留也可以。
            用户: 1380000111
            机器人: 没认出电话或者邮箱。手机号是 11 位，座机请带区号，比如 0999-6600101。
            机器人: 请再留个电话或者邮箱。不想留也可以。
            用户: 138 0000 1111
            机器人: 请核对一下：⏎类型：投诉⏎事项：水电气暖与通信 · 供暖⏎内容：暖气不热，家里冷⏎地点：星北区 学府路3号⏎室内大概多少度：16⏎谁能看到：中心和办理单位看得到您的姓名和联系方式⏎联系方式：李明、138****1111⏎…
            按钮: 提交 | 修改 | 取消
            用户: 提交
            机器人: 已经收到您的诉求。…
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Equal(("李明", "13800001111"), (sent.Contact?.Name, sent.Contact?.Phone));
        Assert.Equal("16", sent.Answers["temperature"]);
        Assert.Equal(("xingbei", "学府路3号"), (sent.Place, sent.PlaceText));
    }

    [Fact]
    public void Several_messages_in_a_row_are_one_matter()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 我们楼下的工地
            机器人: 这件事属于下面哪一项？
            用户: 半夜施工打桩，吵得睡不着
            机器人: 好的，已经补充进去。
            机器人: 在什么地方？…
            用户: 天天吵到两点钟
            机器人: 好的，已经补充进去。
            机器人: 在什么地方？…
            用户: 星北区学府路
            机器人: 我按您写的整理好了，请核对：⏎…内容：我们楼下的工地⏎半夜施工打桩，吵得睡不着⏎天天吵到两点钟⏎地点：星北区学府路⏎…
            用户: 周末也一样
            机器人: 好的，已经补充进去。
            机器人: …天天吵到两点钟⏎周末也一样⏎…
            用户: 好的
            机器人: 已经收到您的诉求。…
            """);
        Assert.Equal("我们楼下的工地\n半夜施工打桩，吵得睡不着\n天天吵到两点钟\n周末也一样", Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands)).Text);
    }

    [Fact]
    public void None_of_the_proposals_leads_through_the_two_levels() => Transcript.In(Language.Chinese).Play("""
            用户: 楼下唱歌
            机器人: 这件事属于下面哪一项？
            用户: [都不是]
            机器人: 请选一个大类。
            按钮: 住房与物业 | 市容与城市管理 | 噪音与环境 | 水电气暖与通信 | 道路与交通 | 劳动与社保 | 教育与文体 | 医疗卫生 | 消费与市场 | 政务与民生 | 土地与农村 | 不清楚，请中心判断 | 返回 | 取消
            用户: [住房与物业]
            机器人: 请选具体的一项。
            用户: [换个大类]
            机器人: 请选一个大类。
            用户: 噪音与环境
            机器人: 请选具体的一项。
            用户: 返回
            机器人: 请选一个大类。
            用户: 三
            机器人: 请选具体的一项。
            用户: [社会生活噪音]
            机器人: 在什么地方？…
            """);

    [Fact]
    public void Whoever_cannot_tell_leaves_the_service_to_the_centre()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 有个事情不晓得归谁管理
            机器人: 我还看不出这件事归哪一类，请您选个大类；拿不准就点“不清楚”。
            用户: [不清楚，请中心判断]
            机器人: 在什么地方？…
            用户: 跳过
            机器人: 有照片、录音或者文件吗？…
            用户: 没有
            机器人: 您希望谁知道您是谁？…
            用户: 匿名
            机器人: 请核对一下：⏎类型：投诉⏎事项：待中心判断⏎…
            用户: [提交]
            机器人: 已经收到您的诉求。…
            """);
        Assert.Null(Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands)).Service);
    }

    [Fact]
    public void A_required_question_cannot_be_skipped_and_others_are_not_asked_of_a_whole_matter() => Transcript.In(Language.Chinese).Play("""
            用户: 老板拖欠工资，包工头电话13911112222，我们十几个人在滨江路工地干了半年，一分钱没给
            机器人: 用人单位或者包工头叫什么？
            按钮: 返回 | 取消
            用户: 跳过
            机器人: 这一项要写上，办理单位才好处理。
            机器人: 用人单位或者包工头叫什么？
            用户: 星河建筑公司
            机器人: 我按您写的整理好了，请核对：⏎…包工头电话13911112222…用人单位或者包工头叫什么：星河建筑公司⏎谁能看到：…联系方式：没有留⏎…
            """);

    [Fact]
    public void Several_values_can_be_picked_by_buttons_or_written_at_once()
    {
        const string ToQuestion = """
            用户: 工地噪音
            机器人: 这件事属于下面哪一项？
            用户: [建筑工地噪音]
            机器人: 在什么地方？…
            用户: [星南区]
            机器人: 一般在什么时间吵？（可以选几项）
            """;
        Transcript.In(Language.Chinese).Play(ToQuestion).Play("""
            用户: [中午（12点至14点）]
            机器人: 一般在什么时间吵？（可以选几项）
            按钮: ✓ 中午（12点至14点） | 晚上（22点前） | 夜间（22点至次日6点） | 白天 | 选好了 | 跳过 | 返回 | 取消
            用户: [白天]
            机器人: 一般在什么时间吵？（可以选几项）
            用户: [✓ 中午（12点至14点）]
            机器人: 一般在什么时间吵？（可以选几项）
            用户: [选好了]
            机器人: 知道工地或者施工单位的名称吗？不知道可以跳过。
            """);
        var written = Transcript.In(Language.Chinese).Play(ToQuestion).Play("""
            用户: 好像是早上吧
            机器人: 请从下面选，可以选几项，比如回复“1、3”。
            机器人: 一般在什么时间吵？（可以选几项）
            用户: １、3
            机器人: 知道工地或者施工单位的名称吗？不知道可以跳过。
            """);
        Assert.Equal("noon,night", written.State.Draft?.Answers["hours"]);
    }

    [Fact]
    public void A_day_is_understood_as_people_write_it()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 家里停水了
            机器人: 这件事属于下面哪一项？
            用户: [供水]
            机器人: 在什么地方？…
            用户: 跳过
            机器人: 从什么时候开始的？（比如“1月5日晚上8点”“昨天”）
            用户: 好久了
            机器人: 没看懂是哪一天，请写成“1月5日”“昨天”或者“2026-01-05”。
            机器人: 从什么时候开始的？（比如“1月5日晚上8点”“昨天”）
            用户: 昨天晚上8点半
            机器人: 有照片、录音或者文件吗？…
            """);
        Assert.Equal("2026-03-10T20:30", talk.State.Draft?.Answers["since"]);
    }

    [Fact]
    public void Markup_is_text() => Transcript.In(Language.Chinese).Play("""
            用户: <b>路灯不亮</b> [点我](http://x.example) {number} 星北区学府路的路灯坏了好几天
            机器人: 我按您写的整理好了，请核对：⏎…内容：<b>路灯不亮</b> [点我](http://x.example) {number} 星北区学府路的路灯坏了好几天⏎…
            """);
}
