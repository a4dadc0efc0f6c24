using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Staff;

/// <summary>The main way through the desks, by the forms that people use, without script.</summary>
public sealed class WayThroughTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0x00, 0x01];

    [Fact]
    public async Task From_the_queue_to_written_off()
    {
        var ticket = await application.SubmitAsync("滨河小区路口的路灯坏了一个星期。", "street-lights");
        using var dispatcher = await application.SignedInAsync("dispatcher");
        var queue = await dispatcher.PageAsync("/staff/dispatch");
        var row = queue.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(DeskApplication.Number(ticket), StringComparison.Ordinal));
        using (var sent = await dispatcher.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)row.QuerySelector("form")!))
            Assert.Equal("/staff/dispatch", sent.Headers.Location?.OriginalString);
        Assert.Contains($"{DeskApplication.Number(ticket)} 已派给市城市管理和综合行政执法局。", (await dispatcher.PageAsync("/staff/dispatch")).QuerySelector("#toasts")!.TextContent, StringComparison.Ordinal);

        using var unit = await application.SignedInAsync("city-management");
        var inbox = await unit.PageAsync("/staff/inbox");
        var link = inbox.QuerySelector($".rows .main-cell a[href='{DeskApplication.PageOf(ticket)}']")!;
        Assert.Equal("滨河小区路口的路灯坏了一个星期。", link.TextContent);
        await DoneAsync(unit, ticket, "Acknowledge");
        await RefusedAsync(unit, ticket, "Resolve", "这类事项办结时要附照片或者文件作为佐证。", ("Outcome", "Solved"), ("Reply", "已换灯泡。"), ("Report", "当日更换。"));
        await ResolveWithPhotoAsync(unit, ticket);

        using var checker = await application.SignedInAsync("supervisor");
        var claims = await checker.PageAsync("/staff/verification");
        var claim = claims.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(DeskApplication.Number(ticket), StringComparison.Ordinal)).QuerySelector(".claim")!;
        Assert.Contains("已换灯泡。", claim.TextContent, StringComparison.Ordinal);
        var picture = claim.QuerySelector("img")!.GetAttribute("src")!;
        await DoneAsync(checker, ticket, "Verify");
        await RefusedAsync(checker, ticket, "WriteOff", "诉求人没有确认解决，也没有核实意见，不能销号。", ("Note", " "));
        await DoneAsync(checker, ticket, "WriteOff", ("Note", "到现场看过，灯亮了。"));
        Assert.Equal(TicketState.WrittenOff, (await application.FindAsync(ticket.Id)).State);
        await ShowsThePictureAsync(checker, picture);
        var history = (await checker.PageAsync(DeskApplication.PageOf(ticket))).QuerySelectorAll(".history-words").Select(words => words.TextContent).Reverse().ToList();
        Assert.Equal(7, history.Count);
        Assert.StartsWith("派单给市城市管理和综合行政执法局", history[2], StringComparison.Ordinal);
        Assert.Equal(["签收，承办人：刘洋", "办结：已解决，承办人：刘洋", "开始回访核实", "销号"], history[3..]);
    }

    [Fact]
    public async Task A_return_is_asked_for_and_granted_and_the_new_unit_has_its_own_clock()
    {
        var ticket = await application.DispatchedAsync("楼下饭馆油烟直排。", "property-management");
        using var unit = await application.SignedInAsync("housing");
        var page = await unit.PageAsync(DeskApplication.PageOf(ticket));
        Assert.Contains("每个单位只能退一次", page.QuerySelector("#do-RequestReturn .form-note")!.TextContent, StringComparison.Ordinal);
        await RefusedAsync(unit, ticket, "RequestReturn", "申请退单必须写明派单目录中的依据。", ("Rule", ""), ("Reason", "不归我们管"));
        await DoneAsync(unit, ticket, "RequestReturn", ("Rule", "illegal-building"), ("Reason", "违法建设归城管"));

        using var dispatcher = await application.SignedInAsync("dispatcher");
        Assert.Contains(DeskApplication.Number(ticket), (await dispatcher.PageAsync("/staff/dispatch?tab=Returns")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await RefusedAsync(dispatcher, ticket, "GrantReturn", "不能派回申请退单的单位；如果应由该单位办理，请驳回退单。", ("Lead", "housing"));
        await DoneAsync(dispatcher, ticket, "GrantReturn", ("Lead", "city-management"));
        var after = await application.FindAsync(ticket.Id);
        Assert.Equal(("city-management", TicketState.Dispatched), (after.Lead, after.State));
        using var former = await unit.GetAsync(new Uri(DeskApplication.PageOf(ticket), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, former.StatusCode);
    }

    [Fact]
    public async Task Waiting_planning_and_an_extension_go_through_their_forms()
    {
        var ticket = await application.InHandAsync("外墙渗水。");
        using var unit = await application.SignedInAsync("housing");
        await DoneAsync(unit, ticket, "AskRequester", ("Question", "哪一面墙？"));
        Assert.Contains("时限暂停", (await unit.PageAsync(DeskApplication.PageOf(ticket))).QuerySelector(".title-row")!.TextContent, StringComparison.Ordinal);
        await DoneAsync(unit, ticket, "StopWaiting");
        await DoneAsync(unit, ticket, "Contact", ("Note", "已电话联系"));
        await DoneAsync(unit, ticket, "RequestExtension", ("Amount", "3"), ("Reason", "要等天晴"));
        using var dispatcher = await application.SignedInAsync("dispatcher");
        await DoneAsync(dispatcher, ticket, "GrantExtension");
        var page = await unit.PageAsync(DeskApplication.PageOf(ticket));
        Assert.Contains("5 个工作日 + 3 个工作日", page.QuerySelector("#ticket .desk-side")!.TextContent.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#do-RequestExtension .form-note"));
        var day = application.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await DoneAsync(unit, ticket, "Plan", ("TargetText", "搭好脚手架"), ("TargetOn", day), ("EndOn", day));
        Assert.Equal("搭好脚手架", Assert.Single((await unit.PageAsync(DeskApplication.PageOf(ticket))).QuerySelectorAll(".plain li")).TextContent.Split(' ')[^1]);
    }

    [Fact]
    public async Task Somebody_was_quicker_the_form_stands_and_says_what_happened()
    {
        var ticket = await application.SubmitAsync("垃圾没人清。", "refuse");
        using var dispatcher = await application.SignedInAsync("dispatcher");
        var page = await dispatcher.PageAsync(DeskApplication.PageOf(ticket));
        await application.DoAsync(new RemarkOnTicket(ticket.Id, DeskApplication.Dispatcher, "已打过电话"));

        using var answer = await dispatcher.SubmitAsync(Form(page, "Decline"), ("Reason", "写了很久的理由"));
        var refused = await SignInSteps.ParseAsync(answer);
        Assert.Contains("刚才有人更新了这件诉求", refused.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已打过电话", refused.QuerySelector(".meanwhile")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("写了很久的理由", refused.QuerySelector("#Decline-Reason")!.TextContent);
        using var again = await dispatcher.SubmitAsync(Form(refused, "Decline"));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(TicketState.Declined, (await application.FindAsync(ticket.Id)).State);
    }

    [Fact]
    public async Task Merging_leads_to_the_other_ticket_and_back()
    {
        var first = await application.SubmitAsync("井盖丢了。", "manholes");
        var second = await application.SubmitAsync("井盖没有了。", "manholes");
        using var dispatcher = await application.SignedInAsync("dispatcher");
        await RefusedAsync(dispatcher, second, "Merge", "没有这个编号的诉求。", ("Into", "XH-1"));
        await DoneAsync(dispatcher, second, "Merge", ("Into", DeskApplication.Number(first)));
        Assert.Contains(DeskApplication.Number(second), (await dispatcher.PageAsync(DeskApplication.PageOf(first))).QuerySelector(".side-facts")!.TextContent, StringComparison.Ordinal);
        await DoneAsync(dispatcher, second, "Unmerge");
        Assert.Equal(TicketState.Received, (await application.FindAsync(second.Id)).State);
    }

    private static AngleSharp.Html.Dom.IHtmlFormElement Form(IDocument page, string action) =>
        (AngleSharp.Html.Dom.IHtmlFormElement?)page.QuerySelector($"#do-{action} form") ?? throw new InvalidOperationException($"The page does not offer {action}.");

    private static async Task DoneAsync(HttpClient client, Ticket ticket, string action, params (string Name, string Value)[] values)
    {
        using var answer = await client.SubmitAsync(Form(await client.PageAsync(DeskApplication.PageOf(ticket)), action), values);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            Assert.Fail((await SignInSteps.ParseAsync(answer)).QuerySelector(".problems")?.TextContent ?? answer.StatusCode.ToString());
        Assert.Equal(DeskApplication.PageOf(ticket), answer.Headers.Location?.OriginalString);
    }

    private static async Task RefusedAsync(HttpClient client, Ticket ticket, string action, string why, params (string Name, string Value)[] values)
    {
        using var answer = await client.SubmitAsync(Form(await client.PageAsync(DeskApplication.PageOf(ticket)), action), values);
        var page = await SignInSteps.ParseAsync(answer);
        var form = page.QuerySelector($"#do-{action}")!;
        Assert.True(form.HasAttribute("open"));
        Assert.Contains(why, form.QuerySelector(".problems")!.TextContent, StringComparison.Ordinal);
        foreach (var (name, value) in values.Where(value => value.Value.Trim().Length > 0))
            Assert.Contains(form.QuerySelectorAll($"[name='{name}']"), field => field.TextContent == value || field is AngleSharp.Html.Dom.IHtmlSelectElement { Value: var chosen } && chosen == value || field.GetAttribute("value") == value);
    }

    private static async Task ResolveWithPhotoAsync(HttpClient client, Ticket ticket)
    {
        var form = Form(await client.PageAsync(DeskApplication.PageOf(ticket)), "Resolve");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in new[] { ("Outcome", "Solved"), ("Reply", "已换灯泡。"), ("Report", "当日更换。"), ("Seen", Hidden("Seen")), ("__RequestVerificationToken", Hidden("__RequestVerificationToken")) })
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(Photo), "Files", "修好后.jpg");
        using var answer = await client.PostAsync(new Uri(new Uri(form.BaseUri), form.Action), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        string Hidden(string name) => form.QuerySelector($"[name='{name}']")!.GetAttribute("value")!;
    }

    private async Task ShowsThePictureAsync(HttpClient checker, string address)
    {
        using var answer = await checker.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(Photo, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("image/jpeg", "inline"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var stranger = await application.SignedInAsync("ecology");
        using var refused = await stranger.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }
}
