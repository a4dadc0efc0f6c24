using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>The conversation page, with a Direct Line that answers as the test wants.</summary>
public sealed class ChatTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private const string Field = "textarea";

    [Fact]
    public async Task The_greeting_comes_by_itself_in_the_language_of_the_page()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line, language: "en");
        await Expect(visitor, ".from-bot .said").ToHaveTextAsync("您好，请说说是什么事。");
        Assert.Equal(["en"], line.Locales);
        Assert.Equal("zh-CN", await visitor.Page.GetAttributeAsync(".from-bot .said p", "lang"));
        Assert.Equal("say", await FocusedAsync(visitor));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Enter_sends_and_shift_enter_begins_a_line()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await visitor.Page.FillAsync(Field, "工地太吵");
        await visitor.Page.PressAsync(Field, "Shift+Enter");
        await visitor.Page.Keyboard.TypeAsync("晚上也不停");
        Assert.Empty(line.Came);
        await visitor.Page.PressAsync(Field, "Enter");
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("工地太吵\n晚上也不停");
        await Expect(visitor, ".from-bot .said >> nth=1").ToContainTextAsync("收到：工地太吵");
        Assert.Equal("工地太吵\n晚上也不停", (string?)Assert.Single(line.Came)["text"]);
        Assert.Equal("", await visitor.Page.InputValueAsync(Field));
        Assert.Equal("say", await FocusedAsync(visitor));
        visitor.CheckCalm();
    }

    [Theory]
    [InlineData("isComposing: true, keyCode: 13")]
    [InlineData("isComposing: false, keyCode: 229")]
    public async Task Enter_that_chooses_characters_sends_nothing(string how)
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await visitor.Page.FillAsync(Field, "gongdi");
        var taken = await visitor.Page.EvaluateAsync<bool>($"document.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true, {how} }}))");
        Assert.True(taken);
        Assert.Empty(line.Came);
        Assert.Equal("gongdi", await visitor.Page.InputValueAsync(Field));
    }

    [Fact]
    public async Task What_is_said_is_text_and_never_markup()
    {
        const string nasty = "<img src=x onerror=\"document.title='hit'\"> **粗** [a](javascript:alert(1)) &lt;b&gt;";
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.WithCard(FakeDirectLine.Bot(nasty, nasty), nasty, "draft", (nasty, nasty)), Answer = _ => [] };
        await using var visitor = await OpenAsync(line);
        await visitor.Page.FillAsync(Field, nasty);
        await visitor.Page.PressAsync(Field, "Enter");
        await Expect(visitor, ".from-user .said").ToHaveTextAsync(nasty);
        await Expect(visitor, ".chat-card dd").ToHaveTextAsync(nasty);
        Assert.Equal(nasty, await visitor.Page.TextContentAsync(".choice"));
        Assert.Equal(0, await visitor.Page.Locator(".chat-entries img, .chat-entries b, .chat-entries strong, .chat-entries a").CountAsync());
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Only_addresses_of_the_citizens_pages_here_become_links()
    {
        var own = application.Address.ToString().TrimEnd('/');
        var text = $"打开{own}/track查询，或者 /bulletins。不是：https://evil.example/track、/staff、and/or/track、javascript:alert(1)、//evil.example/track、{own}/sign-in";
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.Bot(text) };
        await using var visitor = await OpenAsync(line);
        await Expect(visitor, ".from-bot .said").ToHaveTextAsync(text);
        var links = await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.from-bot .said a')].map(a => a.textContent + ' ' + a.getAttribute('href'))");
        Assert.Equal([$"{own}/track /track", "/bulletins /bulletins"], links);
        await visitor.Page.FillAsync(Field, "/track");
        await visitor.Page.PressAsync(Field, "Enter");
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("/track");
        Assert.Equal(0, await visitor.Page.Locator(".from-user a").CountAsync());
    }

    [Fact]
    public async Task A_button_sends_its_value_and_older_ones_stay_readable()
    {
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.Bot("您好", "我要反映", "查办理进度"), Answer = _ => [FakeDirectLine.Bot("属于哪一类？", "投诉", "求助")] };
        await using var visitor = await OpenAsync(line);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "我要反映" }).ClickAsync();
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("我要反映");
        await Expect(visitor, ".choice:enabled").ToHaveTextAsync(["投诉", "求助"]);
        await Expect(visitor, ".choice:disabled").ToHaveTextAsync(["我要反映", "查办理进度"]);
        await Expect(visitor, ".choice.is-chosen").ToHaveTextAsync(["我要反映"]);
        var said = Assert.Single(line.Came);
        Assert.Equal("1|我要反映", (string?)said["value"]);
        Assert.Equal("我要反映", (string?)said["channelData"]!["title"]);
        Assert.Null(said["text"]);
        Assert.Equal("say", await FocusedAsync(visitor));
        await visitor.Page.Keyboard.PressAsync("Shift+Tab");
        await visitor.Page.Keyboard.PressAsync("Shift+Tab");
        Assert.Equal("求助", await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task After_a_reload_everything_is_there_again()
    {
        var line = new FakeDirectLine { Answer = said => Enumerable.Range(1, 8).Select(i => FakeDirectLine.Bot($"第 {i} 条回复\n\n\n\n好")) };
        await using var visitor = await OpenAsync(line);
        await SendAsync(visitor, "第一件事");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(9);
        await visitor.Page.FillAsync(Field, "写到一半");
        await visitor.Page.EvaluateAsync("document.querySelector('.chat-log').scrollTop = 200");
        await visitor.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await visitor.Page.ReloadAsync();
        await Expect(visitor, ".from-bot").ToHaveCountAsync(9);
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("第一件事");
        Assert.Equal("写到一半", await visitor.Page.InputValueAsync(Field));
        Assert.Equal(200, await visitor.Page.EvaluateAsync<int>("document.querySelector('.chat-log').scrollTop"));
        Assert.Single(line.Locales);
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("localStorage.length"));
        Assert.DoesNotContain("第一件事", await visitor.Page.EvaluateAsync<string>("sessionStorage['intake-chat']"), StringComparison.Ordinal);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task News_that_came_meanwhile_is_marked()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await SendAsync(visitor, "有人吗");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await visitor.Page.GotoAsync("/patterns");
        line.Say(FakeDirectLine.Bot("您的诉求已经受理。"));
        await visitor.OpenAsync("/");
        await Expect(visitor, ".divider.is-new + .from-bot .said").ToHaveTextAsync("您的诉求已经受理。");
    }

    [Fact]
    public async Task What_is_said_by_itself_appears_by_itself()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await Expect(visitor, ".from-bot").ToHaveCountAsync(1);
        line.Say(FakeDirectLine.Bot("单位想问您：是哪一栋？"));
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task A_long_text_is_counted_and_sent_all_the_same()
    {
        var line = new FakeDirectLine { Answer = _ => [FakeDirectLine.Bot("太长了，没能收下。")] };
        await using var visitor = await OpenAsync(line, width: 360);
        await visitor.Page.FillAsync(Field, new string('吵', 3_950));
        await Expect(visitor, "#say-count").ToHaveTextAsync("还可以写 50 个字");
        await visitor.Page.FillAsync(Field, new string('吵', 9_998) + "https");
        await Expect(visitor, "#say-count").ToContainTextAsync("超出 6,003 个字");
        await visitor.Page.PressAsync(Field, "Enter");
        await Expect(visitor, ".from-bot .said >> nth=1").ToHaveTextAsync("太长了，没能收下。");
        Assert.Equal(10_003, ((string?)line.Came[0]["text"])!.Length);
        await visitor.CheckWidthAsync();
        await SendAsync(visitor, new string('w', 500));
        await Expect(visitor, ".from-bot").ToHaveCountAsync(3);
        await visitor.CheckWidthAsync();
    }

    [Fact]
    public async Task Starting_over_asks_first_and_forgets()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await SendAsync(visitor, "家里的事");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        line.Greeting = () => FakeDirectLine.Bot("又见面了");
        await visitor.Page.ClickAsync("[data-is=restart]");
        await visitor.Page.ClickAsync("#ask button[value=no]");
        await Expect(visitor, ".from-user").ToHaveCountAsync(1);
        await visitor.Page.ClickAsync("[data-is=restart]");
        await visitor.Page.ClickAsync("#ask button[value=yes]");
        await Expect(visitor, ".from-bot:last-child .said").ToHaveTextAsync("又见面了");
        Assert.Equal(2, line.Calls.Count(call => call == "POST /tokens/page"));
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Parts_have_names_and_can_be_hit_with_a_thumb()
    {
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.Bot("您好", "我要反映", "查办理进度") };
        await using var visitor = await OpenAsync(line, width: 360);
        await Expect(visitor, ".choice >> nth=0").ToBeVisibleAsync();
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Log, new() { Name = "对话" }).CountAsync());
        await Expect(visitor, "[role=log]").ToHaveAttributeAsync("aria-live", "polite");
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "写给我们" }).CountAsync());
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "发送", Exact = true }).CountAsync());
        Assert.Equal(1, await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "添加照片或文件" }).CountAsync());
        var small = await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.chat button')].filter(b => b.offsetParent && (b.offsetHeight < 44 || b.offsetWidth < 44)).map(b => b.outerHTML)");
        Assert.Empty(small);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Without_script_there_is_a_plain_way_on()
    {
        await using var visitor = await browser.VisitAsync(application.Address, script: false, width: 360);
        await visitor.OpenAsync("/");
        await visitor.PictureAsync("chat-without-script-zh-CN-360");
        var words = await visitor.Page.InnerTextAsync("main");
        Assert.Contains("浏览器没有开启 JavaScript", words, StringComparison.Ordinal);
        Assert.Contains("12345", words, StringComparison.Ordinal);
        Assert.True(await visitor.Page.Locator("main a[href='/track']").First.IsVisibleAsync());
        Assert.False(await visitor.Page.Locator("textarea").IsVisibleAsync());
        Assert.DoesNotContain("正在接通", words, StringComparison.Ordinal);
    }

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector));

    private static Task<string> FocusedAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("document.activeElement.id");

    private static async Task SendAsync(Visitor visitor, string text)
    {
        await visitor.Page.FillAsync(Field, text);
        await visitor.Page.PressAsync(Field, "Enter");
    }

    private async Task<Visitor> OpenAsync(FakeDirectLine line, string language = "zh-CN", int width = 1280)
    {
        var visitor = await browser.VisitAsync(application.Address, language, width);
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await visitor.Page.WaitForSelectorAsync(".from-bot");
        return visitor;
    }
}
