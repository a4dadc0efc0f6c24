using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages;

/// <summary>
/// <c>/patterns</c>, Development only: every part that pages are made of, at work, with the way to write it. A page that
/// needs a form, a list or a message starts from here.
/// </summary>
[AllowAnonymous]
internal sealed class PatternsModel(IWebHostEnvironment environment, PageTexts texts) : PageModel
{
    /// <summary>What the form brings.</summary>
    [BindProperty]
    public PatternsInput Input { get; set; } = new();

    /// <summary>Shows the page.</summary>
    public IActionResult OnGet() => environment.IsDevelopment() ? ShowToSomeone() : NotFound();

    /// <summary>Takes the form: shows it again with its problems, or tells the result on the page that follows.</summary>
    public IActionResult OnPost()
    {
        if (!environment.IsDevelopment())
            return NotFound();
        if (string.IsNullOrWhiteSpace(Input.Words))
            this.Refuse(texts["patterns.words-missing"], "Input.Words");
        if (!ModelState.IsValid)
            return ShowToSomeone();
        this.Tell(texts["patterns.taken", ("count", Input.Words!.Length)]);
        return RedirectToPage();
    }

    /// <summary>Fails, to see what a fault looks like.</summary>
    public IActionResult OnPostFail()
        => environment.IsDevelopment() ? throw new InvalidOperationException("Asked for on the pattern page.") : NotFound();

    private PageResult ShowToSomeone()
    {
        if (User.Identity is not { IsAuthenticated: true })
            ViewData["Person"] = new ClaimsPrincipal(new ClaimsIdentity([new Claim(StaffClaims.Name, texts["patterns.person"]), new Claim(StaffClaims.Unit, "centre"), new Claim(ClaimTypes.Role, nameof(Role.Dispatcher))], "patterns"));
        return Page();
    }
}

/// <summary>What the form on the pattern page brings.</summary>
internal sealed class PatternsInput
{
    /// <summary>Some words.</summary>
    [MaxLength(200)]
    public string? Words { get; set; }
}
