using Intake.Application.BotConfiguration;
using Intake.Application.Questionnaires;
using Intake.Domain.Catalogue;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Browser;

/// <summary>Questionnaires and their results at the sizes that people use; the pictures are for people.</summary>
public sealed class QuestionnairePagesTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private static readonly string[] Words = ["食品经营许可证等了三个月，窗口每次说的材料都不一样。", "消防验收卡住了，没有人告诉我们还差什么。", "注册地址变更要跑四个窗口。", "网上申报的页面打不开。", "进出口备案退了两次，理由不一样。", "公章刻制要等一周。", "卫生许可的现场检查一直排不上。"];

    [Theory]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, false)]
    public async Task A_firm_answers_by_the_keyboard_alone(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.OpenAsync("/questionnaire");
        await LookAsync(visitor, $"questionnaire-1-list-{language}-{width}");
        await visitor.OpenAsync("/questionnaire/firms");
        await LookAsync(visitor, $"questionnaire-2-introduction-{language}-{width}");
        await visitor.Page.PressAsync("button[value='begin']", "Enter");
        await visitor.Page.WaitForSelectorAsync("input[value='foreign-trade']");
        await visitor.Page.FocusAsync("input[value='foreign-trade']");
        await visitor.Page.Keyboard.PressAsync("Space");
        await LookAsync(visitor, $"questionnaire-3-one-{language}-{width}");
        await NextAsync(visitor, "input[value='customs']");
        await visitor.Page.FocusAsync("input[value='customs']");
        await visitor.Page.Keyboard.PressAsync("Space");
        await LookAsync(visitor, $"questionnaire-4-several-{language}-{width}");
        await NextAsync(visitor, "input#Input_Given");
        await visitor.Page.FillAsync("input#Input_Given", "-3");
        await NextAsync(visitor, "#wrong");
        await LookAsync(visitor, $"questionnaire-5-wrong-{language}-{width}");
        await visitor.Page.FillAsync("input#Input_Given", "42");
        await NextAsync(visitor, "input[value='2']");
        await visitor.Page.FocusAsync("input[value='2']");
        await visitor.Page.Keyboard.PressAsync("Space");
        await LookAsync(visitor, $"questionnaire-6-scale-{language}-{width}");
        await NextAsync(visitor, "textarea");
        await visitor.Page.FillAsync("textarea", Words[0]);
        await LookAsync(visitor, $"questionnaire-7-words-{language}-{width}");
        await NextAsync(visitor, "input[value='no']");
        await visitor.Page.FocusAsync("input[value='no']");
        await visitor.Page.Keyboard.PressAsync("Space");
        await NextAsync(visitor, "textarea");
        await NextAsync(visitor, ".answers");
        await LookAsync(visitor, $"questionnaire-8-overview-{language}-{width}");
        await visitor.Page.PressAsync("button.btn-primary[value='send']", "Enter");
        await visitor.Page.WaitForSelectorAsync(".receipt-number");
        await LookAsync(visitor, $"questionnaire-9-thanks-{language}-{width}");
        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task Staff_look_at_the_results(string language, int width)
    {
        await AnswerAsync();
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync("supervisor");
        await visitor.OpenAsync("/staff/questionnaires");
        await LookAsync(visitor, $"questionnaire-10-all-{language}-{width}");
        await visitor.Page.ClickAsync("main table .main-cell > a");
        await visitor.Page.WaitForSelectorAsync(".chart canvas");
        await LookAsync(visitor, $"questionnaire-11-results-{language}-{width}");
        await visitor.Page.ClickAsync("a[href$='/words/permit-trouble']");
        await visitor.Page.WaitForSelectorAsync(".written");
        await LookAsync(visitor, $"questionnaire-12-words-{language}-{width}");
        visitor.CheckCalm();
    }

    private static async Task LookAsync(Visitor visitor, string picture)
    {
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync(picture);
    }

    private static async Task NextAsync(Visitor visitor, string selector)
    {
        await visitor.Page.PressAsync("button[value='next']", "Enter");
        await visitor.Page.WaitForSelectorAsync(selector);
    }

    private async Task AnswerAsync()
    {
        var desk = application.Services.GetRequiredService<QuestionnaireDesk>();
        var questionnaire = application.Services.GetRequiredService<BotConfigurationSource>().Current.Authority.Questionnaires["firms"];
        string[] sectors = ["retail", "manufacturing", "services"];
        foreach (var (index, words) in Words.Index())
        {
            var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["sector"] = sectors[index % 3], ["staff"] = $"{(index + 1) * 13}", ["permits"] = index % 2 == 0 ? "1" : "2", ["permit-trouble"] = words, ["hiring"] = "no", ["advice"] = "" };
            var sent = await desk.SendAsync(new() { Questionnaire = "firms", Content = QuestionnaireContent.HashOf(questionnaire), Answers = answers, Language = Language.Chinese, Channel = "web" }, $"form-{index}");
            Assert.True(sent.Succeeded, sent.Refusal?.Code);
        }
    }
}
