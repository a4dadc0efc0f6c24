using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/inbox</c>: the tickets of my unit, what is due first on top, and what the unit was told.</summary>
[Authorize(nameof(Permission.ReadOwnTickets))]
internal sealed class InboxModel(InboxQueries inbox, NoticeQueries notices, PeopleQueries people) : PageModel
{
    private const int NoticesShown = 5;

    /// <summary>Which tickets.</summary>
    [BindProperty(SupportsGet = true)]
    public InboxTab Tab { get; set; }

    /// <summary>One state, or all in which the unit has something to do.</summary>
    [BindProperty(SupportsGet = true)]
    public TicketState? State { get; set; }

    /// <summary>The place after which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Who looks.</summary>
    public Actor Actor { get; private set; } = null!;

    /// <summary>The tickets.</summary>
    public LinePage Lines { get; private set; } = new([], false);

    /// <summary>The handlers by user name.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Notices that nobody of the unit has read.</summary>
    public IReadOnlyList<NoticeLine> Unread { get; private set; } = [];

    /// <summary>The code of the person's unit.</summary>
    public string Unit => Actor.Unit ?? "";

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Actor = SignedIn.ActorOf(User);
        var state = State is { } one && InboxQueries.States.Contains(one) ? State : null;
        Lines = await inbox.ReadAsync(new(Unit, Actor.Name, Tab, state, DuePlace.Parse(After)), cancellationToken);
        People = await people.NamedAsync([.. Lines.Lines.Select(line => line.Handler).OfType<string>().Distinct()], cancellationToken);
        Unread = After is null ? await notices.ReadAsync(Unit, unread: true, before: null, NoticesShown, cancellationToken) : [];
    }

    /// <summary>The address of this list with another tab, or from another place on.</summary>
    public string Address(InboxTab tab, DuePlace? after = null)
    {
        var query = QueryString.Empty;
        if (tab != InboxTab.Unit)
            query = query.Add("tab", tab.ToString());
        if (State is { } state)
            query = query.Add("state", state.ToString());
        if (after is { } place)
            query = query.Add("after", place.ToString());
        return $"/staff/inbox{query}";
    }
}
