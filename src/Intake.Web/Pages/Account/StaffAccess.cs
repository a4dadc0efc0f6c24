using Intake.Application.Staff;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary>Who may open what: one policy for each permission, named as it, and decided by the access table alone.</summary>
internal static class StaffAccess
{
    /// <summary>Adds accounts, the session's cookie and the policies. What names no policy and is not open to everyone wants a signed-in person.</summary>
    public static void AddStaffAccess(this IServiceCollection services)
    {
        services.AddStaff();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Session.Configure);
        services.PostConfigure<RazorPagesOptions>(options => options.Conventions.AllowAnonymousToFolder("/Citizens"));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, NotFoundForEveryone>();
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => SignedIn.May(context.User, permission)));
    }

    /// <summary>An address that leads nowhere, or takes no such request, asks nobody to sign in: it says so to everyone.</summary>
    private sealed class NotFoundForEveryone : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _usual = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
            => context.GetEndpoint() is not RouteEndpoint ? next(context) : _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
