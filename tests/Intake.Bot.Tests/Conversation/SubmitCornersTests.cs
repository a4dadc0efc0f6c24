using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Tests.Conversation;

public sealed class SubmitCornersTests
{
    private const string Whole = "星北区学府路的路灯坏了好几天，晚上漆黑一片";

    [Fact]
    public void Every_field_can_be_changed_before_it_is_sent()
    {
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}，我的电话13812345678
            机器人: 我按您写的整理好了，请核对：…
            用户: [修改]
            机器人: 要改哪一项？
            按钮: 内容 | 类型 | 事项 | 地点 | 附件 | 谁能看到 | 联系方式 | 正文里的号码不是我的 | 返回 | 取消
            用户: [内容]
            机器人: 请重新写一遍，原来写的会被替换。

            用户: 学府路3号门口的路灯不亮，物业说联系电话是0999-6600888
            机器人: 我按您写的整理好了，请核对：⏎…内容：学府路3号门口的路灯不亮，物业说联系电话是0999-6600888⏎…
            用户: 修改
            机器人: 要改哪一项？
            用户: [类型]
            机器人: 这件事属于哪一类？
            按钮: 投诉 | 求助 | 建议 | 表扬 | 不改
            用户: 求助
            机器人: …类型：求助⏎…
            用户: 修改
            机器人: 要改哪一项？
            用户: [事项]
            机器人: 这件事属于下面哪一项？
            用户: 不改
            机器人: …路灯照明…
            用户: 修改
            机器人: 要改哪一项？
            用户: [地点]
            机器人: 在什么地方？…
            用户: [桂湖区]
            机器人: …地点：桂湖区⏎…
            用户: 修改
            机器人: 要改哪一项？
            用户: [附件]
            机器人: 有照片、录音或者文件吗？…
            用户: <file 灯.jpg>
            机器人: 收到 1 个附件。还有就接着发。
            按钮: 就这些 | 全部去掉 | 取消
            用户: [就这些]
            机器人: …附件：1 个⏎…
            用户: 修改
            机器人: 要改哪一项？
            用户: [谁能看到]
            机器人: 您希望谁知道您是谁？…
            用户: 匿名
            机器人: …谁能看到：匿名，谁也看不到您是谁⏎没问题就点…
            用户: 提交
            机器人: 已经收到您的诉求。…
            """);
        var sent = Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands));
        Assert.Contains("0999-6600888", sent.Text, StringComparison.Ordinal);
        Assert.Null(sent.Contact);
        Assert.Single(sent.Files);
    }

    [Fact]
    public void A_number_that_is_not_the_writer_s_goes_back_into_the_text()
    {
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}，牌子上写的是13812345678
            机器人: …牌子上写的是***⏎…
            用户: [修改]
            机器人: 要改哪一项？
            用户: [正文里的号码不是我的]
            机器人: …牌子上写的是13812345678⏎…联系方式：没有留⏎…
            用户: [提交]
            机器人: 已经收到您的诉求。…
            """);
        Assert.Null(Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands)).Contact);
    }

    [Fact]
    public void Back_asks_the_step_before_and_at_the_first_step_leaves() => Transcript.In(Language.Chinese).Play("""
            用户: 我要反映
            机器人: 请说说是什么事：…
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: [路灯照明]
            机器人: 在什么地方？…
            用户: 返回
            机器人: 这件事属于下面哪一项？
            用户: 上一步
            机器人: 您已经写了：⏎路灯坏了⏎还要补充的话，请接着写。
            按钮: 就这些 | 重新写 | 取消
            用户: [就这些]
            机器人: 在什么地方？…
            用户: [返回]
            机器人: 您已经写了：…
            用户: 返回
            机器人: 好的，已经取消，没有提交。…
            """);

    [Fact]
    public void Cancelled_by_mistake_it_can_be_had_back_once()
    {
        Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的…
            用户: 取消
            机器人: 好的，已经取消，没有提交。刚才写的内容马上删除；如果是误点，现在点“恢复刚才的内容”还来得及。
            按钮: 恢复刚才的内容 | 我要反映 | 查办理进度 | 找工作人员 | 帮助
            用户: 恢复刚才的内容
            机器人: 我按您写的整理好了，请核对：…
            """);
        var gone = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的…
            用户: 不办了
            机器人: 好的，已经取消，…
            用户: 谢谢
            机器人: 不客气。有事随时找我。
            用户: [恢复刚才的内容]
            机器人: 刚才的内容已经删除，找不回来了，麻烦您再写一次。
            """);
        Assert.Null(gone.State.Discarded);
        Assert.DoesNotContain("路灯", gone.State.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cancel_where_nothing_runs_says_so() => Transcript.In(Language.Chinese).Play("""
            用户: 取消
            机器人: 现在没有正在办的事。
            """);

    [Fact]
    public void A_text_that_is_too_long_says_how_long_it_may_be_and_keeps_what_was_said()
    {
        Transcript.In(Language.Chinese).Play("""
            用户: <chars 10000>
            机器人: 这段话有 10000 个字，太长了，没能收下。一次最多 4000 个字，请挑要紧的写，或者存成文件发给我。
            机器人: 还有什么可以帮您？
            """);
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的…
            用户: <chars 10000>
            机器人: 这段话有 10000 个字，太长了，没能收下；您前面写的都还在。一次最多 4000 个字，请挑要紧的补充，或者存成文件发给我。
            机器人: …内容：{Whole}⏎…
            用户: <chars 3990>
            机器人: 这一条没能加进去：一件诉求最多 4000 个字，还能写 3978 个字。前面写的都还在，更多情况可以存成文件发给我。
            机器人: …内容：{Whole}⏎…
            """);
        Assert.Equal(Whole, talk.State.Draft?.Said);
    }

    [Fact]
    public void A_long_matter_is_cut_in_the_summary_and_sent_whole()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: <chars 3990>
            机器人: 在什么地方？…
            用户: 跳过
            机器人: ……（共 3990 个字）⏎…
            用户: 提交
            机器人: 已经收到您的诉求。…
            """);
        Assert.Equal(3990, Assert.IsType<SubmitDraft>(Assert.Single(talk.Desk.Commands)).Text.Length);
    }

    [Fact]
    public void Files_are_taken_at_any_question_and_refused_ones_are_explained()
    {
        var talk = Transcript.In(Language.Chinese).Play($"""
            用户: <file 坏灯.jpg>
            机器人: 收到 1 个附件。
            机器人: 请说说是什么事：…
            用户: <file 路口.jpg>
            机器人: 收到，现在一共 2 个附件。
            机器人: 请说说是什么事：…
            用户: <refused 病毒.exe FileKindNotTaken>
            机器人: “病毒.exe FileKindNotTaken”没有收下：这种文件不能收。可以发照片、PDF、Word、Excel、文本、录音和 MP4 视频。
            机器人: 我还看不出这件事归哪一类，…
            用户: {Whole}
            机器人: 好的，已经补充进去。
            机器人: 我按您写的整理好了，请核对：⏎…附件：2 个⏎…
            """);
        Assert.Equal(["坏灯.jpg", "路口.jpg"], talk.State.Draft?.Files.Select(file => file.Name));
    }

    [Fact]
    public void A_point_on_the_map_is_the_place()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 路灯坏了
            机器人: 这件事属于下面哪一项？
            用户: [路灯照明]
            机器人: 在什么地方？…
            用户: <place 30.123456 120.5>
            机器人: 有照片、录音或者文件吗？…
            """);
        Assert.Equal("30.12346,120.50000", talk.State.Draft?.PlaceText);
    }

    [Fact]
    public void A_danger_is_answered_with_its_number_at_once_and_the_report_goes_on() => Transcript.In(Language.Chinese).Play("""
            用户: 学府路小区里起火了，有人晕倒了
            机器人: 请注意：发生火灾或者有人被困，请先撤离，再拨打 119。119 火警：119。打完电话，这里可以接着登记。
            机器人: 请注意：有人突发重病或者受重伤，请立即拨打 120。120 急救：120。打完电话，这里可以接着登记。
            机器人: …
            用户: 起火了快来人
            机器人: …
            机器人: …
            """);

    [Fact]
    public void What_is_decided_elsewhere_gets_a_hint_and_can_be_sent_all_the_same() => Transcript.In(Language.Chinese).Play("""
            用户: 我不服判决想上诉，怎么办理
            机器人: 提示：已经进入或者应当通过诉讼、仲裁解决的事项，请向人民法院或者仲裁委员会提出，可拨打 12368 诉讼服务热线。（法院诉讼和仲裁）也可以接着在这里登记。
            机器人: 我还看不出这件事归哪一类，…
            """);

    [Fact]
    public void A_draft_that_lay_overnight_is_recalled() => Transcript.In(Language.Chinese).Play($"""
            用户: {Whole}
            机器人: 我按您写的…
            时间: 800
            用户: 再加一句，桥头那盏也不亮
            机器人: 您上次有一件诉求还没提交，我们接着办。不想办了，说“取消”就行。
            机器人: 好的，已经补充进去。
            机器人: 我按您写的…
            """);
}
