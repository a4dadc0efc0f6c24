using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Staff;

public sealed class OpeningPagesTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static readonly (string, string)[] Sound = [("Input.Box", "box-17"), ("Input.At", "2026-03-06T16:00"), ("Input.First", "call-taker"), ("Input.SecondUser", "housing"), ("Input.Sheets", "3"), ("Input.IsSureOfTime", "true")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_box_is_opened_before_two_its_sheets_are_tickets_and_its_record_is_printed()
    {
        using var taker = await application.SignedInAsync("call-taker");
        using var witness = await application.SignedInAsync("housing", "en");
        var address = await RecordAsync(taker);
        var opened = await taker.PageAsync(address);
        Assert.Matches("^O-20260306-[0-9]{3}$", opened.QuerySelector("h1")!.TextContent);
        var number = opened.QuerySelector("h1")!.TextContent;

        // The first sheet, with a scan, by somebody who can be told.
        var form = await taker.PageAsync($"{address}/sheets");
        Assert.Equal("1", form.QuerySelector("#Input_Number")!.GetAttribute("value"));
        using var sent = await EnterAsync(taker, form, "%PDF-1.7\nscan", ("Input.Text", "城关镇卫生院没有夜间急诊"), ("Input.Written", "2026-03-01"), ("Input.Anonymity", "CentreOnly"), ("Input.Name", "周岚"), ("Input.Phone", "13900001111"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.True(sent.Headers.CacheControl!.NoStore);
        var next = await sent.ParseAsync();
        var receipt = next.QuerySelectorAll(".aloud").Select(one => one.TextContent).ToList();
        Assert.StartsWith("XH-20260306-", receipt[0], StringComparison.Ordinal);
        Assert.Equal(("2", ""), (next.QuerySelector("#Input_Number")!.GetAttribute("value"), next.QuerySelector("#Input_Text")!.TextContent));
        Assert.Matches("^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{2}$", receipt[1]);
        var ticket = await TicketAsync(receipt[0]);
        Assert.Equal(("box", "shidu", new DateTimeOffset(2026, 3, 6, 8, 0, 0, TimeSpan.Zero), 1), (ticket.Channel, ticket.Place, ticket.CreatedAt, ticket.Files.Count));
        var desk = await taker.PageAsync($"/staff/tickets/{receipt[0]}");
        Assert.Equal(number, desk.QuerySelector($"a[href='{address}']")?.TextContent);
        Assert.Contains("落款日期：", desk.Body!.TextContent, StringComparison.Ordinal);

        // Sent once more by a reload it is the same ticket; with other words it is refused, and what is typed goes on as the next sheet.
        using var again = await EnterAsync(taker, form, "%PDF-1.7\nscan", ("Input.Text", "城关镇卫生院没有夜间急诊"), ("Input.Written", "2026-03-01"), ("Input.Anonymity", "CentreOnly"), ("Input.Name", "周岚"), ("Input.Phone", "13900001111"));
        Assert.Equal(receipt[0], (await again.ParseAsync()).QuerySelector(".aloud")?.TextContent);
        using var changed = await EnterAsync(taker, form, null, ("Input.Text", "另一件事"));
        var kept = await changed.ParseAsync();
        Assert.Null(kept.QuerySelector(".aloud"));
        Assert.Equal(("2", "另一件事"), (kept.QuerySelector("#Input_Number")!.GetAttribute("value"), kept.QuerySelector("#Input_Text")!.TextContent));
        using var second = await EnterAsync(taker, kept, null);
        Assert.NotNull((await second.ParseAsync()).QuerySelector(".aloud"));

        using var aside = await AsideAsync(taker, await taker.PageAsync($"{address}/sheets"), ("Aside.Kind", "Repeat"), ("Aside.SameAs", "1"), ("Aside.Reason", "同一人的笔迹"));
        Assert.Equal($"{address}/sheets", aside.Headers.Location?.OriginalString);
        using var early = await taker.GetAsync(new Uri($"{address}/protocol", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.Found, address), (early.StatusCode, early.Headers.Location?.OriginalString));

        // Who was present confirms, whatever their role; the opening is closed with that.
        var start = await witness.PageAsync("/staff");
        Assert.NotNull(start.QuerySelector($"a[href='{address}/witness']"));
        using var confirmed = await witness.SubmitAsync(await witness.PageAsync($"{address}/witness"), ("Seen", "3"));
        Assert.Equal("/staff", confirmed.Headers.Location?.OriginalString);
        Assert.Null((await witness.PageAsync("/staff")).QuerySelector($"a[href='{address}/witness']"));
        var protocol = await taker.PageAsync($"{address}/protocol");
        Assert.Contains(receipt[0], protocol.QuerySelector(".protocol-numbers")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("同一人的笔迹", protocol.QuerySelector(".protocol-aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, protocol.QuerySelectorAll(".sign-line").Length);
        Assert.DoesNotContain("周岚", protocol.QuerySelector(".protocol")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Box", "box-99", "NoSuchBox")]
    [InlineData("Input.At", "tomorrow", "OpeningTimeIsNone")]
    [InlineData("Input.At", "2099-01-01T10:00", "OpeningIsInTheFuture")]
    [InlineData("Input.First", "nobody", "NoSuchPerson")]
    [InlineData("Input.SecondUser", "nobody", "NoSuchPerson")]
    [InlineData("Input.SecondUser", "call-taker", "OpeningNeedsTwoPeople")]
    [InlineData("Input.SecondUser", "", "OpeningNeedsTwoPeople")]
    [InlineData("Input.SecondName", "居民王先生", "SecondIsTwoPeople")]
    [InlineData("Input.Sheets", "many", "SheetsOutOfRange")]
    [InlineData("Input.Sheets", "1000", "SheetsOutOfRange")]
    public async Task An_opening_that_cannot_be_is_refused_in_words_and_what_was_typed_stays(string field, string value, string code)
    {
        using var taker = await application.SignedInAsync("call-taker");
        using var refused = await SendAsync(taker, [.. Sound.Where(one => one.Item1 != field), (field, value)]);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var page = await refused.ParseAsync();
        Assert.Contains(Words(code), page.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        if (field != "Input.Box")
            Assert.Equal("box-17", page.QuerySelector("#Input_Box option[selected]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task A_time_before_the_last_opening_is_asked_about()
    {
        using var taker = await application.SignedInAsync("call-taker");
        (string, string)[] first = [("Input.Box", "box-2"), ("Input.At", "2026-03-06T16:00"), ("Input.First", "call-taker"), ("Input.SecondName", "居民王先生"), ("Input.Sheets", "0")];
        using var recorded = await SendAsync(taker, first);
        Assert.Equal(HttpStatusCode.Found, recorded.StatusCode);
        using var refused = await SendAsync(taker, first);
        var asked = await refused.ParseAsync();
        Assert.Contains(Words("OpeningIsBeforeLast"), asked.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var sure = await taker.SubmitAsync(asked, ("Input.IsSureOfTime", "true"));
        Assert.Equal(HttpStatusCode.Found, sure.StatusCode);

        // A witness from outside has no account: another one who takes in compares the record with the paper, and never its recorder.
        var address = sure.Headers.Location!.OriginalString;
        Assert.Null((await taker.PageAsync($"{address}/witness")).QuerySelector("main form .btn-primary"));
        using var other = await application.SignedInAsync("call-taker-2");
        using var confirmed = await other.SubmitAsync(await other.PageAsync($"{address}/witness"), ("Seen", "0"));
        Assert.Equal(address, confirmed.Headers.Location?.OriginalString);
        Assert.Equal(2, (await taker.PageAsync($"{address}/protocol")).QuerySelectorAll(".sign-line").Length);
    }

    [Theory]
    [InlineData("Input.Text", " ", "TextIsMissing")]
    [InlineData("Input.Written", "2026-03-07", "SheetIsWrittenLater")]
    [InlineData("Input.Phone", "13900001111", "SheetAnonymousHasContact")]
    [InlineData("Input.Number", "4", "NoSuchSheet")]
    [InlineData("Input.Number", "0", "NoSuchSheet")]
    public async Task A_sheet_that_cannot_be_is_refused_in_words_and_is_still_there_in_a_new_browser(string field, string value, string code)
    {
        using var taker = await application.SignedInAsync("call-taker");
        var address = await RecordAsync(taker);
        (string, string)[] said = [("Input.Text", "写到一半的话"), ("Input.Place", "东大街")];
        using var refused = await EnterAsync(taker, await taker.PageAsync($"{address}/sheets"), null, [.. said.Where(one => one.Item1 != field), (field, value)]);
        var page = await refused.ParseAsync();
        Assert.Null(page.QuerySelector(".aloud"));
        Assert.Contains(code == "TextIsMissing" ? "" : Words(code), page.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var elsewhere = await application.SignedInAsync("call-taker");
        Assert.Equal("东大街", (await elsewhere.PageAsync($"{address}/sheets")).QuerySelector("#Input_Place")!.GetAttribute("value"));
        using var somebody = await application.SignedInAsync("call-taker-2");
        Assert.Null((await somebody.PageAsync($"{address}/sheets")).QuerySelector("#Input_Place")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Scans_are_taken_in_as_soon_as_they_are_chosen_and_only_pictures_and_PDF()
    {
        using var taker = await application.SignedInAsync("call-taker");
        var address = await RecordAsync(taker);
        var form = await taker.PageAsync($"{address}/sheets");
        using var scanned = await EnterAsync(taker, form, "%PDF-1.7\nscan", "Scan", ("Input.Text", "还没写完"));
        var page = await scanned.ParseAsync();
        Assert.Contains("sheet.pdf", page.QuerySelector("#scans")!.TextContent, StringComparison.Ordinal);
        using var wrong = await EnterAsync(taker, page, "just words", "Scan");
        Assert.Contains(Words("ScanIsNone"), (await wrong.ParseAsync()).QuerySelector("#scans")!.TextContent, StringComparison.Ordinal);
        using var again = await EnterAsync(taker, page, "%PDF-1.7\nback", "Scan");
        var two = await again.ParseAsync();
        Assert.Equal(2, two.QuerySelectorAll("#scans [name='scan']").Length);
        using var dropped = await EnterAsync(taker, two, null, "Drop", ("scan", two.QuerySelector("#scans [name='scan']")!.GetAttribute("value")!));
        var one = await dropped.ParseAsync();
        Assert.Single(one.QuerySelectorAll("#scans [name='scan']"));
        using var sent = await EnterAsync(taker, one, null);
        Assert.Single((await TicketAsync((await sent.ParseAsync()).QuerySelector(".aloud")!.TextContent)).Files);
    }

    [Fact]
    public async Task What_is_wrong_is_put_right_and_stays_visible()
    {
        using var taker = await application.SignedInAsync("call-taker");
        var address = await RecordAsync(taker);
        using var sent = await EnterAsync(taker, await taker.PageAsync($"{address}/sheets"), null, ("Input.Text", "错打的一件"));
        var number = (await sent.ParseAsync()).QuerySelector(".aloud")!.TextContent;
        using var counted = await taker.SubmitAsync(FormWith(await taker.PageAsync(address), "Recount"), Handler(address, "Recount"), ("Sheets", "0"), ("RecountReason", "数错了"));
        Assert.Contains(Words("SheetsAreEntered"), (await counted.ParseAsync()).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var silent = await taker.SubmitAsync(FormWith(await taker.PageAsync(address), "Recount"), Handler(address, "Recount"), ("Sheets", "2"), ("RecountReason", ""));
        Assert.Contains(Words("SheetReasonIsMissing"), (await silent.ParseAsync()).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var recounted = await taker.SubmitAsync(FormWith(await taker.PageAsync(address), "Recount"), Handler(address, "Recount"), ("Sheets", "2"), ("RecountReason", "数错了"));
        Assert.Equal(HttpStatusCode.Found, recounted.StatusCode);
        var withTicket = await taker.PageAsync(address);
        Assert.Contains("数错了", withTicket.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(withTicket.QuerySelector("#Reason"));

        using var undone = await taker.SubmitAsync(FormWith(withTicket, "Undo"), Handler(address, "Undo"));
        Assert.Equal(HttpStatusCode.Found, undone.StatusCode);
        Assert.Equal(TicketState.Withdrawn, (await TicketAsync(number)).State);
        using var twice = await taker.SubmitAsync(FormWith(withTicket, "Undo"), Handler(address, "Undo"));
        Assert.Contains(Words("SheetIsNotEntered"), (await twice.ParseAsync()).QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        using var withdrawn = await taker.SubmitAsync(FormWith(await taker.PageAsync(address), "Withdraw"), Handler(address, "Withdraw"), ("Reason", "选错了意见箱"));
        Assert.Equal(HttpStatusCode.Found, withdrawn.StatusCode);
        var over = await taker.PageAsync(address);
        Assert.Contains("选错了意见箱", over.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(over.QuerySelector($"a[href='{address}/sheets']"));
        Assert.Contains(over.QuerySelector("h1")!.TextContent, (await taker.PageAsync("/staff/openings")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_those_concerned_sees_the_record()
    {
        using var taker = await application.SignedInAsync("call-taker");
        var address = await RecordAsync(taker);
        using var other = await application.SignedInAsync("ecology");
        using var page = await other.GetAsync(new Uri($"{address}/witness", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var forced = await other.SubmitAsync(TokenForm(await other.PageAsync("/account")), new Uri($"{address}/witness", UriKind.Relative), ("Seen", "3"));
        Assert.Equal(HttpStatusCode.NotFound, forced.StatusCode);
        foreach (var path in new[] { "/staff/openings/999999", "/staff/openings/999999/sheets", "/staff/openings/999999/protocol", "/staff/openings/999999/witness" })
        {
            using var missing = await taker.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    private static async Task<string> RecordAsync(HttpClient taker)
    {
        using var recorded = await SendAsync(taker, Sound);
        Assert.Equal(HttpStatusCode.Found, recorded.StatusCode);
        return recorded.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient taker, (string, string)[] values)
    {
        var page = await taker.PageAsync("/staff/openings/new");
        return await taker.SubmitAsync((IHtmlFormElement)page.QuerySelector("#Input_Box")!.Closest("form")!, values);
    }

    private static Task<HttpResponseMessage> EnterAsync(HttpClient taker, IDocument page, string? scan, params (string Name, string Value)[] values) => EnterAsync(taker, page, scan, null, values);

    private static async Task<HttpResponseMessage> EnterAsync(HttpClient taker, IDocument page, string? scan, string? handler, params (string Name, string Value)[] values)
    {
        var form = (IHtmlFormElement)page.QuerySelector("#sheet")!;
        using var content = new MultipartFormDataContent();
        foreach (var field in form.Elements.Where(field => field.HasAttribute("name") && field is not IHtmlButtonElement and not IHtmlInputElement { Type: "file" } && !values.Any(value => value.Name == field.GetAttribute("name"))))
            content.Add(new StringContent(field switch { IHtmlInputElement input => input.Value, IHtmlTextAreaElement area => area.Value, IHtmlSelectElement select => select.Value ?? "", _ => "" }), field.GetAttribute("name")!);
        foreach (var (name, value) in values)
            content.Add(new StringContent(value), name);
        if (scan is not null)
            content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(scan)), "uploads", "sheet.pdf");
        var address = new Uri(new Uri(page.Url).AbsolutePath + (handler is null ? "" : $"?handler={handler}"), UriKind.Relative);
        return await taker.PostAsync(address, content, Cancel);
    }

    private static Task<HttpResponseMessage> AsideAsync(HttpClient taker, IDocument page, params (string, string)[] values) =>
        taker.SubmitAsync(FormWith(page, "Aside"), new Uri(new Uri(page.Url), "?handler=Aside"), values);

    private static IHtmlFormElement FormWith(IDocument page, string handler) => page.QuerySelectorAll<IHtmlButtonElement>("button[formaction]").First(one => one.GetAttribute("formaction")!.EndsWith($"handler={handler}", StringComparison.Ordinal)).Form!;

    private static IHtmlFormElement TokenForm(IDocument page) => page.Forms.First(form => form.QuerySelector("[name='__RequestVerificationToken']") is not null);

    private static Uri Handler(string address, string handler) => new($"{address}?handler={handler}", UriKind.Relative);

    private static string Words(string code) =>
        Web.Texts.ProductTexts.All.Get(Domain.Catalogue.Language.Chinese, $"refusal.{code}", ("most", "999"), ("number", "1"), ("sheets", "3"));

    private async Task<Ticket> TicketAsync(string number)
    {
        Assert.True(TicketNumber.TryParse(number, "XH", out var id));
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        return TicketRows.Read((await db.Tickets.AsNoTracking().SingleAsync(row => row.Id == id.Value, Cancel)).Snapshot);
    }
}
