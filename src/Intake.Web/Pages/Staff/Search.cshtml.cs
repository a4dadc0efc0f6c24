using Intake.Application.Tickets;
using Intake.Web.Pages.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/search?q=</c>: one box over numbers, texts and names. A number leads straight to its ticket.</summary>
[Authorize(DeskAccess.Tickets)]
internal sealed class SearchModel(TicketSearch search, DeskWords words) : PageModel
{
    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The key of the text before which to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>What was found; null before anything is looked for.</summary>
    public SearchResult? Result { get; private set; }

    /// <summary>Looks, and shows what was found.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Q))
            return Page();
        Result = await search.FindAsync(SignedIn.ActorOf(User), Q.Trim(), Before, cancellationToken);
        return Result.Exact is { } id ? Redirect(words.Address(id.Value)) : Page();
    }

    /// <summary>The address of the same search from another place on.</summary>
    public string Address(long? before = null)
    {
        var query = QueryString.Create("q", Q ?? "");
        return $"/staff/search{(before is { } key ? query.Add("before", key.ToString(System.Globalization.CultureInfo.InvariantCulture)) : query)}";
    }
}
