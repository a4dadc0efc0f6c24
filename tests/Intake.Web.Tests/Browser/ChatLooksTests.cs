using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>What the conversation looks like; the pictures are for people.</summary>
public sealed class ChatLooksTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["zh-CN"] =
        [
            "您好，这里是星河市人民政府的民意诉求受理平台。\n要反映问题、求助、咨询政策、提意见建议，直接写给我就行；也可以点下面的按钮。\n您写的内容只用于办理诉求；留不留姓名和电话由您定，提交之前会再跟您核对。",
            "我要反映|查办理进度|找工作人员|帮助|个人信息怎么保护|English",
            "学府路12号旁边的工地每天夜里施工到两三点，打桩声音特别大，家里老人和孩子都睡不着。",
            "我按您写的整理好了，请核对：",
            "类型：投诉|事项：环境保护 · 建筑施工噪声|内容：学府路12号旁边的工地每天夜里施工到两三点，打桩声音特别大，家里老人和孩子都睡不着。|地点：星北区学府路12号|谁能看到：只有中心知道您是谁，办理单位看不到",
            "没问题就点“提交”；要改就点“修改”，也可以接着补充。",
            "提交|匿名提交|修改|取消",
            "诉求回执",
            "单号：XH-20260310-00042-7|查询码：7K3QZ0VWXP|事项：建筑施工噪声|预计办结：2026年3月17日 18:00",
            "已经收到您的诉求。",
            "凭这两样随时可以查进度、补充、催办，不用登录。请截图或者抄下来，查询码不要告诉别人。\n预计 2026年3月17日 18:00 前办结，受理后会再确定一次。有进展我会在这里告诉您。",
        ],
        ["en"] =
        [
            "Hello, this is the request service of Xinghe City Government.\nWrite to me about problems, questions or suggestions, or use the buttons below.\nWhat you write is only used for handling your request; whether you leave a name and a number is up to you.",
            "Tell us about something|Track a request|Talk to a person|Help|How personal data is protected|中文",
            "The building site beside 12 Xuefu Road works until two or three every night. The piling is so loud that nobody sleeps.",
            "I have put together what you wrote. Please check:",
            "Kind: Complaint|Service: Environment · Noise from building sites|Matter: The building site beside 12 Xuefu Road works until two or three every night. The piling is so loud that nobody sleeps.|Place: 12 Xuefu Road, Xingbei District|Who sees: Only the centre knows who you are; the handling unit does not",
            "If all is right, press Submit. To change something, press Change, or write more.",
            "Submit|Submit anonymously|Change|Cancel",
            "Receipt",
            "Number: XH-20260310-00042-7|Code: 7K3QZ0VWXP|Service: Noise from building sites|Expected by: 17 Mar 2026, 18:00",
            "Your request has been received.",
            "With these two you can track it, add to it and urge it at any time, without an account. Take a picture or note them down, and tell nobody the code.\nExpected by 17 Mar 2026, 18:00; fixed once accepted. I will tell you here when something happens.",
        ],
    };

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, false)]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task A_conversation_reads_well_and_is_accessible(string language, int width, bool dark)
    {
        var words = Words[language];
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.Bot(words[0], words[1].Split('|')) };
        line.Answer = said => said["value"] is null ? [Draft(words)] : [Receipt(words)];
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await visitor.Page.WaitForSelectorAsync(".choice");
        await PictureAsync(visitor, $"chat-1-greeting-{Name(language, width, dark)}");
        await visitor.Page.FillAsync("textarea", words[2]);
        await visitor.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "工地夜间施工现场照片-20260309-2315.png", MimeType = "image/png", Buffer = Picture });
        await PictureAsync(visitor, $"chat-2-writing-{Name(language, width, dark)}");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForSelectorAsync(".chat-card");
        await PictureAsync(visitor, $"chat-3-draft-{Name(language, width, dark)}");
        await visitor.Page.ClickAsync(".entry:last-child .choice >> nth=0");
        await visitor.Page.WaitForSelectorAsync(".receipt");
        await PictureAsync(visitor, $"chat-4-receipt-{Name(language, width, dark)}");
        if (width < 1000)
            await visitor.Page.ClickAsync(".ways-opener");
        await PictureAsync(visitor, $"chat-5-ways-{Name(language, width, dark)}");
        visitor.CheckCalm();
    }

    private static byte[] Picture { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAfElEQVR42g3J2wlEIQxAwa3zIiIhBEtQ87CLU+86v/P7Fm3RF2MhC13YYi5+36Zt+mZsZKMb28z94tAO/TAOctCDHeZ54TSnO8MRRx1zpr8IWtCDEUiggQUzXiQt6clIJNHEkpkvilb0YhRSaGHFrBeXdumXcZGLXuwyL3/7ZVyhlCx0WwAAAABJRU5ErkJggg==");

    private static System.Text.Json.Nodes.JsonObject Draft(string[] words) => FakeDirectLine.WithCard(
        FakeDirectLine.Bot($"{words[3]}\n{words[4].Replace('|', '\n')}\n{words[5]}", words[6].Split('|')), words[3], "draft", Facts(words[4]));

    private static System.Text.Json.Nodes.JsonObject Receipt(string[] words) => FakeDirectLine.WithCard(
        FakeDirectLine.Bot($"{words[9]}\n{string.Join('\n', words[8].Split('|')[..2])}\n{words[10]}"), words[7], "receipt", Facts(words[8]));

    private static (string, string)[] Facts(string lines) => [.. lines.Split('|').Select(line => line.Split(["：", ": "], 2, StringSplitOptions.None)).Select(pair => (pair[0], pair[1]))];

    private static string Name(string language, int width, bool dark) => $"{language}-{width}{(dark ? "-dark" : "")}";

    private static async Task PictureAsync(Visitor visitor, string name)
    {
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync(name);
    }
}
