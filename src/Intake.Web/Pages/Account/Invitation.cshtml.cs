using System.ComponentModel.DataAnnotations;
using Intake.Application.Staff;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Account;

/// <summary><c>/invitation/TOKEN</c>: sets the password of an account by a one-time link, or makes the first administrator.</summary>
[AllowAnonymous]
internal sealed class InvitationModel(Invitations invitations, UserManager<StaffMember> members, PageTexts texts) : PageModel
{
    /// <summary>The invitation; null when the link does not work any more.</summary>
    public Invitation? Invitation { get; private set; }

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public InvitationInput Input { get; set; } = new();

    /// <summary>Shows the form, or that the link does not work any more.</summary>
    public async Task OnGetAsync(string token)
    {
        Invitation = await invitations.FindAsync(token);
        if (Invitation is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>Takes the link: sets the password and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(string token)
    {
        await OnGetAsync(token);
        if (Invitation is null || !ModelState.IsValid)
            return Page();
        if (Input.New != Input.Again)
            this.Refuse(texts["account.password.differ"], "Input.Again");
        if (ModelState.IsValid && await AcceptAsync(token) is { } member)
        {
            await Session.BeginAsync(HttpContext, members, member);
            this.Tell(texts["invitation.done"]);
            return LocalRedirect(StartPage.Address);
        }

        return Page();
    }

    private async Task<StaffMember?> AcceptAsync(string token)
    {
        var (known, password) = (Invitation!.Member, Input.New ?? "");
        var member = known ?? new StaffMember { UserName = Input.User?.Trim(), DisplayName = Input.Name?.Trim() is { Length: > 0 } name ? name : Input.User?.Trim() ?? "" };
        var result = known is null ? await invitations.AcceptFirstAsync(token, member, password) : await invitations.AcceptAsync(token, member, password);
        this.RefuseAll(texts, result, "");
        return result.Succeeded ? member : null;
    }
}

/// <summary>What the form brings.</summary>
internal sealed class InvitationInput
{
    /// <summary>The first administrator's name to sign in with.</summary>
    [MaxLength(64)]
    public string? User { get; set; }

    /// <summary>The name that others see.</summary>
    [MaxLength(100)]
    public string? Name { get; set; }

    /// <summary>The password.</summary>
    [MaxLength(128)]
    public string? New { get; set; }

    /// <summary>The password again.</summary>
    [MaxLength(128)]
    public string? Again { get; set; }
}
