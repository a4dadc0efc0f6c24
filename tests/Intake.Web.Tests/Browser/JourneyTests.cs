using System.Text.RegularExpressions;
using Intake.Web.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Intake.Web.Tests.Browser;

/// <summary>The main job from the first word in the chat to the published bulletin, as the people who do it see it.</summary>
public sealed partial class JourneyTests(BrowserFixture browser)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private const string Telephone = "13812345678";

    // The least picture that is one: a single grey pixel.
    private static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB3UNq9AAAAABJRU5ErkJggg==");

    /// <summary>What is said and seen in one language.</summary>
    private sealed record Words(string Matter, string Submit, string Service, string Reply, string Unit, string WrittenOff, string Hidden);

    private static readonly Dictionary<string, Words> Said = new(StringComparer.Ordinal)
    {
        ["zh-CN"] = new(
            $"星北区学府路的工地每天夜里两点还在打桩，孩子睡不着。我的电话是{Telephone}，请管一管。",
            "提交", "建筑工地噪音", "已到现场核查，责令施工单位停止夜间打桩，并安排专人值守。", "市城市管理和综合行政执法局", "已销号", "我的电话是***"),
        ["en"] = new(
            $"A construction site on Xuefu Road in Xingbei drives piles until two at night and the noise keeps my child awake. My telephone is {Telephone}, please do something.",
            "Send it", "Noise from building sites", "We inspected the site and ordered the contractor to stop driving piles at night.", "City Management and Law Enforcement Bureau", "Written off", "My telephone is ***"),
    };

    [Theory]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 360)]
    public async Task From_a_message_in_the_chat_to_a_bulletin(string language, int width)
    {
        var words = Said[language];
        await using var application = new IntakeApplication();
        await application.InitializeAsync();
        await using var citizen = await browser.VisitAsync(application.Address, language, width);

        var (number, secret) = await ReportAsync(citizen, words);
        await citizen.PictureAsync($"journey-1-receipt-{language}-{width}");

        await using (var dispatcher = await SignedInAsync(application, "dispatcher", language, width))
        {
            await dispatcher.OpenAsync("/staff/dispatch");
            await Expect(dispatcher.Page.Locator("main")).ToContainTextAsync(words.Unit);
            await dispatcher.PictureAsync($"journey-2-dispatch-{language}-{width}");
            await dispatcher.Page.ClickAsync("form[action*=Send] button");
            await Expect(dispatcher.Page.Locator("form[action*=Send]")).ToHaveCountAsync(0);
            dispatcher.CheckCalm();
        }

        await using (var unit = await SignedInAsync(application, "city-management", language, width))
            await AnswerAsync(unit, words, $"{language}-{width}");
        await using (var checker = await SignedInAsync(application, "supervisor", language, width))
            await WriteOffAsync(checker, $"{language}-{width}");
        await using (var publisher = await SignedInAsync(application, "publisher", language, width))
            await DraftAsync(publisher, $"{language}-{width}");
        await using (var signer = await SignedInAsync(application, "publisher-2", language, width))
        {
            await signer.OpenAsync("/admin/bulletins/1/sign");
            await signer.PictureAsync($"journey-6-sign-{language}-{width}");
            await ConfirmedAsync(signer, "main form button.btn-primary");
            await Expect(signer.Page.Locator("a[href^='/bulletins/']").First).ToBeVisibleAsync();
            signer.CheckCalm();
        }

        await citizen.OpenAsync("/bulletins");
        await citizen.Page.Locator("main a[href$='/1']").First.ClickAsync();
        await Expect(citizen.Page).ToHaveURLAsync(new Regex("/bulletins/[^/]+/1$", RegexOptions.None, Second));
        await citizen.CheckWidthAsync();
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(words.Reply);
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(words.Hidden);
        Assert.DoesNotContain(Telephone, await citizen.Page.ContentAsync(), StringComparison.Ordinal);
        await citizen.PictureAsync($"journey-7-bulletin-{language}-{width}");

        await TrackAsync(citizen, number, secret, words, $"{language}-{width}");
        await citizen.OpenAsync("/");
        await Expect(citizen.Page.Locator(".from-bot").Filter(new() { HasText = words.Reply })).ToHaveCountAsync(1);
        await citizen.PictureAsync($"journey-9-chat-{language}-{width}");
        citizen.CheckCalm();
    }

    private static async Task<(string Number, string Secret)> ReportAsync(Visitor citizen, Words words)
    {
        await citizen.OpenAsync("/");
        await Expect(citizen.Page.Locator(".from-bot")).ToHaveCountAsync(1);
        await citizen.Page.FillAsync("textarea", words.Matter);
        await citizen.Page.PressAsync("textarea", "Enter");
        var draft = citizen.Page.Locator(".from-bot").Last;
        await Expect(draft).ToContainTextAsync(words.Service);
        await Expect(draft).Not.ToContainTextAsync(Telephone);
        await citizen.Page.GetByRole(AriaRole.Button, new() { Name = words.Submit, Exact = true }).ClickAsync();
        var receipt = citizen.Page.Locator(".from-bot").Last;
        await Expect(receipt).ToContainTextAsync("XH-20260310-00001");
        await citizen.CheckWidthAsync();
        var text = await receipt.InnerTextAsync();
        return (Number().Match(text).Value, Secret().Match(text).Value);
    }

    private static async Task AnswerAsync(Visitor unit, Words words, string name)
    {
        await unit.OpenAsync("/staff/inbox");
        await unit.Page.Locator(".main-cell a").First.ClickAsync();
        await OpenedAsync(unit, "Acknowledge");
        await unit.Page.ClickAsync("#do-Acknowledge form button");
        await OpenedAsync(unit, "Resolve");
        await unit.Page.SelectOptionAsync("#Resolve-Outcome", "Solved");
        await unit.Page.FillAsync("#Resolve-Reply", words.Reply);
        await unit.Page.FillAsync("#Resolve-Report", "No work at the site after eleven.");
        await unit.Page.SetInputFilesAsync("#Resolve-Files", new FilePayload { Name = "site.png", MimeType = "image/png", Buffer = Photo });
        await unit.PictureAsync($"journey-3-answer-{name}");
        await ConfirmedAsync(unit, "#do-Resolve form button");
        await Expect(unit.Page.Locator("#do-Resolve")).ToHaveCountAsync(0);
        await unit.CheckWidthAsync();
        unit.CheckCalm();
    }

    private static async Task WriteOffAsync(Visitor checker, string name)
    {
        await checker.OpenAsync("/staff/verification");
        await checker.Page.Locator(".main-cell a").First.ClickAsync();
        await OpenedAsync(checker, "Verify");
        await checker.Page.ClickAsync("#do-Verify form button");
        await OpenedAsync(checker, "WriteOff");
        await Expect(checker.Page.Locator("a[href^='/staff/files/'], img[src^='/staff/files/']").First).ToBeVisibleAsync();
        await checker.Page.FillAsync("#do-WriteOff textarea", "Called back: no noise since.");
        await checker.PictureAsync($"journey-4-verify-{name}");
        await ConfirmedAsync(checker, "#do-WriteOff form button");
        await Expect(checker.Page.Locator("#do-WriteOff")).ToHaveCountAsync(0);
        checker.CheckCalm();
    }

    private static async Task DraftAsync(Visitor publisher, string name)
    {
        await publisher.OpenAsync("/admin/bulletins/new");
        await publisher.Page.FillAsync("[name$='From']", "2026-03-01");
        await publisher.Page.FillAsync("[name$='To']", "2026-03-10");
        await publisher.Page.ClickAsync("main form button.btn-primary");
        await Expect(publisher.Page).ToHaveURLAsync(new Regex("/admin/bulletins/1$", RegexOptions.None, Second));
        await publisher.OpenAsync("/admin/bulletins/1/choose");
        await publisher.Page.CheckAsync(".candidates tbody input[type=checkbox]");
        await publisher.Page.Locator("main form button.btn-primary").Last.ClickAsync();
        await Expect(publisher.Page).ToHaveURLAsync(new Regex("/admin/bulletins/1$", RegexOptions.None, Second));
        await publisher.Page.Locator("#items a[href*='/items/']").First.ClickAsync();
        await Expect(publisher.Page).ToHaveURLAsync(new Regex("/items/", RegexOptions.None, Second));
        await Expect(publisher.Page.Locator("main")).Not.ToContainTextAsync(Telephone);
        // Whatever the program is not sure about is hidden.
        while (await publisher.Page.Locator("a.mask[data-ruling=open]").CountAsync() is > 0 and var open)
        {
            await publisher.Page.Keyboard.PressAsync("c");
            await Expect(publisher.Page.Locator("a.mask[data-ruling=open]")).ToHaveCountAsync(open - 1);
        }

        await publisher.PictureAsync($"journey-5-masks-{name}");
        await publisher.CheckWidthAsync();
        publisher.CheckCalm();
    }

    private static async Task TrackAsync(Visitor citizen, string number, string secret, Words words, string name)
    {
        await citizen.OpenAsync("/track");
        await citizen.Page.FillAsync("[name='Input.Number']", number);
        await citizen.Page.FillAsync("[name='Input.Secret']", secret);
        await citizen.Page.PressAsync("[name='Input.Secret']", "Enter");
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(words.WrittenOff);
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(words.Reply);
        await Expect(citizen.Page.Locator("main")).ToContainTextAsync(words.Unit);
        await citizen.CheckWidthAsync();
        await citizen.CheckAccessibleAsync();
        await citizen.PictureAsync($"journey-8-track-{name}");
    }

    private async Task<Visitor> SignedInAsync(IntakeApplication application, string user, string language, int width)
    {
        var visitor = await browser.VisitAsync(application.Address, language, width);
        await visitor.SignInAsync(user);
        return visitor;
    }

    private static async Task OpenedAsync(Visitor visitor, string action)
    {
        var form = visitor.Page.Locator($"#do-{action}");
        await form.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await form.EvaluateAsync("details => details.open = true");
    }

    private static async Task ConfirmedAsync(Visitor visitor, string button)
    {
        await visitor.Page.ClickAsync(button);
        await visitor.Page.ClickAsync("#ask button[value=yes]");
    }

    [GeneratedRegex(@"XH-\d{8}-\d{5}-\d", RegexOptions.None, 1000)]
    private static partial Regex Number();

    // Ten characters of Crockford's alphabet, perhaps in two groups.
    [GeneratedRegex(@"(?<![0-9A-Z-])[0-9A-HJKMNP-TV-Z]{5} ?[0-9A-HJKMNP-TV-Z]{5}(?![0-9A-Z-])", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}
