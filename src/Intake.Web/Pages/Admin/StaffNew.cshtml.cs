using Intake.Application.BotConfiguration;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/staff/new</c>: makes an account; its owner sets the password by a one-time link.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class StaffNewModel(StaffAccounts accounts, BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    /// <summary>What is set.</summary>
    [BindProperty]
    public StaffInput Input { get; set; } = new();

    /// <summary>Shows the form.</summary>
    public void OnGet() => Input.Units = configuration.Current.Authority.Units.Keys;

    /// <summary>Makes it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        OnGet();
        if (!Input.Check(this, texts))
            return Page();
        var user = Input.User?.Trim() ?? "";
        var (result, token) = await accounts.CreateAsync(user, Input.Setting());
        this.RefuseAll(texts, result, "Input.User");
        if (token is null)
            return Page();
        OnceLink.Leave(this, token);
        this.Tell(texts["admin.staff.made", ("name", Input.Name!.Trim())]);
        return RedirectToPage("/Admin/StaffEdit", new { user });
    }
}
