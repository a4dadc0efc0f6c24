using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.TextMessages;

namespace Intake.Web.Tests.Browser;

/// <summary>The knowledge base: an operator answers a call by keyboard alone, a dispatcher on the ticket, an administrator writes. The pictures are for people.</summary>
public sealed class AnswerPagesTests(SmsApplication application, BrowserFixture browser) : IClassFixture<SmsApplication>
{
    [Theory]
    [InlineData("zh-CN", 1280, false, "家里暖气不热，请问供暖什么时候开始", "11月15日")]
    [InlineData("en", 360, true, "When does the heating begin, my rooms are cold", "15 November")]
    public async Task An_operator_answers_a_call_from_an_article_without_the_mouse(string language, int width, bool dark, string words, string answer)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("call-taker");
        await visitor.OpenAsync("/staff/take-in");
        var keys = visitor.Page.Keyboard;
        await keys.TypeAsync("13911112222");
        await visitor.Page.FocusAsync("#Input_Language");
        if (language == "en")
            await keys.PressAsync("ArrowDown");
        Assert.Equal(language, await visitor.Page.InputValueAsync("#Input_Language"));
        await visitor.Page.FocusAsync("#Input_What");
        await keys.TypeAsync(words);
        await visitor.Page.Locator("[data-article='heating-season']").WaitForAsync();
        Assert.Equal("Input_What", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        await keys.PressAsync("Alt+ArrowDown");
        Assert.Equal("heating-season", await visitor.Page.EvaluateAsync<string>("document.activeElement.dataset.article"));
        await visitor.CheckWidthAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"answer-1-articles-{language}-{width}");
        await keys.PressAsync("Escape");
        Assert.Equal("Input_What", await visitor.Page.EvaluateAsync<string>("document.activeElement.id"));
        await keys.PressAsync("Alt+ArrowDown");
        await keys.PressAsync("Enter");
        await visitor.Page.WaitForFunctionAsync("() => document.activeElement.id === 'Input_Answer' && document.activeElement.value.length > 20");
        Assert.Contains(answer, await visitor.Page.InputValueAsync("#Input_Answer"), StringComparison.Ordinal);
        Assert.Equal(words, await visitor.Page.InputValueAsync("#Input_What"));
        await keys.PressAsync("Control+End");
        await keys.TypeAsync(language == "en" ? " Goodbye." : "再见。");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"answer-2-taken-{language}-{width}");
        await keys.PressAsync("Control+Enter");
        await visitor.Page.WaitForSelectorAsync(".aloud");
        await visitor.CheckAccessibleAsync();
        await visitor.CheckWidthAsync();
        await visitor.PictureAsync($"answer-3-receipt-{language}-{width}");
        var number = (await visitor.Page.Locator(".aloud").First.TextContentAsync())!;
        await visitor.OpenAsync($"/staff/tickets/{number}");
        Assert.Contains("heating-season", await visitor.Page.Locator(".history").TextContentAsync(), StringComparison.Ordinal);
        await visitor.PictureAsync($"answer-4-ticket-{language}-{width}");
        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task A_dispatcher_takes_an_article_over_on_the_page_of_a_ticket_and_confirms(string language, int width)
    {
        var number = await TakeInAsync("请问小狗怎么上证，要带什么");
        await using var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync("dispatcher");
        await visitor.OpenAsync($"/staff/tickets/{number}");
        await visitor.Page.Locator("#do-SettleAtOnce > summary").PressAsync("Enter");
        await visitor.Page.Locator("#SettleAtOnce-Look").FillAsync("物业费");
        await visitor.Page.Locator("[data-article='property-fee-empty-home']").WaitForAsync();
        await visitor.Page.Locator("#SettleAtOnce-Look").FillAsync("养狗上证");
        await visitor.Page.Locator("[data-article='dog-registration']").PressAsync("Enter");
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('#SettleAtOnce-Reply')?.value.length > 20");
        await visitor.CheckAccessibleAsync();
        await visitor.CheckWidthAsync();
        await visitor.PictureAsync($"answer-5-dispatcher-{language}-{width}");
        await visitor.Page.SelectOptionAsync("#SettleAtOnce-Service", "dogs");
        await visitor.Page.Locator("#do-SettleAtOnce .form-actions button").PressAsync("Enter");
        await visitor.Page.Locator("#ask button[value=yes]").ClickAsync();
        await visitor.Page.Locator(".history", new() { HasText = "dog-registration" }).WaitForAsync();
        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("en", 360, true)]
    public async Task An_administrator_writes_and_changes_an_article(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.SignInAsync("administrator");
        await visitor.OpenAsync("/admin/knowledge");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"knowledge-1-list-{language}-{width}");
        await visitor.OpenAsync("/admin/knowledge?q=xyzzy");
        await visitor.CheckAccessibleAsync();
        await visitor.OpenAsync("/admin/knowledge/new");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"knowledge-2-new-{language}-{width}");
        await visitor.Page.FillAsync("#Input_Code", $"meter-{language.ToLowerInvariant()}");
        await visitor.Page.FillAsync("[name='Input.Words[zh-CN].Text']", "不收费。");
        await visitor.Page.ClickAsync("main button.btn-primary");
        await visitor.Page.WaitForSelectorAsync(".problems");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"knowledge-3-problems-{language}-{width}");
        await visitor.Page.FillAsync("[name='Input.Words[zh-CN].Title']", "水表换新要钱吗？");
        await visitor.Page.ClickAsync("main button.btn-primary");
        await visitor.Page.WaitForSelectorAsync(".course");
        await visitor.Page.FillAsync("[name='Input.Words[zh-CN].Text']", "到期更换不收费，自己弄坏的按表价收费。");
        await visitor.Page.ClickAsync("main button.btn-primary");
        await visitor.Page.Locator(".course li").Nth(1).WaitForAsync();
        await visitor.Page.Locator(".compared summary").First.ClickAsync();
        await visitor.CheckAccessibleAsync();
        await visitor.CheckWidthAsync();
        await visitor.PictureAsync($"knowledge-4-article-{language}-{width}");
        await visitor.OpenAsync("/admin/knowledge/articles/heating-season");
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"knowledge-5-file-{language}-{width}");
        visitor.CheckCalm();
    }

    private async Task<string> TakeInAsync(string words)
    {
        using var operators = await application.SignedInAsync("call-taker");
        using var sent = await operators.SubmitAsync(await operators.PageAsync("/staff/take-in"), ("Input.What", words));
        return (await sent.ParseAsync()).QuerySelector(".aloud")!.TextContent;
    }
}
