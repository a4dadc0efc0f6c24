using System.ComponentModel.DataAnnotations;
using Intake.Application.Staff;
using Intake.Web.Hosting;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary><c>/sign-in</c>: name and password. In Development it also shows the accounts of the demonstration.</summary>
[AllowAnonymous]
internal sealed class SignInModel(PasswordCheck check, UserManager<StaffMember> members, DemoAccounts demo, IWebHostEnvironment environment, PageTexts texts) : PageModel
{
    /// <summary>What the form brings.</summary>
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    /// <summary>Where to go after it; addresses of this host only.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The accounts of the demonstration; none outside Development.</summary>
    public IReadOnlyList<DemoAccount> Demo => environment.IsDevelopment() ? demo.All : [];

    /// <summary>Shows the form; who is signed in goes on.</summary>
    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? Onward() : Page();

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid || Input.User is not { } user || Input.Password is not { } password)
            return Refused();
        if (await check.FindAsync(user.Trim(), password) is not { } member)
            return Refused();
        await Session.BeginAsync(HttpContext, members, member);
        return Onward();
    }

    private LocalRedirectResult Onward() => LocalRedirect(LocalAddress.Or(Back, StartPage.Address));

    // One sentence for every failure, which does not tell whether the account exists or is locked.
    private PageResult Refused()
    {
        ModelState.Clear();
        this.Refuse(texts["sign-in.refused", ("times", PasswordCheck.MostWrong), ("minutes", PasswordCheck.LockedFor.Minutes)]);
        Input.Password = null;
        return Page();
    }
}

/// <summary>What the form brings.</summary>
internal sealed class SignInInput
{
    /// <summary>The name to sign in with.</summary>
    [MaxLength(64)]
    public string? User { get; set; }

    /// <summary>The password.</summary>
    [MaxLength(128)]
    public string? Password { get; set; }
}
