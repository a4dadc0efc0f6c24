using Intake.Domain.Catalogue;

namespace Intake.Bot.Tests.Conversation;

public sealed class SubmitChineseTests
{
    [Fact]
    public void The_whole_matter_in_one_message_is_confirmed_in_one_tap()
    {
        var talk = Transcript.In(Language.Chinese).Play("""
            用户: 投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678
            机器人: 我按您写的整理好了，请核对：⏎类型：投诉⏎…
            按钮: 提交 | 匿名提交 | 修改 | 取消
            用户: [提交]
            机器人: 已经收到您的诉求。…
            """);
    }
}
