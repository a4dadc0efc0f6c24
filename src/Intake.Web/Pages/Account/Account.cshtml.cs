using System.ComponentModel.DataAnnotations;
using Intake.Application.Staff;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary><c>/account</c>: who I am here, and my password.</summary>
[Authorize]
internal sealed class AccountModel(PasswordCheck check, UserManager<StaffMember> members, PageTexts texts) : PageModel
{
    /// <summary>The account.</summary>
    public StaffMember Member { get; private set; } = null!;

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public PasswordInput Input { get; set; } = new();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync() => Member = await MineAsync();

    /// <summary>Changes the password; every other session of the account ends.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Member = await MineAsync();
        if (Member.IsDemo)
            return Forbid();
        if (!ModelState.IsValid || !await ChangeAsync())
            return Page();
        await Session.BeginAsync(HttpContext, members, Member);
        this.Tell(texts["account.password.changed"]);
        return RedirectToPage();
    }

    private async Task<StaffMember> MineAsync()
        => await members.GetUserAsync(User) ?? throw new InvalidOperationException("The session outlived its account.");

    private async Task<bool> ChangeAsync()
    {
        if (Input.New != Input.Again)
            this.Refuse(texts["account.password.differ"], "Input.Again");
        else if (await check.FindAsync(Member.UserName!, Input.Current ?? "") is null)
            this.Refuse(texts["account.password.current-wrong"], "Input.Current");
        else
            this.RefuseAll(texts, await members.ChangePasswordAsync(Member, Input.Current!, Input.New ?? ""), "Input.New");
        return ModelState.IsValid;
    }
}

/// <summary>What the form brings.</summary>
internal sealed class PasswordInput
{
    /// <summary>The password so far.</summary>
    [MaxLength(128)]
    public string? Current { get; set; }

    /// <summary>The new password.</summary>
    [MaxLength(128)]
    public string? New { get; set; }

    /// <summary>The new password again.</summary>
    [MaxLength(128)]
    public string? Again { get; set; }
}
