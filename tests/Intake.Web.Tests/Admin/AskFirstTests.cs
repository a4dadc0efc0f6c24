using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Intake.Web.Tests.Staff;

namespace Intake.Web.Tests.Admin;

/// <summary>What cannot be undone is asked about once more, by the server where the browser runs no script.</summary>
public sealed class AskFirstTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    [Fact]
    public async Task A_key_is_revoked_only_after_the_question()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/keys"), ("Input.Name", "热线平台"), ("Input.Scopes", "tickets:write"));
        var question = await AskedAsync(administrator, await administrator.PageAsync("/admin/keys"), "Revoke");
        Assert.Contains("热线平台", question.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(question.QuerySelector(".staff-header"));
        Assert.Equal("/admin/keys", question.QuerySelector("main a.btn")!.GetAttribute("href"));
        Assert.NotNull(Button(await administrator.PageAsync("/admin/keys"), "Revoke"));

        using var done = await administrator.SubmitAsync(Form(question));
        Assert.Equal("/admin/keys", done.Headers.Location?.OriginalString);
        Assert.Null(Button(await administrator.PageAsync("/admin/keys"), "Revoke"));
    }

    [Fact]
    public async Task An_account_is_disabled_only_after_the_question()
    {
        using var administrator = await application.SignedInAsync("administrator");
        using var made = await administrator.SubmitAsync(await administrator.PageAsync("/admin/staff/new"), ("Input.User", "to.disable"), ("Input.Name", "停用"), ("Input.Roles", "Auditor"));
        var question = await AskedAsync(administrator, await administrator.PageAsync("/admin/staff/to.disable"), "Disable");
        Assert.NotNull(Button(await administrator.PageAsync("/admin/staff/to.disable"), "Disable"));
        using var done = await administrator.SubmitAsync(Form(question));
        Assert.NotNull(Button(await administrator.PageAsync("/admin/staff/to.disable"), "Enable"));
    }

    [Fact]
    public async Task What_was_written_goes_on_with_the_yes()
    {
        var ticket = await application.SubmitAsync("不归我们管");
        using var dispatcher = await application.SignedInAsync("dispatcher");
        var page = await dispatcher.PageAsync(DeskApplication.PageOf(ticket));
        var button = page.QuerySelector<IHtmlButtonElement>("#do-Decline button")!;
        using var asked = await dispatcher.SubmitAsync(button.Form!, ("Reason", "请向<b>有关部门</b>反映"), (button.Name!, button.Value));
        var question = await SignInSteps.ParseAsync(asked);
        Assert.Contains("确定不予受理吗", question.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(TicketState.Received, (await application.FindAsync(ticket.Id)).State);
        using var done = await dispatcher.SubmitAsync(Form(question));
        Assert.Equal(TicketState.Declined, (await application.FindAsync(ticket.Id)).State);
        Assert.Contains("请向<b>有关部门</b>反映", (await dispatcher.PageAsync(DeskApplication.PageOf(ticket))).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_files_asks_in_itself()
    {
        var ticket = await application.InHandAsync("灯坏了");
        using var handler = await application.SignedInAsync("housing");
        var form = (await handler.PageAsync(DeskApplication.PageOf(ticket))).QuerySelector("#do-Resolve form")!;
        Assert.Contains("required", form.QuerySelector(".form-actions noscript")!.InnerHtml, StringComparison.Ordinal);
        Assert.False(form.QuerySelector(".form-actions button")!.HasAttribute("name"));
    }

    private static async Task<IDocument> AskedAsync(HttpClient client, IDocument page, string handler)
    {
        var button = Button(page, handler)!;
        using var answer = await client.SubmitAsync(button.Form!, new Uri(new Uri(page.Url), button.GetAttribute("formaction")!), (button.Name!, button.Value));
        answer.EnsureSuccessStatusCode();
        return await SignInSteps.ParseAsync(answer);
    }

    private static IHtmlButtonElement? Button(IDocument page, string handler) =>
        page.QuerySelectorAll<IHtmlButtonElement>("button[formaction]").FirstOrDefault(one => one.GetAttribute("formaction")!.Contains($"handler={handler}", StringComparison.Ordinal));

    private static IHtmlFormElement Form(IDocument question) => question.QuerySelector<IHtmlFormElement>("main form")!;
}
