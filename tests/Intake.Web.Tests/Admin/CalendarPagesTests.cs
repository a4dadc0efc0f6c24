using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Deadlines;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Admin;

public sealed class CalendarPagesTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_off_is_looked_at_saved_and_undone_and_a_table_is_told_its_problems()
    {
        using var administrator = await application.SignedInAsync("administrator", "en");
        var ticket = await application.SubmitAsync("路灯坏了");
        var before = ticket.Promise!.DueAt;
        (string, string)[] thursday = [("Calendar", "default"), ("Date", "2026-03-12"), ("Becomes", "Off"), ("Name", "防汛演练"), ("Paper", "市办发〔2026〕1号")];
        using var looked = await SendAsync(administrator, await administrator.PageAsync("/admin/calendars"), "Day", thursday);
        var preview = await looked.ParseAsync();
        Assert.Contains(DeskApplication.Number(ticket), preview.QuerySelector("section[aria-labelledby='preview'] table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, (await application.FindAsync(ticket.Id)).Promise!.DueAt);
        using var saved = await SendAsync(administrator, preview, "Save");
        Assert.Equal((HttpStatusCode.Found, "/admin/calendars"), (saved.StatusCode, saved.Headers.Location?.OriginalString));
        await application.Services.GetRequiredService<CalendarChange>().ApplyAsync(Cancel);
        Assert.True((await application.FindAsync(ticket.Id)).Promise!.DueAt > before);
        using var late = await SendAsync(administrator, preview, "Save");
        Assert.NotNull((await late.ParseAsync()).QuerySelector(".problems"));

        var page = await administrator.PageAsync("/admin/calendars");
        Assert.Contains("防汛演练", page.Body!.TextContent, StringComparison.Ordinal);
        using var undoing = await SendAsync(administrator, page, "Look");
        using var undone = await SendAsync(administrator, await undoing.ParseAsync(), "Save");
        Assert.Equal(HttpStatusCode.Found, undone.StatusCode);
        await application.Services.GetRequiredService<CalendarChange>().ApplyAsync(Cancel);
        Assert.Equal(before, (await application.FindAsync(ticket.Id)).Promise!.DueAt);

        foreach (var (handler, values) in new[]
        {
            ("Day", new[] { ("Date", "never"), ("Name", "x"), ("Paper", "x") }),
            ("Day", [("Date", "2026-03-12"), ("Name", " "), ("Paper", "x")]),
            ("Day", [("Date", "2026-03-12"), ("Name", "x"), ("Paper", "")]),
            ("Hours", [("HoursOf", "Monday"), ("Hours", "late"), ("Paper", "x")]),
            ("Hours", [("HoursOf", "Someday"), ("Hours", "09:00-10:00"), ("Paper", "x")]),
        })
        {
            using var refused = await SendAsync(administrator, page, handler, values);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.NotNull((await refused.ParseAsync()).QuerySelector(".problems li"));
        }

        using var table = await UploadAsync(administrator, page, "date,name,kind\nsoon,x,off\n");
        Assert.Single((await table.ParseAsync()).QuerySelectorAll("section[aria-labelledby='table-problems'] tbody tr"));
        using var good = await UploadAsync(administrator, page, "{\"year\":2027,\"papers\":[\"paper\"],\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]}");
        Assert.NotNull((await good.ParseAsync()).QuerySelector("#preview"));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, IDocument page, string handler, params (string, string)[] values) =>
        client.SubmitAsync(FormOf(page, handler), new Uri($"/admin/calendars?handler={handler}", UriKind.Relative), values);

    private static IHtmlFormElement FormOf(IDocument page, string handler) => page.QuerySelectorAll<IHtmlButtonElement>("button[formaction]").First(one => one.GetAttribute("formaction")!.EndsWith($"handler={handler}", StringComparison.Ordinal)).Form!;

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, IDocument page, string content)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(FormOf(page, "Table").QuerySelector<IHtmlInputElement>("[name='__RequestVerificationToken']")!.Value), "__RequestVerificationToken" },
            { new StringContent("default"), "Calendar" },
            { new StringContent("2027"), "Year" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "upload", "table.csv" },
        };
        return await client.PostAsync(new Uri("/admin/calendars?handler=Table", UriKind.Relative), form, Cancel);
    }
}
