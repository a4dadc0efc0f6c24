using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Application.Data;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Staff;

public sealed class BatchPagesTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_looked_at_taken_in_and_undone()
    {
        using var taker = await application.SignedInAsync("dispatcher", "en");
        using var template = await taker.GetAsync(new Uri("/staff/batches?handler=Template&form=zh-CN", UriKind.Relative), Cancel);
        var heads = Encoding.UTF8.GetString(await template.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("\uFEFF内容,类型,事项,地点,姓名,电话,邮箱,匿名程度,语言,发现情况,工作组,编号", heads.TrimEnd());

        using var sent = await UploadAsync(taker, heads.TrimEnd() + "\r\n滨江路的路灯坏了,投诉,,,,,,,,,第三组,甲-1\r\n<b>电梯</b>停了,,,,,,,,,,,甲-2\r\n");
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        var address = sent.Headers.Location!.OriginalString;
        var preview = await taker.PageAsync(address);
        Assert.Contains("滨江路的路灯坏了", preview.QuerySelector("table.rows")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(preview.QuerySelectorAll("table.rows b"));
        Assert.Equal(0, await TicketsAsync());

        using var confirmed = await taker.PressAsync(preview, "Confirm");
        Assert.Equal(address, confirmed.Headers.Location?.OriginalString);
        using var again = await taker.PressAsync(preview, "Confirm");
        Assert.Equal(address, again.Headers.Location?.OriginalString);
        Assert.Equal(2, await TicketsAsync());
        var batch = await taker.PageAsync(address);
        Assert.Equal("B-20260310-001", batch.QuerySelector("h1")!.TextContent);
        Assert.Equal(2, batch.QuerySelectorAll("td.main-cell a[href^='/staff/tickets/']").Length);
        Assert.Contains("B-20260310-001", (await taker.PageAsync("/staff/batches")).Body!.TextContent, StringComparison.Ordinal);

        var ticket = await taker.PageAsync(batch.QuerySelector<IHtmlAnchorElement>("td.main-cell a")!.PathName);
        Assert.Equal("B-20260310-001", ticket.QuerySelector($"a[href='{address}']")?.TextContent);

        using var undone = await taker.PressAsync(batch, "Undo");
        Assert.Equal(address, undone.Headers.Location?.OriginalString);
        Assert.Contains("Withdrawn", (await taker.PageAsync(address)).QuerySelector("table.rows")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Problems_are_shown_by_row_and_column_and_nothing_is_kept()
    {
        using var taker = await application.SignedInAsync("dispatcher");
        var before = await BatchesAsync();
        using var sent = await UploadAsync(taker, "内容,类型\r\n\r\n路灯坏了,发牢骚\r\n");
        var page = await sent.ParseAsync();
        var cells = page.QuerySelectorAll("#problems tbody td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(["3", "B 类型", "没有这种诉求类型。"], cells);
        using var broken = await UploadAsync(taker, "PK\u0003\u0004 no workbook");
        Assert.Contains("XLSX", (await broken.ParseAsync()).QuerySelector("#problems tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await BatchesAsync());
    }

    [Fact]
    public async Task A_batch_that_is_not_there_is_not_found()
    {
        using var taker = await application.SignedInAsync("dispatcher");
        using var answer = await taker.GetAsync(new Uri("/staff/batches/999999", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string text)
    {
        var page = await client.PageAsync("/staff/batches");
        var form = page.Forms.Single(one => one.QuerySelector("#upload") is not null);
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector<IHtmlInputElement>("[name='__RequestVerificationToken']")!.Value), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "upload", "list.csv" },
        };
        return await client.PostAsync(new Uri("/staff/batches", UriKind.Relative), content, Cancel);
    }

    private async Task<int> TicketsAsync()
    {
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        return await db.BatchTickets.CountAsync(Cancel);
    }

    private async Task<int> BatchesAsync()
    {
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        return await db.Batches.CountAsync(Cancel);
    }
}
