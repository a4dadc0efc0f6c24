using System.Net;
using System.Security.Claims;
using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Intake.Web.Pages;
using Intake.Web.Pages.Account;
using Intake.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Account;

public sealed class SignInTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Password = "correct horse battery";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_account_of_the_demonstration_can_sign_in()
    {
        using var visitor = application.Visitor();
        var page = await visitor.PageAsync("/sign-in");
        var buttons = page.QuerySelectorAll("[data-user]");
        Assert.Equal(26, buttons.Length);
        foreach (var button in buttons)
        {
            using var own = application.Visitor();
            using var answer = await own.SubmitAsync(await own.PageAsync("/sign-in"), ("Input.User", button.GetAttribute("data-user")!), ("Input.Password", button.GetAttribute("data-password")!));
            Assert.Equal("/start", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_for_fifteen_minutes_in_the_same_words_as_an_unknown_name()
    {
        await MakeAsync("often-wrong");
        for (var i = 0; i < PasswordCheck.MostWrong; i++)
            await RefusedAsync("often-wrong", "wrong password");
        var locked = await RefusedAsync("often-wrong", Password);
        Assert.Equal(await RefusedAsync("nobody-of-this-name", Password), locked);
        Assert.Contains("连续输错 5 次，账号会锁定 15 分钟", locked, StringComparison.Ordinal);

        application.Clock.Advance(PasswordCheck.LockedFor);
        using var visitor = application.Visitor();
        using var answer = await visitor.SubmitAsync(await visitor.PageAsync("/sign-in"), ("Input.User", "often-wrong"), ("Input.Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_hundred_wrong_passwords_at_once_are_counted_as_many()
    {
        await MakeAsync("many-at-once");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var own = application.Services.CreateAsyncScope();
            Assert.Null(await own.ServiceProvider.GetRequiredService<PasswordCheck>().FindAsync("many-at-once", "wrong password"));
        }));
        await using var scope = application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        var member = await db.Users.SingleAsync(one => one.UserName == "many-at-once", Cancel);
        Assert.Equal(PasswordCheck.MostWrong, member.AccessFailedCount);
        Assert.Equal(application.Clock.GetUtcNow() + PasswordCheck.LockedFor, member.LockoutEnd);
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "/start")]
    [InlineData("//elsewhere.example", "/start")]
    [InlineData("/\\elsewhere.example", "/start")]
    [InlineData("~/elsewhere", "/start")]
    [InlineData("/account", "/account")]
    public async Task Sign_in_leads_back_to_addresses_of_this_host_only(string back, string leadsTo)
    {
        using var visitor = application.Visitor();
        var page = await visitor.PageAsync($"/sign-in?back={Uri.EscapeDataString(back)}");
        using var answer = await visitor.SubmitAsync(page, ("Input.User", "dispatcher"), ("Input.Password", page.PasswordOf("dispatcher")));
        Assert.Equal(leadsTo, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var visitor = application.Visitor();
        var page = await visitor.PageAsync("/sign-in");
        using var answer = await visitor.SubmitAsync(page, ("Input.User", "dispatcher"), ("Input.Password", page.PasswordOf("dispatcher")));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith("intake-staff=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Signing_out_takes_a_form_and_ends_the_session()
    {
        using var client = await application.SignedInAsync("publisher");
        using var byLink = await client.GetAsync(new Uri("/sign-out", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, byLink.StatusCode);
        using var forged = await client.PostAsync(new Uri("/sign-out", UriKind.Relative), null, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        using var left = await client.SubmitAsync(await client.PageAsync("/sign-out"));
        Assert.Equal("/sign-in", left.Headers.Location?.OriginalString);
        using var after = await client.GetAsync(new Uri("/account", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Another_unit_counts_from_the_next_click_and_a_disabled_account_is_out_with_it()
    {
        await MakeAsync("moved");
        using var client = application.Visitor();
        using var entered = await client.SubmitAsync(await client.PageAsync("/sign-in"), ("Input.User", "moved"), ("Input.Password", Password));
        await ChangeAsync("moved", member => member.Unit = "heating-company");
        Assert.Contains("市热力集团", (await client.PageAsync("/account")).Body!.TextContent, StringComparison.Ordinal);
        await ChangeAsync("moved", member => member.DisabledAt = application.Clock.GetUtcNow());
        using var answer = await client.GetAsync(new Uri("/account", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public void The_actor_has_name_unit_and_roles_of_the_signed_in_person()
    {
        var member = new StaffMember { UserName = "li.wei", DisplayName = "李伟", Unit = "housing", SecurityStamp = "s", ConcurrencyStamp = "c" };
        var person = SignedIn.PrincipalOf(member, ["UnitStaff", "UnitHead"]);
        var actor = SignedIn.ActorOf(person);
        Assert.Equal(("staff:li.wei", "housing"), (actor.Signature, actor.Unit));
        Assert.Equal([Role.UnitStaff, Role.UnitHead], actor.Roles);
        Assert.Equal("李伟", person.FindFirstValue(StaffClaims.Name));
        Assert.Throws<InvalidOperationException>(() => SignedIn.ActorOf(new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private async Task<string> RefusedAsync(string user, string password)
    {
        using var visitor = application.Visitor();
        using var answer = await visitor.SubmitAsync(await visitor.PageAsync("/sign-in"), ("Input.User", user), ("Input.Password", password));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await SignInSteps.ParseAsync(answer)).QuerySelector(".problems")!.TextContent;
    }

    private async Task MakeAsync(string user)
    {
        await using var scope = application.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        Assert.True((await members.CreateAsync(new StaffMember { UserName = user, DisplayName = user }, Password)).Succeeded);
    }

    private async Task ChangeAsync(string user, Action<StaffMember> change)
    {
        await using var scope = application.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var member = (await members.FindByNameAsync(user))!;
        change(member);
        Assert.True((await members.UpdateAsync(member)).Succeeded);
    }
}
