using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary><c>/admin/knowledge/new</c>: writes an article.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class NewModel(ArticleForm form, ArticleLooks looks, PageTexts texts) : PageModel
{
    /// <summary>What the form brings.</summary>
    [BindProperty]
    public ArticleInput Input { get; set; } = new();

    /// <summary>How articles are shown.</summary>
    public ArticleLooks Looks => looks;

    /// <summary>Shows the form.</summary>
    public void OnGet() => Input = new();

    /// <summary>Writes it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Input.Seen = 0;
        if (await form.SaveAsync(this, Input) is not null)
            return Page();
        this.Tell(texts["knowledge.saved"]);
        return LocalRedirect($"/admin/knowledge/articles/{Input.Code!.Trim()}");
    }
}
