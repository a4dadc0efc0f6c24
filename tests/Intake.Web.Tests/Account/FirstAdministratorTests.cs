using System.Net;
using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Intake.Web.Commands;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Account;

/// <summary>The program in the environment of everyday work.</summary>
public sealed class ProductionApplication : IntakeApplication
{
    protected override string Environment => "Production";
}

public sealed class FirstAdministratorTests(ProductionApplication application) : IClassFixture<ProductionApplication>
{
    private const string Password = "four unrelated words";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_production_nobody_is_shown_and_the_first_administrator_comes_by_a_link_that_works_once()
    {
        using var visitor = application.Visitor();
        Assert.Empty((await visitor.PageAsync("/sign-in")).QuerySelectorAll("[data-user]"));

        var older = await LinkAsync();
        var newer = await LinkAsync();
        Assert.StartsWith(application.Address.ToString(), newer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, older));

        using var differ = await AcceptAsync(visitor, newer, Password, "another password");
        Assert.Contains("两次输入的新密码不一样", (await SignInSteps.ParseAsync(differ)).Body!.TextContent, StringComparison.Ordinal);
        using var tooShort = await AcceptAsync(visitor, newer, "short", "short");
        Assert.Contains("密码至少要 10 个字符", (await SignInSteps.ParseAsync(tooShort)).Body!.TextContent, StringComparison.Ordinal);

        using var accepted = await AcceptAsync(visitor, newer, Password, Password);
        Assert.Equal("/start", accepted.Headers.Location?.OriginalString);
        using var start = await visitor.GetAsync(new Uri("/start", UriKind.Relative), Cancel);
        Assert.Equal("/admin", start.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, newer));
        Assert.Null(await RunCommand.FirstAdministratorAsync(application.Host));
    }

    [Fact]
    public async Task The_link_s_token_is_not_in_the_database_and_ends_after_a_day()
    {
        await using var scope = application.Services.CreateAsyncScope();
        var invitations = scope.ServiceProvider.GetRequiredService<Invitations>();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        var member = new StaffMember { UserName = "late", DisplayName = "late" };
        db.Users.Add(member);
        await db.SaveChangesAsync(Cancel);
        var token = await invitations.MakeAsync(member.Id);
        Assert.DoesNotContain(await db.Invitations.Select(row => row.Id).ToListAsync(Cancel), id => id.Contains(token, StringComparison.OrdinalIgnoreCase));
        application.Clock.Advance(Invitations.Lasts - TimeSpan.FromSeconds(1));
        Assert.NotNull(await invitations.FindAsync(token));
        application.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await invitations.FindAsync(token));
    }

    [Fact]
    public async Task Accounts_of_the_demonstration_end_when_production_starts()
    {
        await using var scope = application.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntakeDbContext>();
        var check = scope.ServiceProvider.GetRequiredService<PasswordCheck>();
        await application.Services.GetRequiredService<IServiceScopeFactory>().PrepareStaffAsync(demonstrates: true);
        var demo = application.Services.GetRequiredService<DemoAccounts>().All[0];
        Assert.NotNull(await check.FindAsync(demo.Member.User, demo.Password));
        await application.Services.GetRequiredService<IServiceScopeFactory>().PrepareStaffAsync(demonstrates: false);
        db.ChangeTracker.Clear();
        Assert.Null(await check.FindAsync(demo.Member.User, demo.Password));
        Assert.DoesNotContain(await StaffQueries.WithRole(db, Role.Administrator).Where(member => member.DisabledAt == null).ToListAsync(Cancel), member => member.IsDemo);
    }

    private async Task<string> LinkAsync() => await RunCommand.FirstAdministratorAsync(application.Host) ?? throw new InvalidOperationException("There is an administrator.");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient visitor, string link)
    {
        using var answer = await visitor.GetAsync(new Uri(link), Cancel);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AcceptAsync(HttpClient visitor, string link, string password, string again)
        => await visitor.SubmitAsync(await visitor.PageAsync(new Uri(link).PathAndQuery), ("Input.User", "zheng.kai"), ("Input.Name", "郑凯"), ("Input.New", password), ("Input.Again", again));
}
