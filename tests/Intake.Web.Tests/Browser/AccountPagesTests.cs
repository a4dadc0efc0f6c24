namespace Intake.Web.Tests.Browser;

public sealed class AccountPagesTests(BusyApplication application, BrowserFixture browser) : IClassFixture<BusyApplication>
{
    private static readonly string[] Pages = ["/account", "/sign-out", "/admin", "/admin/staff", "/admin/staff/new", "/admin/staff/housing", "/admin/staff/a.locked", "/admin/staff/a.disabled", "/admin/access", "/admin/configuration", "/admin/channels", "/admin/inbound", "/admin/outbox", "/admin/keys"];

    [Theory]
    [InlineData("zh-CN", 1280, false)]
    [InlineData("zh-CN", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("en", 360, false)]
    public async Task Pages_of_accounts_and_administrators_fit_the_window_and_everyone(string language, int width, bool dark)
    {
        await using var visitor = await browser.VisitAsync(application.Address, language, width, dark);
        await visitor.OpenAsync("/sign-in");
        await LookAsync(visitor, "sign-in", language, width);
        await visitor.Page.FillAsync("#Input_User", "nobody");
        await visitor.Page.FillAsync("#Input_Password", "nothing");
        await visitor.Page.ClickAsync("main .btn-primary");
        await visitor.Page.WaitForSelectorAsync(".problems");
        await LookAsync(visitor, "sign-in-refused", language, width);
        await visitor.OpenAsync(application.InvitationPath);
        await LookAsync(visitor, "invitation", language, width);
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.ClickAsync("[data-user='administrator']");
        await visitor.Page.WaitForURLAsync("**/admin");
        foreach (var page in Pages)
        {
            await visitor.OpenAsync(page);
            await visitor.Page.EvaluateAsync("document.querySelectorAll('main details').forEach(one => one.open = true)");
            await visitor.CheckWidthAsync();
            await LookAsync(visitor, page.Trim('/').Replace('/', '-'), language, width);
        }

        visitor.CheckCalm();
    }

    [Fact]
    public async Task Without_script_the_buttons_of_the_demonstration_and_the_plain_form_sign_in()
    {
        await using var visitor = await browser.VisitAsync(application.Address, script: false);
        await visitor.OpenAsync("/sign-in?back=/account");
        var password = await visitor.Page.GetAttributeAsync("[data-user='auditor']", "data-password");
        await visitor.Page.FillAsync("#Input_User", "auditor");
        await visitor.Page.FillAsync("#Input_Password", password!);
        await visitor.Page.ClickAsync("main .btn-primary");
        Assert.EndsWith("/account", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_open_a_page_and_who_comes_with_an_old_link_are_told_so()
    {
        await using var visitor = await browser.VisitAsync(application.Address, width: 360);
        await visitor.OpenAsync("/invitation/none");
        await LookAsync(visitor, "invitation-over", "zh-CN", 360);
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.ClickAsync("[data-user='auditor']");
        await visitor.Page.WaitForURLAsync("**/staff");
        await visitor.OpenAsync("/admin/staff");
        await LookAsync(visitor, "forbidden", "zh-CN", 360);
        Assert.DoesNotContain("邀请中", await visitor.Page.InnerTextAsync("body"), StringComparison.Ordinal);
        visitor.CheckCalm("404", "403");
    }

    [Fact]
    public async Task The_menu_s_button_signs_out()
    {
        await using var visitor = await browser.VisitAsync(application.Address);
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.ClickAsync("[data-user='administrator']");
        await visitor.Page.WaitForURLAsync("**/admin");
        await visitor.Page.ClickAsync("[popovertarget='person']");
        await visitor.Page.ClickAsync("form[action='/sign-out'] button");
        await visitor.Page.WaitForURLAsync("**/sign-in");
        visitor.CheckCalm();
    }

    private static async Task LookAsync(Visitor visitor, string name, string language, int width)
    {
        await visitor.CheckAccessibleAsync();
        await visitor.PictureAsync($"{name}-{language}-{width}");
    }
}
