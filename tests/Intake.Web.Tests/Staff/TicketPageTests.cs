using System.Net;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Staff.Tickets;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Staff;

public sealed class TicketPageTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    public static TheoryData<string> People => ["call-taker", "dispatcher", "housing", "housing-head", "supervisor", "publisher", "auditor"];

    /// <summary>For every role on tickets in many states: the page offers what the table allows, and nothing else.</summary>
    [Theory]
    [MemberData(nameof(People))]
    public async Task A_page_offers_exactly_what_the_table_allows(string user)
    {
        using var client = await application.SignedInAsync(user);
        var actor = ActorOf(user);
        foreach (var ticket in await InEveryStateAsync())
        {
            var page = await client.GetAsync(new Uri(DeskApplication.PageOf(ticket), UriKind.Relative), TestContext.Current.CancellationToken);
            if (!TicketLifecycle.MaySee(ticket, actor))
            {
                Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
                continue;
            }

            var offered = (await SignInSteps.ParseAsync(page)).QuerySelectorAll("details.action").Select(action => Enum.Parse<TicketAction>(action.Id!["do-".Length..]));
            var allowed = TicketForms.Shown.Where(action => TicketLifecycle.Check(ticket, action, actor) is null && (action is not (TicketAction.GrantExtension or TicketAction.RefuseExtension) || ticket.Extensions is [.., { Granted: null }]));
            Assert.Equal(allowed.Order(), offered.Order());
            page.Dispose();
        }
    }

    [Fact]
    public void Every_action_of_staff_has_a_form()
    {
        var ofStaff = Enum.GetValues<TicketAction>().Where(action => TicketLifecycle.PermissionFor(action) is not null && !TicketLifecycle.IsOfRequester(action));
        Assert.Equal(ofStaff.Order(), TicketForms.Shown.Append(TicketAction.ReadContact).Order());
    }

    [Fact]
    public async Task A_return_that_is_not_possible_says_why()
    {
        var ticket = await application.DispatchedAsync("电梯困人。", "lift-safety");
        application.Clock.Advance(TimeSpan.FromDays(10));
        using var unit = await application.SignedInAsync("housing");
        var page = await unit.PageAsync(DeskApplication.PageOf(ticket));
        Assert.NotNull(page.QuerySelector("#do-RequestReturn .form-note"));
        Assert.Null(page.QuerySelector("#do-RequestReturn form"));
    }

    [Theory]
    [InlineData(Anonymity.Named, "housing", true)]
    [InlineData(Anonymity.CentreOnly, "housing", false)]
    [InlineData(Anonymity.CentreOnly, "dispatcher", true)]
    [InlineData(Anonymity.Anonymous, "dispatcher", false)]
    [InlineData(Anonymity.Named, "publisher", false)]
    public async Task Contact_data_is_closed_until_somebody_who_may_gives_a_reason(Anonymity anonymity, string user, bool opens)
    {
        var ticket = await application.DispatchedAsync("水管漏水。", anonymity: anonymity, contact: new("王小明", "13812345678", null));
        using var client = await application.SignedInAsync(user);
        var page = await client.PageAsync(DeskApplication.PageOf(ticket));
        Assert.DoesNotContain("13812345678", page.Source.Text, StringComparison.Ordinal);
        var form = page.QuerySelector("#requester form") as AngleSharp.Html.Dom.IHtmlFormElement;
        Assert.Equal(opens, form is not null);
        if (form is null)
            return;
        using (var refused = await client.SubmitAsync(form, ("Reason", "")))
            Assert.Contains("请填写理由", (await SignInSteps.ParseAsync(refused)).QuerySelector("#requester")!.TextContent, StringComparison.Ordinal);
        using (var opened = await client.SubmitAsync(form, ("Reason", "核对地址")))
            Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        page = await client.PageAsync(DeskApplication.PageOf(ticket));
        Assert.Contains("13812345678", page.QuerySelector("#requester")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("核对地址", page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        application.Clock.Advance(TicketQueries.ContactStaysOpen);
        Assert.DoesNotContain("13812345678", (await client.PageAsync(DeskApplication.PageOf(ticket))).Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_citizens_write_is_text()
    {
        var ticket = await application.SubmitAsync("<script>alert(1)</script> **bold** <b>b</b>");
        using var client = await application.SignedInAsync("dispatcher");
        var page = await client.PageAsync(DeskApplication.PageOf(ticket));
        Assert.Equal("<script>alert(1)</script> **bold** <b>b</b>", page.QuerySelector(".matter")!.TextContent);
    }

    [Fact]
    public async Task How_a_date_came_about_names_the_days()
    {
        var ticket = await application.DispatchedAsync("门坏了。");
        using var client = await application.SignedInAsync("housing");
        var side = (await client.PageAsync(DeskApplication.PageOf(ticket))).QuerySelectorAll(".clock").Single(clock => clock.TextContent.Contains("单位办结", StringComparison.Ordinal));
        Assert.Contains("计入 5 天", side.TextContent, StringComparison.Ordinal);
        Assert.Contains("周末", side.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/staff/tickets/XH-20260310-99999-0")]
    [InlineData("/staff/tickets/nonsense")]
    [InlineData("/staff/files/999999")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var client = await application.SignedInAsync("dispatcher");
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("Tick")]
    [InlineData("Withdraw")]
    [InlineData("Rate")]
    public async Task What_staff_never_do_has_no_form_and_no_handler(string action)
    {
        var ticket = await application.SubmitAsync("门坏了。");
        using var client = await application.SignedInAsync("dispatcher");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)(await client.PageAsync(DeskApplication.PageOf(ticket))).QuerySelector("#do-Remark form")!;
        form.Action = form.Action.Replace("act=Remark", $"act={action}", StringComparison.Ordinal);
        using var answer = await client.SubmitAsync(form, ("Note", "x"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<List<Ticket>> InEveryStateAsync()
    {
        var longer = await application.InHandAsync("延期");
        var asked = await application.InHandAsync("补充");
        var returned = await application.DispatchedAsync("退单");
        var merged = await application.SubmitAsync("并单");
        var checking = await application.ResolvedAsync("核实");
        var off = await application.ResolvedAsync("销号");
        await application.DoAsync(new StartVerification(off.Id, DeskApplication.Checker));
        return
        [
            await application.SubmitAsync("新来的"),
            await application.DoAsync(new AcceptTicket((await application.SubmitAsync("受理")).Id, DeskApplication.Dispatcher, TicketKind.Complaint, "property-management", null)),
            await application.DoAsync(new DeclineTicket((await application.SubmitAsync("不受理")).Id, DeskApplication.Dispatcher, "不属于", null)),
            await application.DispatchedAsync("派单"),
            await application.DoAsync(new RequestReturn(returned.Id, DeskApplication.Handler, "illegal-building", "不归我们管")),
            await application.DoAsync(new RequestExtension(longer.Id, DeskApplication.Handler, new(1, Domain.Deadlines.TimeUnit.WorkingDay), "等料")),
            await application.DoAsync(new AskRequester(asked.Id, DeskApplication.Handler, "几号楼？")),
            await application.ResolvedAsync("办结"),
            await application.DoAsync(new StartVerification(checking.Id, DeskApplication.Checker)),
            await application.DoAsync(new WriteOffTicket(off.Id, DeskApplication.Checker, "属实")),
            await application.DoAsync(new MergeTicket(merged.Id, DeskApplication.Dispatcher, longer.Id)),
        ];
    }

    private static Actor ActorOf(string user) => user switch
    {
        "call-taker" => Actor.Staff(user, "centre", Role.CallTaker),
        "dispatcher" => DeskApplication.Dispatcher,
        "housing" => DeskApplication.Handler,
        "housing-head" => Actor.Staff(user, DeskApplication.Unit, Role.UnitHead),
        "supervisor" => DeskApplication.Checker,
        "publisher" => Actor.Staff(user, "centre", Role.Publisher),
        _ => Actor.Staff(user, "centre", Role.Auditor),
    };
}
