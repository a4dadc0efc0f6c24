using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Data;
using Intake.Web.Pages.Citizens.Boxes;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Citizens;

public sealed class QuestionnaireTests(ApplicationForManyClients application) : IClassFixture<ApplicationForManyClients>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_firm_is_asked_one_question_after_another_and_gets_a_receipt_for_what_it_wrote()
    {
        using var visitor = application.VisitorFrom("203.0.113.60");
        var list = await visitor.PageAsync("/questionnaire");
        Assert.Equal(["/questionnaire/firms", "/questionnaire/service-hall"], list.QuerySelectorAll("main h2 a").Select(link => link.GetAttribute("href")));
        var page = await StepAsync(visitor, await visitor.PageAsync("/questionnaire/firms"), "begin");
        Assert.Equal("第 1 题，最多 8 题", page.QuerySelector("#progress-words")!.TextContent);
        page = await AnswerAsync(visitor, page, "retail");
        Assert.Contains("多少名员工", page.QuerySelector(".question-prompt")!.TextContent, StringComparison.Ordinal);
        page = await AnswerAsync(visitor, page, "很多");
        Assert.Equal("请写一个数，比如 18。", page.QuerySelector("#wrong")!.TextContent);
        Assert.Equal("很多", page.QuerySelector<IHtmlInputElement>("#Input_Given")!.Value);
        page = await AnswerAsync(visitor, page, "12");
        page = await AnswerAsync(visitor, page, "1");
        page = await StepAsync(visitor, page, "next");
        Assert.Equal("请回答这道题，不能跳过。", page.QuerySelector("#wrong")!.TextContent);
        page = await AnswerAsync(visitor, page, "开业许可等了三个月");
        page = await AnswerAsync(visitor, page, "no");
        page = await StepAsync(visitor, page, "skip");
        Assert.Equal(["批发零售和餐饮", "12", "1", "开业许可等了三个月", "否", "—"], page.QuerySelectorAll(".answers dd").Select(Said));

        // Another trade leads by another way, and what was answered further down stays.
        page = await StepAsync(visitor, page, "change:sector");
        page = await AnswerAsync(visitor, page, "foreign-trade");
        Assert.NotNull(page.QuerySelector("input[value='customs']"));
        page = await AnswerAsync(visitor, page, "customs");
        page = await StepAsync(visitor, page, "overview");
        Assert.Equal(["对外贸易", "通关慢、手续多", "12", "1", "开业许可等了三个月", "否", "—"], page.QuerySelectorAll(".answers dd").Select(Said));

        using var sent = await PostAsync(visitor, page, ("Input.Go", "send"), ("Input.Phone", "13900003333"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.True(sent.Headers.CacheControl!.NoStore);
        var thanks = await sent.ParseAsync();
        var number = Assert.Single(thanks.QuerySelectorAll(".receipt")).QuerySelector(".receipt-number")!.TextContent;

        using var again = await PostAsync(visitor, page, ("Input.Go", "send"), ("Input.Phone", "13900003333"));
        Assert.Equal(number, (await again.ParseAsync()).QuerySelector(".receipt-number")?.TextContent);
        Assert.Equal(number, (await visitor.PageAsync("/track")).QuerySelector("h1")!.TextContent);

        using var staff = await application.SignedInAsync("dispatcher");
        var desk = (await staff.PageAsync($"/staff/tickets/{number}")).Body!.TextContent;
        Assert.Contains("营商环境企业问卷", desk, StringComparison.Ordinal);
        Assert.Contains("开业许可等了三个月", desk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_shows_what_was_answered_and_leads_to_the_introduction_at_the_first_question()
    {
        using var visitor = application.VisitorFrom("203.0.113.61");
        var first = await StepAsync(visitor, await visitor.PageAsync("/questionnaire/service-hall"), "begin");
        var second = await AnswerAsync(visitor, first, "long");
        using var answer = await PostAsync(visitor, second, ("Input.Given", "4"), ("Input.Go", "back"));
        var back = await answer.ParseAsync();
        Assert.True(back.QuerySelector<IHtmlInputElement>("input[value='long']")!.IsChecked);
        var again = await StepAsync(visitor, back, "next");
        Assert.True(again.QuerySelector<IHtmlInputElement>("input[value='4']")!.IsChecked);
        var introduction = await StepAsync(visitor, back, "back");
        Assert.NotNull(introduction.QuerySelector("button[value='begin']"));
        Assert.Contains("\"waiting\":\"long\"", introduction.QuerySelector<IHtmlInputElement>("[name='Input.Answers']")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"waiting\":\"forever\",\"friendly\":\"9\"}")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\"gone\":\"x\",\"waiting\":null}")]
    public async Task Answers_that_somebody_wrote_into_the_form_by_hand_count_for_nothing(string answers)
    {
        using var visitor = application.VisitorFrom("203.0.113.62");
        var page = await visitor.PageAsync("/questionnaire/service-hall");
        using var sent = await PostAsync(visitor, page, ("Input.Answers", answers), ("Input.Go", "send"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var shown = await sent.ParseAsync();
        Assert.Contains("还有题目没有回答", shown.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("第 1 题，最多 4 题", shown.QuerySelector("#progress-words")!.TextContent);
    }

    [Fact]
    public async Task Questions_that_changed_meanwhile_are_looked_over_again()
    {
        using var visitor = application.VisitorFrom("203.0.113.63");
        var page = await visitor.PageAsync("/questionnaire/service-hall");
        using var sent = await PostAsync(visitor, page, ("Input.Content", "another"), ("Input.Answers", "{\"waiting\":\"long\"}"), ("Input.Go", "send"));
        var shown = await sent.ParseAsync();
        Assert.Contains("问卷内容改了", shown.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("friendly", shown.QuerySelector<IHtmlInputElement>("[name='Input.At']")!.Value);
    }

    [Fact]
    public async Task An_unknown_one_is_said_plainly()
    {
        using var visitor = application.VisitorFrom("203.0.113.64");
        using var answer = await visitor.GetAsync(new Uri("/questionnaire/nothing", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("没有这份问卷", (await answer.ParseAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Too_many_from_one_address_wait_and_keep_their_answers()
    {
        using var visitor = application.VisitorFrom("203.0.113.65");
        const string answers = "{\"waiting\":\"long\",\"friendly\":\"4\",\"done\":\"yes\"}";
        var page = await visitor.PageAsync("/questionnaire/service-hall");
        for (var turn = 0; turn < BoxLimit.Forms; turn++)
        {
            using var sent = await PostAsync(visitor, page, ("Input.Answers", answers), ("Input.Go", "send"));
            Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        }

        using var refused = await PostAsync(visitor, page, ("Input.Answers", answers), ("Input.Go", "send"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(3, (await refused.ParseAsync()).QuerySelectorAll(".answers dd").Length);
    }

    [Fact]
    public async Task Staff_see_counts_shares_words_and_items_and_take_them_along()
    {
        using var visitor = application.VisitorFrom("203.0.113.66");
        var page = await visitor.PageAsync("/questionnaire/firms");
        const string answers = "{\"sector\":\"services\",\"staff\":\"7\",\"permits\":\"2\",\"permit-trouble\":\"=1+1 卡在消防验收\",\"hiring\":\"no\",\"advice\":\"\"}";
        using var sent = await PostAsync(visitor, page, ("Input.Answers", answers), ("Input.Go", "send"));
        Assert.NotNull((await sent.ParseAsync()).QuerySelector(".receipt"));

        using var staff = await application.SignedInAsync("supervisor");
        var list = await staff.PageAsync("/staff/questionnaires");
        var address = list.QuerySelectorAll("main table a").First(link => link.TextContent == "营商环境企业问卷").GetAttribute("href")!;
        var results = await staff.PageAsync(address);
        Assert.NotNull(results.QuerySelector("[data-chart='bar'][data-table='t-sector']"));
        Assert.Contains("卡在消防验收", results.QuerySelector(".written")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(results.QuerySelectorAll("a[href^='/staff/tickets/']"));
        Assert.Contains("卡在消防验收", (await staff.PageAsync($"{address}/words/permit-trouble")).Body!.TextContent, StringComparison.Ordinal);
        using var counts = await staff.GetAsync(new Uri($"{address}?handler=Counts", UriKind.Relative), Cancel);
        Assert.Equal("text/csv", counts.Content.Headers.ContentType?.MediaType);
        Assert.Contains("您的企业属于哪个行业？,其他服务业,", await counts.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var responses = await staff.GetAsync(new Uri($"{address}?handler=Responses", UriKind.Relative), Cancel);
        Assert.Contains("'=1+1 卡在消防验收", await responses.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var workbook = await staff.GetAsync(new Uri($"{address}?handler=Workbook", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        using var opened = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync(Cancel)), isEditable: false);
        Assert.Equal(3, opened.WorkbookPart!.WorksheetParts.Count());
    }

    [Fact]
    public async Task An_anonymous_one_gives_no_responses_out()
    {
        using var visitor = application.VisitorFrom("203.0.113.67");
        using var sent = await PostAsync(visitor, await visitor.PageAsync("/questionnaire/service-hall"), ("Input.Answers", "{\"waiting\":\"short\",\"friendly\":\"5\",\"done\":\"yes\"}"), ("Input.Go", "send"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        var version = await db.QuestionnaireVersions.SingleAsync(row => row.Code == "service-hall", Cancel);
        using var staff = await application.SignedInAsync("supervisor");
        var page = await staff.PageAsync($"/staff/questionnaires/{version.Id}");
        Assert.Null(page.QuerySelector("a[href$='handler=Responses']"));
        using var responses = await staff.GetAsync(new Uri($"/staff/questionnaires/{version.Id}?handler=Responses", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, responses.StatusCode);
    }

    private static string Said(IElement element) => element.ChildNodes.OfType<IText>().First().Text.Trim();

    private static async Task<IDocument> StepAsync(HttpClient visitor, IDocument page, string go)
    {
        using var answer = await PostAsync(visitor, page, ("Input.Go", go));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ParseAsync();
    }

    private static async Task<IDocument> AnswerAsync(HttpClient visitor, IDocument page, string given)
    {
        using var answer = await PostAsync(visitor, page, ("Input.Given", given), ("Input.Go", "next"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ParseAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient visitor, IDocument page, params (string Name, string Value)[] values) =>
        visitor.SubmitAsync(page.Forms.Single(form => form.QuerySelector("[name='Input.Key']") is not null), values);
}

/// <summary>Before the first and after the last day, on a clock of its own.</summary>
public sealed class QuestionnaireDaysTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task A_closed_one_says_so_and_is_no_longer_in_the_list()
    {
        using var visitor = application.Visitor();
        var page = await visitor.PageAsync("/questionnaire/firms");
        application.Clock.AdvanceTo(new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var closed = await visitor.PageAsync("/questionnaire/firms");
        Assert.Contains("已经结束", closed.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/questionnaire/service-hall"], (await visitor.PageAsync("/questionnaire")).QuerySelectorAll("main h2 a").Select(link => link.GetAttribute("href")));
        using var late = await visitor.SubmitAsync(page.Forms.Single(form => form.QuerySelector("[name='Input.Key']") is not null), ("Input.Go", "send"));
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("已经结束", (await late.ParseAsync()).QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
    }
}
