using System.Security.Claims;
using Intake.Application.Data;
using Intake.Application.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Intake.Web.Pages.Account;

/// <summary>
/// The cookie of a signed-in person. Every request asks the database whether it still holds: an account that is disabled,
/// or whose password was changed, is out with its next click, and other roles or another unit count from then on.
/// </summary>
internal static class Session
{
    /// <summary>How long somebody who does nothing stays signed in: a long working day.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    /// <summary>Signs a member of staff in.</summary>
    public static async Task BeginAsync(HttpContext context, UserManager<StaffMember> members, StaffMember member)
        => await context.SignInAsync(IdentityConstants.ApplicationScheme, SignedIn.PrincipalOf(member, await members.GetRolesAsync(member)));

    /// <summary>Signs out.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(IdentityConstants.ApplicationScheme);

    /// <summary>Sets the cookie up.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "intake-staff";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // links in notices open the ticket, not the sign-in page
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.ReturnUrlParameter = "back";
        options.ExpireTimeSpan = Lasts;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        // The page of every other error says it too, at the address that was asked for.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var db = context.HttpContext.RequestServices.GetRequiredService<IntakeDbContext>();
        var now = await StaffQueries.StateAsync(db, id, context.HttpContext.RequestAborted);
        if (now is not { IsDisabled: false } || now.SecurityStamp != context.Principal!.FindFirstValue(SignedIn.Stamp))
        {
            context.RejectPrincipal();
            await EndAsync(context.HttpContext);
        }
        else if (now.Version != context.Principal!.FindFirstValue(SignedIn.Version))
        {
            var members = context.HttpContext.RequestServices.GetRequiredService<UserManager<StaffMember>>();
            var member = (await members.FindByIdAsync(id!))!;
            context.ReplacePrincipal(SignedIn.PrincipalOf(member, await members.GetRolesAsync(member)));
            context.ShouldRenew = true;
        }
    }
}
