using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/ledger</c>: the one table of every ticket that the person may know of, the newest first.</summary>
[Authorize(DeskAccess.Ledger)]
internal sealed class LedgerModel(LedgerQueries ledger, PeopleQueries people, DeskWords words) : PageModel
{
    /// <summary>The filter.</summary>
    [BindProperty(SupportsGet = true)]
    public LedgerInput Input { get; set; } = new();

    /// <summary>The key before which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>What the person may read.</summary>
    public LedgerScope Scope { get; private set; } = null!;

    /// <summary>Whether the person may open tickets.</summary>
    public bool OpensTickets { get; private set; }

    /// <summary>The lines.</summary>
    public LedgerPage Lines { get; private set; } = new([], false);

    /// <summary>How many lines there are on all pages; null where that is not counted.</summary>
    public int? Found { get; private set; }

    /// <summary>Handlers by user name.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Heads of units, by unit.</summary>
    public ILookup<string, Person> Heads { get; private set; } = Array.Empty<Person>().ToLookup(person => "");

    /// <summary>Shows the table.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = SignedIn.ActorOf(User);
        Scope = LedgerScope.Of(actor);
        OpensTickets = actor.May(Permission.ReadAllTickets) || actor.May(Permission.ReadOwnTickets);
        var filter = Input.ToFilter(words.Authority, words.Now);
        Lines = await ledger.ReadAsync(Scope, filter, Before, cancellationToken);
        Found = await CountAsync(filter, cancellationToken);
        People = await people.NamedAsync([.. Lines.Lines.Select(line => line.Handler).OfType<string>().Distinct()], cancellationToken);
        Heads = await people.HeadsAsync(cancellationToken);
    }

    // What has words in it is looked up in the index of texts, which counts no faster than it reads.
    private async Task<int?> CountAsync(LedgerFilter filter, CancellationToken cancellationToken)
    {
        if (Before is null && !Lines.More)
            return Lines.Lines.Count;
        return filter.Text is null ? await ledger.CountAsync(Scope, filter, cancellationToken: cancellationToken) : null;
    }
}
