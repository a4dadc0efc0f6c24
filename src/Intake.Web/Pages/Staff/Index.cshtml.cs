using Intake.Application.Notifications;
using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff</c>: where everyone begins, with the counts that matter to the role; with figures for those who answer for the whole.</summary>
[Authorize]
internal sealed class IndexModel(StartQueries start, FigureQueries figures, NoticeQueries notices, OpeningQueries openings, DeskWords words) : PageModel
{
    private const int NoticesShown = 5;

    /// <summary>What waits for the person.</summary>
    public IReadOnlyList<(StartCount What, int Count)> Counts { get; private set; } = [];

    /// <summary>The figures; null for those who do not read them.</summary>
    public StartFigures? Figures { get; private set; }

    /// <summary>Notices that nobody of the unit has read.</summary>
    public IReadOnlyList<NoticeLine> Unread { get; private set; } = [];

    /// <summary>Openings of suggestion boxes at which the person was present and that wait for their word.</summary>
    public IReadOnlyList<OpeningRow> Openings { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = SignedIn.ActorOf(User);
        Openings = await openings.WaitingForAsync(actor.Name, cancellationToken);
        Counts = await start.ReadAsync(actor, words.Now, cancellationToken);
        if (actor.May(Permission.ReadFigures) && !actor.May(Permission.ReadOwnTickets))
            Figures = await figures.ReadAsync(cancellationToken);
        if (actor.Unit is { } unit && (actor.May(Permission.ReadOwnTickets) || actor.May(Permission.ReadAllTickets)))
            Unread = await notices.ReadAsync(unit, unread: true, before: null, NoticesShown, cancellationToken);
    }

    /// <summary>Where a count leads.</summary>
    public static string Address(StartCount what) => what switch
    {
        StartCount.ToAcknowledge => "/staff/inbox?state=Dispatched",
        StartCount.UnitOverdue or StartCount.InHands => "/staff/inbox",
        StartCount.Mine => "/staff/inbox?tab=Mine",
        StartCount.ToDispatch or StartCount.DispatchOverdue => "/staff/dispatch",
        StartCount.Returns => "/staff/dispatch?tab=Returns",
        StartCount.Extensions => "/staff/dispatch?tab=Extensions",
        StartCount.Claims => "/staff/verification",
        StartCount.LookBacks => "/staff/verification?tab=LookBacks",
    };

    /// <summary>Whether a count is one that should be none.</summary>
    public static bool IsUrgent(StartCount what) => what is StartCount.UnitOverdue or StartCount.DispatchOverdue;
}
