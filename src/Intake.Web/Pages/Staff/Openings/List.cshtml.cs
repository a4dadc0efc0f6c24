using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary><c>/staff/openings</c>: the suggestion boxes that were opened, and what is still to be done with what was in them.</summary>
[Authorize(nameof(Permission.TakeIn))]
internal sealed class ListModel(OpeningQueries openings, PeopleQueries people) : PageModel
{
    /// <summary>The key before which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The openings of the page.</summary>
    public IReadOnlyList<OpeningView> Shown { get; private set; } = [];

    /// <summary>Whether there are earlier ones.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Who was present.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await openings.PageAsync(Before, cancellationToken);
        (Shown, HasMore) = ([.. page.Take(OpeningQueries.PageLength)], page.Count > OpeningQueries.PageLength);
        People = await people.NamedAsync([.. Shown.SelectMany(OpeningParts.UsersOf).Distinct(StringComparer.Ordinal)], cancellationToken);
    }
}
