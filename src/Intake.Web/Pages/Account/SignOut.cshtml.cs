using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary><c>/sign-out</c>: ends the session by a form only, so that no other site's link can.</summary>
[Authorize]
internal sealed class SignOutModel : PageModel
{
    /// <summary>Signs out.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await Session.EndAsync(HttpContext);
        return Redirect("/sign-in");
    }
}
