using Intake.Application.Tickets;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/verification</c>: what units claim to have done, with reply and evidence, and look-backs that are due.</summary>
[Authorize(nameof(Permission.Verify))]
internal sealed class VerificationModel(VerificationQueries queue) : PageModel
{
    /// <summary>Which part.</summary>
    [BindProperty(SupportsGet = true)]
    public VerificationTab Tab { get; set; }

    /// <summary>The place after which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The claims.</summary>
    public ClaimPage Claims { get; private set; } = new([], false);

    /// <summary>Shows the queue.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Claims = await queue.ReadAsync(Tab, DuePlace.Parse(After), cancellationToken);

    /// <summary>The address of a part, or of this one from another place on.</summary>
    public static string Address(VerificationTab tab, DuePlace? after = null)
    {
        var query = QueryString.Empty;
        if (tab != VerificationTab.Claims)
            query = query.Add("tab", tab.ToString());
        if (after is { } place)
            query = query.Add("after", place.ToString());
        return $"/staff/verification{query}";
    }
}
