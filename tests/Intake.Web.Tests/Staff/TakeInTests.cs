using System.Net;
using AngleSharp.Dom;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Staff;

public sealed class TakeInTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_says_on_the_telephone_is_a_ticket_with_its_five_elements_and_a_receipt_to_read_out()
    {
        using var operators = await application.SignedInAsync("call-taker");
        var form = await operators.PageAsync("/staff/take-in");
        (string, string)[] said =
        [
            ("Input.Channel", "visit"), ("Input.Phone", "13911112222"), ("Input.Name", "何敏"), ("Input.What", "东大街的路灯全不亮"), ("Input.Where", "东大街18号"),
            ("Input.When", "上周五起"), ("Input.Whom", "路灯管理所"), ("Input.Wish", "尽快修好"), ("Input.Kind", "Complaint"),
        ];
        using var sent = await operators.SubmitAsync(form, said);
        var page = await sent.ParseAsync();
        var aloud = page.QuerySelectorAll(".aloud").Select(one => one.TextContent).ToList();
        Assert.Matches("^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2}$", aloud[1]);
        Assert.True(sent.Headers.CacheControl!.NoStore);
        Assert.Equal("", page.QuerySelector("#Input_What")!.TextContent);
        Assert.True(page.QuerySelector("[name='Input.Channel'][value='visit']")!.HasAttribute("checked"));

        using var scope = application.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        Assert.True(TicketNumber.TryParse(aloud[0], "XH", out var id));
        var row = await db.Tickets.SingleAsync(one => one.Id == id.Value, Cancel);
        var ticket = TicketRows.Read(row.Snapshot);
        Assert.Equal(("visit", TicketKind.Complaint, "yingyue"), (ticket.Channel, ticket.Kind, ticket.Place));
        Assert.Equal("东大街的路灯全不亮\n时间：上周五起\n涉及的人或单位：路灯管理所\n诉求：尽快修好", (await db.TicketTexts.SingleAsync(text => text.Id == row.Matter, Cancel)).Body);
        Assert.Equal("13911112222", (await db.Requesters.SingleAsync(one => one.Id == ticket.Requester, Cancel)).Phone);
        var first = (id.Value * TicketEventRow.Factor) + 1;
        var happened = await db.TicketEvents.SingleAsync(one => one.Id == first, Cancel);
        Assert.Equal("staff:call-taker", happened.Actor);

        // Sent once more by a reload, it is the same one.
        using var again = await operators.SubmitAsync(form, said);
        Assert.Equal(aloud[0], (await again.ParseAsync()).QuerySelector(".aloud")!.TextContent);
    }

    [Fact]
    public async Task What_came_from_the_number_before_and_what_is_open_of_the_same_kind_is_shown_while_typing()
    {
        using var operators = await application.SignedInAsync("call-taker");
        using var before = await operators.SubmitAsync(await operators.PageAsync("/staff/take-in"), ("Input.Phone", "139 3333 4444"), ("Input.What", "人民公园的厕所没有水"), ("Input.Service", "public-toilets"));
        var number = (await before.ParseAsync()).QuerySelector(".aloud")!.TextContent;

        var form = await operators.PageAsync("/staff/take-in");
        var same = await LookAsync(operators, form, ("Input.Phone", "139 3333 4444"));
        Assert.Contains(number, same.QuerySelector("#known [aria-labelledby=earlier]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(number, same.QuerySelector("#known [aria-labelledby=similar]")!.TextContent, StringComparison.Ordinal);
        var other = await LookAsync(operators, form, ("Input.Phone", "13700000000"), ("Input.What", "写到一半的话"), ("Input.Service", "public-toilets"));
        Assert.DoesNotContain(number, other.QuerySelector("#known [aria-labelledby=earlier]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(number, other.QuerySelector("#known [aria-labelledby=similar]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("写到一半的话", other.QuerySelector("#Input_What")!.TextContent);
        var few = await LookAsync(operators, form, ("Input.Phone", "139"));
        Assert.DoesNotContain(number, few.QuerySelector("#known")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_words_nothing_is_taken_in_and_nothing_typed_is_lost()
    {
        using var operators = await application.SignedInAsync("call-taker");
        using var refused = await operators.SubmitAsync(await operators.PageAsync("/staff/take-in"), ("Input.What", " "), ("Input.Where", "东大街"), ("Input.Phone", "13955556666"));
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.NotNull(page.QuerySelector(".problems"));
        Assert.Null(page.QuerySelector(".aloud"));
        Assert.Equal("东大街", page.QuerySelector("#Input_Where")!.GetAttribute("value"));
    }

    private static async Task<IDocument> LookAsync(HttpClient operators, IDocument page, params (string Name, string Value)[] values)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("#take-in")!;
        using var answer = await operators.SubmitAsync(form, new Uri(new Uri(page.Url), "/staff/take-in?handler=Known"), values);
        return await answer.ParseAsync();
    }
}
