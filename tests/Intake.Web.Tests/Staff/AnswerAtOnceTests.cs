using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Staff;

/// <summary>Operators and dispatchers answer from the knowledge base, and somebody else strikes off.</summary>
public sealed class AnswerAtOnceTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private const string Words = "家里暖气不热，供暖什么时候开始";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_finds_an_article_takes_it_over_and_answers_at_once()
    {
        using var operators = await application.SignedInAsync("call-taker");
        var desk = await operators.PageAsync("/staff/take-in");
        var known = await PressAsync(operators, desk, "Known", ("Input.What", Words));
        Assert.NotNull(known.QuerySelector("#articles [data-article='heating-season']"));
        var taken = await PressAsync(operators, known, "Article&take=heating-season", ("Input.What", Words));
        Assert.Contains("11月15日", taken.QuerySelector("#Input_Answer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Words, taken.QuerySelector("#Input_What")!.TextContent);

        // Pressed as "take in" the answer would be lost: it is asked for.
        using (var refused = await operators.SubmitAsync(Form(taken)))
            Assert.NotNull((await refused.ParseAsync()).QuerySelector(".problems a[href='#Input_Answer']"));
        using var sent = await operators.SubmitAsync(Form(taken), ("Input.Answers", "true"), ("Input.IsConfirmed", "true"), ("Input.Phone", "13911112222"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var number = (await sent.ParseAsync()).QuerySelector(".aloud")!.TextContent;
        var ticket = await TicketAsync(number);
        Assert.Equal(
            (TicketState.Resolved, TicketOutcome.Explained, "heating-season", "call-taker", RequesterWord.Solved, "heating"),
            (ticket.State, ticket.Outcome, ticket.Article?.Code, ticket.Handler, ticket.Word, ticket.Service));

        // The rule that somebody else checks holds: the page offers the operator nothing, and the checker strikes it off without a note.
        using var checker = await application.SignedInAsync("supervisor");
        Assert.Null((await operators.PageAsync($"/staff/tickets/{number}")).QuerySelector("#do-Verify"));
        using (var begun = await checker.SubmitAsync((IHtmlFormElement)(await checker.PageAsync($"/staff/tickets/{number}")).QuerySelector("#do-Verify form")!))
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        using (var off = await checker.SubmitAsync((IHtmlFormElement)(await checker.PageAsync($"/staff/tickets/{number}")).QuerySelector("#do-WriteOff form")!))
            Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        Assert.Equal(TicketState.WrittenOff, (await TicketAsync(number)).State);
        var history = (await checker.PageAsync($"/staff/tickets/{number}")).QuerySelector(".history")!.TextContent;
        Assert.Contains("heating-season", history, StringComparison.Ordinal);

        // Used in one answer more, and the list leads to it.
        using var administrator = await application.SignedInAsync("administrator");
        var link = (await administrator.PageAsync("/admin/knowledge?q=供暖")).QuerySelector("a[href='/staff/ledger?article=heating-season']");
        Assert.NotNull(link);
        Assert.Contains(number, (await checker.PageAsync("/staff/ledger?article=heating-season")).Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(number, (await checker.PageAsync("/staff/ledger?article=dog-registration")).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_answered_at_once_is_not_taken_in_either_and_nothing_typed_is_lost()
    {
        using var operators = await application.SignedInAsync("call-taker");
        var before = await CountAsync();
        var form = Form(await operators.PageAsync("/staff/take-in"));
        using (var nothing = await operators.SubmitAsync(form, ("Input.What", "有一件说不清的事"), ("Input.Answer", "我来答复"), ("Input.Answers", "true")))
        {
            var page = await nothing.ParseAsync();
            Assert.NotNull(page.QuerySelector(".problems a[href='#Input_Service']"));
            Assert.Equal("我来答复", page.QuerySelector("#Input_Answer")!.TextContent);
        }

        using (var empty = await operators.SubmitAsync(form, ("Input.What", Words), ("Input.Answers", "true")))
            Assert.NotNull((await empty.ParseAsync()).QuerySelector(".problems a[href='#Input_Answer']"));
        using (var gone = await operators.SubmitAsync(form, ("Input.What", Words), ("Input.Answer", "答复"), ("Input.Article", "nothing"), ("Input.ArticleVersion", "1"), ("Input.Answers", "true")))
            Assert.NotNull((await gone.ParseAsync()).QuerySelector(".problems"));
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dispatcher_answers_from_an_article_on_the_page_of_the_ticket(bool isAccepted)
    {
        var ticket = await application.SubmitAsync("请问小狗怎么上证");
        if (isAccepted)
            ticket = await application.DoAsync(new AcceptTicket(ticket.Id, DeskApplication.Dispatcher, TicketKind.Complaint, "dogs", null));
        using var dispatcher = await application.SignedInAsync("dispatcher");
        var page = await dispatcher.PageAsync(DeskApplication.PageOf(ticket));
        Assert.NotNull(page.QuerySelector("#do-SettleAtOnce [data-article='dog-registration']"));
        var looked = await PressAsync(dispatcher, page, "Article", ("Look", "物业费"));
        Assert.NotNull(looked.QuerySelector("#do-SettleAtOnce[open] [data-article='property-fee-empty-home']"));
        var taken = await PressAsync(dispatcher, page, "Article&take=dog-registration");
        var form = (IHtmlFormElement)taken.QuerySelector("#do-SettleAtOnce form")!;
        Assert.Contains("免疫证明", form.QuerySelector("[name=Reply]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(form.QuerySelector("button[data-confirm]"));
        (string, string)[] more = isAccepted ? [] : [("Kind", "Complaint"), ("Service", "dogs")];
        using var sent = await dispatcher.SubmitAsync(form, more);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var after = await TicketAsync(DeskApplication.PageOf(ticket).Split('/')[^1]);
        Assert.Equal((TicketState.Resolved, "dog-registration", "dogs", "dispatcher"), (after.State, after.Article?.Code, after.Service, after.Handler));
    }

    private static IHtmlFormElement Form(IDocument page) => (IHtmlFormElement)page.QuerySelector("#take-in")!;

    // The button of a form, or of one outside that belongs to it.
    private static async Task<IDocument> PressAsync(HttpClient client, IDocument page, string handler, params (string Name, string Value)[] values)
    {
        var button = page.QuerySelectorAll("[formaction],[hx-post]").First(one => (one.GetAttribute("formaction") ?? one.GetAttribute("hx-post"))!.EndsWith($"handler={handler}", StringComparison.Ordinal));
        var form = (IHtmlFormElement)(button.Closest("form") ?? page.GetElementById(button.GetAttribute("form")!)!);
        using var answer = await client.SubmitAsync(form, new Uri(new Uri(page.Url), button.GetAttribute("formaction") ?? button.GetAttribute("hx-post")!), values);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ParseAsync();
    }

    private async Task<Ticket> TicketAsync(string number)
    {
        Assert.True(TicketNumber.TryParse(number, "XH", out var id), number);
        using var scope = application.Services.CreateScope();
        return TicketRows.Read((await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Tickets.AsNoTracking().SingleAsync(row => row.Id == id.Value, Cancel)).Snapshot);
    }

    private async Task<int> CountAsync()
    {
        using var scope = application.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Tickets.CountAsync(Cancel);
    }
}
