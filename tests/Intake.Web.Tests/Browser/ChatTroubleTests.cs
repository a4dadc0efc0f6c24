using System.Text.RegularExpressions;
using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>The conversation page when something goes wrong: nothing that was written is lost, and nothing arrives twice.</summary>
public sealed class ChatTroubleTests(IntakeApplication application, BrowserFixture browser) : IClassFixture<IntakeApplication>
{
    private const string Field = "textarea";
    private const string Unreachable = "net::ERR_FAILED";

    [Fact]
    public async Task Out_of_reach_at_the_start_it_says_so_and_connects_later()
    {
        var line = new FakeDirectLine { IsOutOfReach = true };
        await using var visitor = await browser.VisitAsync(application.Address);
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await Expect(visitor, "[data-is=banner]").ToContainTextAsync("请拨打 12345");
        await SendAsync(visitor, "先写下来");
        await Expect(visitor, ".from-user .fate").ToContainTextAsync("等待发送");
        await visitor.PictureAsync("chat-out-of-reach-zh-CN-1280");
        line.IsOutOfReach = false;
        await BackOnlineAsync(visitor);
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await Expect(visitor, "[data-is=banner]").ToBeHiddenAsync();
        Assert.Equal("先写下来", (string?)Assert.Single(line.Came)["text"]);
        visitor.CheckCalm(Unreachable);
    }

    [Fact]
    public async Task A_message_whose_answer_is_lost_is_sent_again_as_the_same_and_shown_once()
    {
        var line = new FakeDirectLine { LosesAnswers = true };
        await using var visitor = await OpenAsync(line);
        await SendAsync(visitor, "只说一次");
        await Expect(visitor, ".fate").ToContainTextAsync("没有发出去");
        await visitor.PictureAsync("chat-not-sent-zh-CN-1280");
        line.LosesAnswers = false;
        await visitor.Page.ClickAsync("[data-is=again]");
        await Expect(visitor, ".fate").ToBeHiddenAsync();
        await Expect(visitor, ".from-user").ToHaveCountAsync(1);
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        Assert.True(line.Came.Count >= 2);
        Assert.Single(line.Came.Select(said => (string?)said["channelData"]!["clientActivityID"]).Distinct(StringComparer.Ordinal));
        visitor.CheckCalm(Unreachable);
    }

    [Fact]
    public async Task What_was_not_sent_survives_a_reload()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        line.FailNext(503);
        line.FailNext(503);
        await SendAsync(visitor, "服务器正忙");
        await Expect(visitor, ".fate").ToContainTextAsync("没有发出去");
        await visitor.Page.ReloadAsync();
        await Expect(visitor, ".from-user .said").ToHaveTextAsync("服务器正忙");
        await visitor.Page.ClickAsync("[data-is=again]");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        await Expect(visitor, ".from-user").ToHaveCountAsync(1);
        Assert.Single(line.Came.Select(said => (string?)said["channelData"]!["clientActivityID"]).Distinct(StringComparer.Ordinal));
        visitor.CheckCalm("503");
    }

    [Fact]
    public async Task Too_fast_waits_as_long_as_it_is_asked_to_and_keeps_the_order()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        line.FailNext(429, after: 1);
        await SendAsync(visitor, "一");
        await Expect(visitor, ".fate >> nth=0").ToContainTextAsync("发得太快了，1 秒后自动再发");
        await SendAsync(visitor, "二");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(3);
        Assert.Equal(["一", "一", "二"], line.Came.Select(said => (string?)said["text"]));
        visitor.CheckCalm("429");
    }

    [Fact]
    public async Task What_is_not_taken_can_be_changed()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        line.FailNext(400);
        await SendAsync(visitor, "不合要求");
        await Expect(visitor, ".fate").ToContainTextAsync("没能收下这条消息");
        await visitor.Page.ClickAsync("[data-is=change]");
        await Expect(visitor, ".from-user").ToHaveCountAsync(0);
        Assert.Equal("不合要求", await visitor.Page.InputValueAsync(Field));
        await visitor.Page.PressAsync(Field, "Enter");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        visitor.CheckCalm("400");
    }

    [Fact]
    public async Task A_token_that_is_not_taken_any_more_leads_to_a_new_conversation()
    {
        var line = new FakeDirectLine { Greeting = () => FakeDirectLine.Bot("您好", "我要反映") };
        await using var visitor = await OpenAsync(line);
        line.OnlyToken = "another";
        line.Greeting = () => FakeDirectLine.Bot("重新开始", "我要反映");
        await SendAsync(visitor, "隔了一天");
        await Expect(visitor, ".note").ToContainTextAsync("之前的对话已经结束");
        await Expect(visitor, ".note ~ .from-bot .said >> nth=-1").ToHaveTextAsync("重新开始");
        await Expect(visitor, ".choice:enabled").ToHaveCountAsync(1);
        Assert.Equal("隔了一天", await visitor.Page.InputValueAsync(Field));
        visitor.CheckCalm("403");
    }

    [Fact]
    public async Task A_token_is_renewed_when_half_of_its_time_is_over()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await visitor.Page.EvaluateAsync("""
            () => {
              const kept = JSON.parse(sessionStorage['intake-chat']);
              Object.assign(kept.session, { givenAt: Date.now() - 3600_000, endsAt: Date.now() + 600_000 });
              sessionStorage['intake-chat'] = JSON.stringify(kept);
            }
            """);
        await visitor.Page.RunAndWaitForResponseAsync(() => visitor.Page.ReloadAsync(), "**/tokens/refresh");
        await SendAsync(visitor, "还在");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        Assert.Equal("t3", line.OnlyToken);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task Without_a_place_to_remember_it_works_all_the_same()
    {
        var line = new FakeDirectLine();
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.Page.AddInitScriptAsync("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('closed', 'SecurityError'); } })");
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await SendAsync(visitor, "没有存储");
        await Expect(visitor, ".from-bot").ToHaveCountAsync(2);
        visitor.CheckCalm();
    }

    [Fact]
    public async Task In_the_background_the_title_counts_what_came()
    {
        var line = new FakeDirectLine();
        await using var visitor = await OpenAsync(line);
        await HideAsync(visitor, hidden: true);
        line.Say(FakeDirectLine.Bot("单位想问您"));
        await SendAsync(visitor, "在");
        await Assertions.Expect(visitor.Page).ToHaveTitleAsync(new Regex(@"^\(2\) ", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await HideAsync(visitor, hidden: false);
        Assert.StartsWith("我要反映", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
    }

    private static async Task HideAsync(Visitor visitor, bool hidden) => await visitor.Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);

    private static async Task BackOnlineAsync(Visitor visitor) => await visitor.Page.EvaluateAsync("window.dispatchEvent(new Event('online'))");

    private static ILocatorAssertions Expect(Visitor visitor, string selector) => Assertions.Expect(visitor.Page.Locator(selector));

    private static async Task SendAsync(Visitor visitor, string text)
    {
        await visitor.Page.FillAsync(Field, text);
        await visitor.Page.PressAsync(Field, "Enter");
    }

    private async Task<Visitor> OpenAsync(FakeDirectLine line)
    {
        var visitor = await browser.VisitAsync(application.Address);
        await line.StandInAsync(visitor);
        await visitor.OpenAsync("/");
        await visitor.Page.WaitForSelectorAsync(".from-bot");
        return visitor;
    }
}
