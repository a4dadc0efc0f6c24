using System.Net;
using System.Text;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Staff;

public sealed class DeskTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ledger_goes_out_as_a_table_that_spreadsheets_read_and_do_not_compute()
    {
        await application.DispatchedAsync("=1+1\n第二行，\"引号\"");
        await application.SubmitAsync("-2+3");
        await application.SubmitAsync("平常的话");
        using var client = await application.SignedInAsync("dispatcher");
        using var answer = await client.GetAsync(new Uri("/staff/ledger.csv", UriKind.Relative), Cancel);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("单号,诉求类型,", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=1+1\n第二行，\"\"引号\"\"\"\r\n", text, StringComparison.Ordinal);
        Assert.Contains("'-2+3", text, StringComparison.Ordinal);
        Assert.Contains(",平常的话\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_the_filter_of_the_page_and_a_unit_gets_its_own()
    {
        var own = await application.DispatchedAsync("归住建局的");
        var other = await application.SubmitAsync("还没有派的");
        using var head = await application.SignedInAsync("housing-head");
        var csv = await head.GetStringAsync("/staff/ledger.csv", Cancel);
        Assert.Contains(DeskApplication.Number(own), csv, StringComparison.Ordinal);
        Assert.DoesNotContain(DeskApplication.Number(other), csv, StringComparison.Ordinal);
        var page = await head.PageAsync("/staff/ledger?state=Dispatched");
        Assert.Contains(page.QuerySelectorAll(".main-cell a"), link => link.GetAttribute("href") == DeskApplication.PageOf(own));
        Assert.Equal("/staff/ledger.csv?state=Dispatched", page.QuerySelector("a[download]")!.GetAttribute("href"));
        var none = await head.GetStringAsync("/staff/ledger.csv?state=Archived&unit=ecology&from=2026-03-01&card=Red&kind=Praise", Cancel);
        Assert.Single(none.Trim().Split('\n'));
    }

    [Fact]
    public async Task An_administrator_reads_the_ledger_without_texts_and_opens_no_ticket()
    {
        var ticket = await application.SubmitAsync("只有办事的人能看");
        using var client = await application.SignedInAsync("administrator");
        var page = await client.PageAsync("/staff/ledger");
        Assert.DoesNotContain("只有办事的人能看", page.Source.Text, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".main-cell a"));
        using var answer = await client.GetAsync(new Uri(DeskApplication.PageOf(ticket), UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_number_leads_to_its_ticket_and_words_to_marked_places()
    {
        var ticket = await application.SubmitAsync("昨天夜里工地施工噪声很大");
        await application.Services.GetRequiredService<TextIndexing>().CatchUpAsync(Cancel);
        using var client = await application.SignedInAsync("dispatcher");
        using (var answer = await client.GetAsync(new Uri($"/staff/search?q={DeskApplication.Number(ticket)}", UriKind.Relative), Cancel))
            Assert.Equal(DeskApplication.PageOf(ticket), answer.Headers.Location?.OriginalString);
        var page = await client.PageAsync("/staff/search?q=施工噪声");
        Assert.Equal("施工噪声", page.QuerySelector("mark")!.TextContent);
        Assert.NotNull((await client.PageAsync("/staff/search?q=没有这样的词")).QuerySelector(".empty-part"));
        Assert.Null((await client.PageAsync("/staff/search")).QuerySelector("#list"));
    }

    [Fact]
    public async Task Counts_come_as_events_and_again_when_they_change()
    {
        using var client = await application.SignedInAsync("ecology");
        using var stream = await client.GetStreamAsync("/staff/live", Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel) is var body ? new StreamReader(body) : null!;
        Assert.Equal("event: counts", await stream.ReadLineAsync(Cancel));
        Assert.StartsWith("data: {\"inbox\":0,", await stream.ReadLineAsync(Cancel), StringComparison.Ordinal);
        var ticket = await application.SubmitAsync("河水发黑", "water-pollution");
        await application.DoAsync(new AcceptAndDispatch(ticket.Id, DeskApplication.Dispatcher, ticket.Kind, "water-pollution", null, "ecology", [], "请查处"));
        var counted = ReadUntilAsync(stream, "\"inbox\":1");
        // The clock stands still: a look at the database comes with its next step.
        while (!counted.IsCompleted)
        {
            application.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(counted, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancel));
        }

        Assert.StartsWith("data: ", await counted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_are_read_once_for_the_whole_unit()
    {
        var ticket = await application.DispatchedAsync("新派来的");
        using var client = await application.SignedInAsync("housing");
        var page = await client.PageAsync("/staff/notices");
        var row = page.QuerySelectorAll("tr.unread").First(one => one.TextContent.Contains(DeskApplication.Number(ticket), StringComparison.Ordinal));
        Assert.Contains("新派来一件诉求，请签收", row.TextContent, StringComparison.Ordinal);
        using (var answer = await client.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)row.QuerySelector("form")!))
            Assert.Equal("/staff/notices", answer.Headers.Location?.OriginalString);
        using var colleague = await application.SignedInAsync("housing-head");
        page = await colleague.PageAsync("/staff/notices");
        Assert.DoesNotContain(page.QuerySelectorAll("tr.unread"), one => one.TextContent.Contains(DeskApplication.Number(ticket), StringComparison.Ordinal));
        if (page.QuerySelector("form[action*='All']") is AngleSharp.Html.Dom.IHtmlFormElement all)
            (await colleague.SubmitAsync(all)).Dispose();
        Assert.Empty((await colleague.PageAsync("/staff/notices")).QuerySelectorAll("tr.unread"));
    }

    [Theory]
    [InlineData("housing", "/staff/inbox", "待签收")]
    [InlineData("dispatcher", "/staff/dispatch", "待受理派单")]
    [InlineData("supervisor", "/staff/verification", "待核查")]
    public async Task Everyone_begins_with_what_waits_for_them(string user, string leadsTo, string tile)
    {
        using var client = await application.SignedInAsync(user);
        var page = await client.PageAsync("/staff");
        Assert.Contains(page.QuerySelectorAll(".tile"), one => one.TextContent.Contains(tile, StringComparison.Ordinal) && one.GetAttribute("href")!.StartsWith(leadsTo, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrator_begins_with_figures_of_thirty_days()
    {
        await application.SubmitAsync("今天的");
        application.Clock.Advance(TimeSpan.FromMinutes(2));
        using var client = await application.SignedInAsync("administrator");
        var page = await client.PageAsync("/staff");
        var days = page.QuerySelectorAll("#days tbody tr");
        Assert.Equal(FigureQueries.DaysShown, days.Length);
        Assert.NotEqual("0", days.Sum(day => int.Parse(day.Children[1].TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(3, page.QuerySelectorAll(".chart").Length + page.QuerySelectorAll(".figures p").Length);
    }

    [Fact]
    public async Task What_the_catalogue_is_not_sure_of_is_opened_and_not_sent()
    {
        var ticket = await application.SubmitAsync("有件事想反映一下", service: null);
        using var client = await application.SignedInAsync("dispatcher");
        var row = (await client.PageAsync("/staff/dispatch")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(DeskApplication.Number(ticket), StringComparison.Ordinal));
        Assert.Null(row.QuerySelector("form"));
        Assert.Equal(DeskApplication.PageOf(ticket), row.QuerySelector(".proposal a")!.GetAttribute("href"));
        Assert.Equal(TicketState.Received, (await application.FindAsync(ticket.Id)).State);
    }

    private static async Task<string?> ReadUntilAsync(StreamReader stream, string words)
    {
        string? line;
        do
            line = await stream.ReadLineAsync(Cancel);
        while (line is not null && !line.Contains(words, StringComparison.Ordinal));
        return line;
    }
}
