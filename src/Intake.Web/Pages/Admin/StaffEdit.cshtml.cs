using Intake.Application.BotConfiguration;
using Intake.Application.Staff;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/staff/USER</c>: an account: name, unit, roles, link for a new password, lock, end.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class StaffEditModel(StaffAccounts accounts, UserManager<StaffMember> members, BotConfigurationSource configuration, TimeProvider clock, PageTexts texts) : PageModel
{
    /// <summary>The account.</summary>
    public StaffMember Member { get; private set; } = null!;

    /// <summary>What is set.</summary>
    [BindProperty]
    public StaffInput Input { get; set; } = new();

    /// <summary>The one-time link, on the page that shows it this once.</summary>
    public string? Link { get; private set; }

    /// <summary>Whether wrong passwords lock it now.</summary>
    public bool IsLocked => Member.LockoutEnd > clock.GetUtcNow();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string user)
    {
        if (!await FindAsync(user))
            return NotFound();
        var roles = await members.GetRolesAsync(Member);
        (Input.Name, Input.Unit, Input.Roles) = (Member.DisplayName, Member.Unit, [.. roles.Select(Enum.Parse<Role>)]);
        Link = OnceLink.Take(this) is { } token ? OnceLink.AddressOf(Request, token) : null;
        return Page();
    }

    /// <summary>Sets name, unit and roles.</summary>
    public async Task<IActionResult> OnPostAsync(string user)
    {
        if (!await FindAsync(user))
            return NotFound();
        if (!Input.Check(this, texts))
            return Page();
        return Done(await accounts.ChangeAsync(Member, Input.Setting()), "admin.staff.changed");
    }

    /// <summary>Makes a link for a new password.</summary>
    public async Task<IActionResult> OnPostResetAsync(string user)
    {
        if (!await FindAsync(user) || Member.DisabledAt is not null || Member.IsDemo)
            return NotFound();
        OnceLink.Leave(this, await accounts.ResetAsync(Member));
        return RedirectToPage(new { user });
    }

    /// <summary>Takes the lock of wrong passwords off.</summary>
    public async Task<IActionResult> OnPostUnlockAsync(string user)
    {
        if (!await FindAsync(user))
            return NotFound();
        await accounts.UnlockAsync(Member);
        return Done(null, "admin.staff.unlocked");
    }

    /// <summary>Ends the account.</summary>
    public Task<IActionResult> OnPostDisableAsync(string user) => SetDisabledAsync(user, disabled: true);

    /// <summary>Opens it again.</summary>
    public Task<IActionResult> OnPostEnableAsync(string user) => SetDisabledAsync(user, disabled: false);

    private async Task<IActionResult> SetDisabledAsync(string user, bool disabled)
    {
        if (!await FindAsync(user))
            return NotFound();
        return Done(await accounts.DisableAsync(Member, disabled), disabled ? "admin.staff.now-disabled" : "admin.staff.now-enabled");
    }

    private RedirectToPageResult Done(Refusal? refusal, string told)
    {
        if (refusal is null)
            this.Tell(texts[told, ("name", Member.DisplayName)]);
        else
            this.Tell(texts.Explain(refusal), Tone.Red);
        return RedirectToPage(new { user = Member.UserName });
    }

    private async Task<bool> FindAsync(string user)
    {
        Input.Units = configuration.Current.Authority.Units.Keys;
        if (await members.FindByNameAsync(user) is not { } member)
            return false;
        Member = member;
        return true;
    }
}
