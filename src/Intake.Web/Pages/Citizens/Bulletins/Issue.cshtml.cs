using Intake.Application.Publication;
using Intake.Domain.Publication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary><c>/bulletins/{series}/{issue}</c>: an issue. One that the reader may not see is not found, as one that is not there.</summary>
[Revalidated]
internal sealed class IssueModel(PublicBulletinQueries queries, IssueWords words) : PageModel
{
    /// <summary>The issue.</summary>
    public Bulletin Bulletin { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string series, int issue, CancellationToken cancellationToken)
    {
        if (!words.MayRead(series, User) || await queries.FindAsync(series, issue, cancellationToken) is not { } bulletin)
            return NotFound();
        Bulletin = bulletin;
        return Page();
    }
}
