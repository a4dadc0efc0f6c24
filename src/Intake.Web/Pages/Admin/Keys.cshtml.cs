using Intake.Application.Programs;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/keys</c>: the keys of programs.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class KeysModel(ApiKeys keys, PageTexts texts) : PageModel
{
    /// <summary>Every key.</summary>
    public IReadOnlyList<ApiKeyRow> All { get; private set; } = [];

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public KeyInput Input { get; set; } = new();

    /// <summary>The new key, on the page that shows it this once.</summary>
    public string? Made { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        All = await keys.AllAsync(cancellationToken);
        Made = OnceLink.Take(this);
    }

    /// <summary>Makes a key.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var key = await keys.MakeAsync(Input.Name ?? "", Input.Scopes, cancellationToken);
        if (key.Succeeded)
        {
            OnceLink.Leave(this, key.Value);
            return RedirectToPage();
        }

        this.Refuse(texts.Explain(key.Refusal), key.Refusal.Code == "KeyNeedsScope" ? "Input.Scopes" : "Input.Name");
        All = await keys.AllAsync(cancellationToken);
        return Page();
    }

    /// <summary>Takes a key back.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string id, CancellationToken cancellationToken)
    {
        var done = await keys.RevokeAsync(id, cancellationToken);
        this.Tell(texts[done ? "admin.key.revoked-now" : "admin.key.revoked-before"], done ? Tone.Green : Tone.Yellow);
        return RedirectToPage();
    }
}

/// <summary>What the form brings.</summary>
internal sealed class KeyInput
{
    /// <summary>What the key is for.</summary>
    public string? Name { get; set; }

    /// <summary>What it opens.</summary>
    public List<string> Scopes { get; set; } = [];
}
