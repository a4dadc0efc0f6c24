using System.Net;
using System.Text;
using AngleSharp.Dom;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Citizens.Boxes;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Citizens;

public sealed class BoxTests(ApplicationForManyClients application) : IClassFixture<ApplicationForManyClients>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_into_a_box_is_a_ticket_with_a_receipt_that_opens_it()
    {
        using var visitor = application.VisitorFrom("203.0.113.10");
        using var sent = await visitor.SubmitAsync(await visitor.PageAsync("/box/box-17"), ("Input.Text", "城关镇卫生院没有夜间急诊"), ("Input.Anonymity", "CentreOnly"), ("Input.Name", "周岚"), ("Input.Phone", "13900001111"));
        var (number, secret) = ReceiptOf(await sent.ParseAsync());
        Assert.True(sent.Headers.CacheControl!.NoStore);

        var ticket = await TicketAsync(number);
        Assert.Equal(("box", "shidu", Anonymity.CentreOnly), (ticket.Channel, ticket.Place, ticket.Anonymity));
        var shown = await visitor.PageAsync("/track");
        Assert.Equal(number, shown.QuerySelector("h1")!.TextContent);
        using var another = application.VisitorFrom("203.0.113.11");
        using var opened = await another.SubmitAsync(await another.PageAsync("/track"), ("Input.Number", number), ("Input.Secret", secret));
        Assert.Equal("/track", opened.Headers.Location?.OriginalString);
        using var staff = await application.SignedInAsync("dispatcher");
        var desk = (await staff.PageAsync($"/staff/tickets/{number}")).Body!.TextContent;
        Assert.Contains("石渡县城关镇便民服务中心", desk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_ticket_and_changed_it_is_another()
    {
        using var visitor = application.VisitorFrom("203.0.113.12");
        var form = await visitor.PageAsync("/box");
        (string, string)[] said = [("Input.Text", "人民公园的路灯坏了"), ("Input.Place", "人民公园东门")];
        var both = await Task.WhenAll(visitor.SubmitAsync(form, said), visitor.SubmitAsync(form, said));
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in both)
        {
            using (answer)
            {
                // Two at the very same moment: the second one may be told to wait, and is the same one when it comes again.
                var page = await answer.ParseAsync();
                if (page.QuerySelector(".receipt-number") is null)
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                else
                    numbers.Add(ReceiptOf(page).Number);
            }
        }

        using var again = await visitor.SubmitAsync(form, said);
        Assert.Equal(Assert.Single(numbers), ReceiptOf(await again.ParseAsync()).Number);
        using var changed = await visitor.SubmitAsync(form, ("Input.Text", "人民公园的长椅坏了"), ("Input.Place", "人民公园东门"));
        Assert.DoesNotContain(ReceiptOf(await changed.ParseAsync()).Number, numbers);
    }

    [Fact]
    public async Task Files_come_along_and_one_that_is_none_is_refused_while_the_words_stay()
    {
        using var visitor = application.VisitorFrom("203.0.113.13");
        var form = await visitor.PageAsync("/box");
        using var taken = await UploadAsync(visitor, form, "楼道灯不亮", ("灯.txt", "三楼的灯"u8.ToArray()));
        var ticket = await TicketAsync(ReceiptOf(await taken.ParseAsync()).Number);
        Assert.Single(ticket.Files);

        using var refused = await UploadAsync(visitor, await visitor.PageAsync("/box"), "写了很久的话", ("程序.exe", "MZ\0\0"u8.ToArray()));
        var page = await refused.ParseAsync();
        Assert.Null(page.QuerySelector(".receipt-number"));
        Assert.NotNull(page.QuerySelector(".problems"));
        Assert.Equal("写了很久的话", page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Anonymous_nothing_of_a_person_is_kept()
    {
        using var visitor = application.VisitorFrom("203.0.113.14");
        using var sent = await visitor.SubmitAsync(await visitor.PageAsync("/box"), ("Input.Text", "匿名说一句"), ("Input.Name", "不该保存"), ("Input.Phone", "13900002222"));
        var ticket = await TicketAsync(ReceiptOf(await sent.ParseAsync()).Number);
        Assert.Null(ticket.Requester);
        using var scope = application.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        Assert.False(await db.Requesters.AnyAsync(row => row.Phone == "13900002222" || row.Name == "不该保存", Cancel));
    }

    [Fact]
    public async Task An_address_that_sends_too_much_is_told_to_wait_and_loses_no_words()
    {
        using var visitor = application.VisitorFrom("203.0.113.15");
        var form = await visitor.PageAsync("/box");
        for (var i = 0; i < BoxLimit.Forms; i++)
            (await visitor.SubmitAsync(form, ("Input.Text", " "))).Dispose();
        using var late = await visitor.SubmitAsync(form, ("Input.Text", "不能丢的话"));
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.NotNull(late.Headers.RetryAfter);
        Assert.Equal("不能丢的话", (await late.ParseAsync()).QuerySelector("textarea")!.TextContent);
        using var other = application.VisitorFrom("203.0.113.16");
        using var sent = await other.SubmitAsync(await other.PageAsync("/box"), ("Input.Text", "别人的话"));
        Assert.NotNull((await sent.ParseAsync()).QuerySelector(".receipt-number"));
    }

    [Fact]
    public async Task A_box_that_does_not_hang_anywhere_has_no_page()
    {
        using var visitor = application.VisitorFrom("203.0.113.17");
        using var answer = await visitor.GetAsync(new Uri("/box/box-99", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Every_box_has_a_poster_that_leads_to_its_page_in_both_languages()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var all = await administrator.PageAsync("/admin/boxes");
        Assert.Equal([$"{application.Address}box/box-1", $"{application.Address}box/box-2", $"{application.Address}box/box-17"], all.QuerySelectorAll(".poster-address").Select(one => one.TextContent));
        Assert.Equal(["zh-CN", "en"], all.QuerySelector(".poster")!.QuerySelectorAll("h2").Select(one => one.GetAttribute("lang")));
        Assert.All(all.QuerySelectorAll(".poster-code"), code => Assert.NotNull(code.QuerySelector("svg[viewBox]")));
        Assert.Equal(3, all.QuerySelectorAll(".poster-code").Select(code => code.InnerHtml).Distinct(StringComparer.Ordinal).Count());
        Assert.Single((await administrator.PageAsync("/admin/boxes?box=box-2")).QuerySelectorAll(".poster"));
    }

    private static (string Number, string Secret) ReceiptOf(IDocument page)
    {
        var parts = page.QuerySelectorAll(".receipt-number").Select(one => one.TextContent).ToList();
        return (parts[0], parts[1]);
    }

    private async Task<Ticket> TicketAsync(string number)
    {
        using var scope = application.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        Assert.True(TicketNumber.TryParse(number, "XH", out var id));
        return TicketRows.Read(await db.Tickets.Where(row => row.Id == id.Value).Select(row => row.Snapshot).SingleAsync(Cancel));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient visitor, IDocument form, string text, params (string Name, byte[] Content)[] files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var name in new[] { "Input.Key", "__RequestVerificationToken" })
            content.Add(new StringContent(form.QuerySelector($"[name='{name}']")!.GetAttribute("value")!), name);
        content.Add(new StringContent(text, Encoding.UTF8), "Input.Text");
        foreach (var (name, bytes) in files)
            content.Add(new ByteArrayContent(bytes), "uploads", name);
        return await visitor.PostAsync(new Uri("/box", UriKind.Relative), content, Cancel);
    }
}
