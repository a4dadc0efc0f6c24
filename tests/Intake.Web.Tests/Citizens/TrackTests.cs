using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Dom;
using Intake.Application.Tickets;
using Intake.Web.Pages.Citizens;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Citizens;

/// <summary>The program behind a proxy that it trusts, so that each test is a client of its own.</summary>
public sealed class ApplicationForManyClients : IntakeApplication
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["Proxies:Trusted"] = "127.0.0.1" };

    /// <summary>A visitor from an address.</summary>
    public HttpClient VisitorFrom(string address)
    {
        var visitor = Visitor();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }
}

public sealed class TrackTests(ApplicationForManyClients application) : IClassFixture<ApplicationForManyClients>
{
    private const string Unknown = "编号和查询码对不上";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_shows_where_the_matter_is_and_how_its_date_was_counted()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        await ticket.InHandAsync();
        await ticket.ContactReadAsync("需要上门查看");
        using var visitor = application.VisitorFrom("203.0.113.1");
        using var opened = await OpenAsync(visitor, ticket.Number.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), ticket.Secret.ToLowerInvariant());
        Assert.Equal("/track", opened.Headers.Location?.OriginalString);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("intake-receipt=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/track", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ticket.Secret, Uri.UnescapeDataString(cookie), StringComparison.OrdinalIgnoreCase);

        var page = await visitor.PageAsync("/track");
        Assert.Equal(ticket.Number, page.QuerySelector("h1")!.TextContent);
        var text = page.Body!.TextContent;
        foreach (var words in new[] { "办理中", "市住房和城乡建设局", "三单元电梯坏了一周", "算在内：", "签收", "工作人员查看了您的联系方式，理由：需要上门查看" })
            Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("请尽快办理", text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_does_not_exist_and_a_wrong_secret_are_one_answer()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        using var visitor = application.VisitorFrom("203.0.113.2");
        using var wrongSecret = await OpenAsync(visitor, ticket.Number, "0000000000");
        using var noNumber = await OpenAsync(visitor, "XH-20260310-09999-3", ticket.Secret);
        using var nonsense = await OpenAsync(visitor, "<script>", "?");
        var answers = await Task.WhenAll(new[] { wrongSecret, noNumber, nonsense }.Select(async answer => (answer.StatusCode, Page: await WithoutInputAsync(answer))));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Contains(Unknown, answers[0].Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_wrong_receipts_within_a_minute_an_address_has_to_wait_and_others_do_not()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        using var visitor = application.VisitorFrom("203.0.113.3");
        for (var i = 0; i < ReceiptGuard.MostOfAddress; i++)
        {
            using var wrong = await OpenAsync(visitor, "XH-20260310-09999-3", "0000000000");
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using var refused = await OpenAsync(visitor, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("错的次数太多了", (await SignInSteps.ParseAsync(refused)).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var other = application.VisitorFrom("203.0.113.4");
        using var opened = await OpenAsync(other, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        application.Clock.Advance(TimeSpan.FromMinutes(1));
        using var again = await OpenAsync(visitor, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task After_twenty_wrong_secrets_within_an_hour_nobody_gets_at_the_number_from_anywhere()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        for (var i = 0; i < ReceiptGuard.MostOfNumber; i++)
        {
            using var visitor = application.VisitorFrom($"203.0.113.{100 + i}");
            using var wrong = await OpenAsync(visitor, ticket.Number, "0000000000");
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using var owner = application.VisitorFrom("203.0.113.200");
        using var refused = await OpenAsync(owner, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        application.Clock.Advance(TimeSpan.FromHours(1));
        using var again = await OpenAsync(owner, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task The_requester_answers_adds_a_photo_urges_and_withdraws()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        await ticket.InHandAsync();
        await ticket.AskedAsync("请问是几单元？");
        using var visitor = await OpenedAsync(ticket, "203.0.113.5");
        var page = await visitor.PageAsync("/track");
        Assert.Contains("请问是几单元？", page.QuerySelector(".asks")!.TextContent, StringComparison.Ordinal);

        using var answered = await UploadAsync(visitor, page, "Answer", "三单元", null);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        using var refused = await UploadAsync(visitor, await visitor.PageAsync("/track"), "Add", "照片见附件", "MZ\0\u0001 not a photo");
        var kept = await SignInSteps.ParseAsync(refused);
        Assert.Contains("这种文件不能收", kept.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("照片见附件", kept.QuerySelector("#words")!.TextContent);
        using var added = await UploadAsync(visitor, await visitor.PageAsync("/track"), "Add", "照片见附件", "plain text is fine");
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        using var urged = await visitor.PressAsync(await visitor.PageAsync("/track"), "Urge");
        page = await visitor.PageAsync("/track");
        Assert.Null(page.QuerySelector("[formaction*='handler=Urge']"));
        foreach (var words in new[] { "您的回答：三单元", "您补充：照片见附件", "您催办" })
            Assert.Contains(words, page.QuerySelector(".course")!.TextContent, StringComparison.Ordinal);
        using var withdrawn = await visitor.PressAsync(page, "Withdraw");
        Assert.Contains("已撤回", (await visitor.PageAsync("/track")).QuerySelector(".pill")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_requester_contests_a_result_and_rates_the_next_one()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        await ticket.InHandAsync();
        await ticket.ResolvedAsync("电梯已修好。");
        using var visitor = await OpenedAsync(ticket, "203.0.113.6");
        var page = await visitor.PageAsync("/track");
        Assert.Contains("电梯已修好。", page.Body!.TextContent, StringComparison.Ordinal);
        using var contested = await UploadAsync(visitor, page, "Contest", "还是坏的", null);
        page = await visitor.PageAsync("/track");
        Assert.Contains("办理中", page.QuerySelector(".pill")!.TextContent, StringComparison.Ordinal);
        await ticket.ResolvedAsync("更换了主板。");
        page = await visitor.PageAsync("/track");
        var form = page.Forms.Single(one => one.QuerySelector("[name='Input.Stars']") is not null);
        using var rated = await visitor.SubmitAsync(form, new Uri(new Uri(page.Url), "/track?handler=Rate"), ("Input.Stars", "4"));
        Assert.Contains("您的评价：满意", (await visitor.PageAsync("/track")).QuerySelector(".course")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_closes_by_a_button_and_by_itself_after_half_an_hour_and_what_others_made_up_opens_nothing()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        using var visitor = await OpenedAsync(ticket, "203.0.113.7");
        application.Clock.Advance(TrackCookie.Lasts - TimeSpan.FromMinutes(1));
        Assert.NotNull((await visitor.PageAsync("/track")).QuerySelector(".course"));
        application.Clock.Advance(TrackCookie.Lasts);
        Assert.Null((await visitor.PageAsync("/track")).QuerySelector(".course"));

        using var again = await OpenedAsync(ticket, "203.0.113.8");
        using var left = await again.PressAsync(await again.PageAsync("/track"), "Leave");
        Assert.Null((await again.PageAsync("/track")).QuerySelector(".course"));

        using var forger = application.VisitorFrom("203.0.113.9");
        forger.DefaultRequestHeaders.Add("Cookie", "intake-receipt=CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.Null((await forger.PageAsync("/track")).QuerySelector(".course"));
    }

    private async Task<HttpClient> OpenedAsync(TicketSteps ticket, string address)
    {
        var visitor = application.VisitorFrom(address);
        using var opened = await OpenAsync(visitor, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        return visitor;
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient visitor, string number, string secret)
        => await visitor.SubmitAsync(await visitor.PageAsync("/track"), ("Input.Number", number), ("Input.Secret", secret));

    /// <summary>A whole page, without what was typed and the form's own token.</summary>
    private static async Task<string> WithoutInputAsync(HttpResponseMessage answer)
    {
        var page = await SignInSteps.ParseAsync(answer);
        foreach (var field in page.QuerySelectorAll("#Input_Number, [name='__RequestVerificationToken']"))
            field.RemoveAttribute("value");
        return page.DocumentElement.OuterHtml;
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient visitor, IDocument page, string handler, string words, string? file)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(words), "Input.Words" },
            { new StringContent(page.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
        };
        if (file is not null)
            content.Add(new StringContent(file, new MediaTypeHeaderValue("image/jpeg")), "uploads", "photo.jpg");
        return await visitor.PostAsync(new Uri($"/track?handler={handler}", UriKind.Relative), content, Cancel);
    }
}
