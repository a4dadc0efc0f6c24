using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary>A line of the dispatcher's queue with what the catalogue proposes; null where nothing is to be sent.</summary>
internal sealed record DispatchLine(TicketLine Line, DispatchProposal? Proposal);

/// <summary><c>/staff/dispatch</c>: what the dispatchers have to send to units and to rule on, by risk of delay.</summary>
[Authorize(nameof(Permission.Dispatch))]
internal sealed class DispatchModel(DispatchQueries queue, CommandWriter writer, DeskWords words, PageTexts texts) : PageModel
{
    /// <summary>Which part.</summary>
    [BindProperty(SupportsGet = true)]
    public DispatchTab Tab { get; set; }

    /// <summary>The place after which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The tickets.</summary>
    public IReadOnlyList<DispatchLine> Lines { get; private set; } = [];

    /// <summary>Whether there are further ones.</summary>
    public bool More { get; private set; }

    /// <summary>Shows the queue.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await queue.ReadAsync(Tab, words.Authority.Centre.Code, DuePlace.Parse(After), cancellationToken);
        // Where the service is known the catalogue alone answers; only the others need their words read.
        var unsure = Tab == DispatchTab.New ? await queue.MattersAsync([.. page.Lines.Where(line => line.Service is null).Select(line => line.Id)], cancellationToken) : new Dictionary<long, string>();
        Lines = [.. page.Lines.Select(line => new DispatchLine(line, Tab == DispatchTab.New ? Propose(line, unsure) : null))];
        More = page.More;
    }

    /// <summary>Accepts (when it is not accepted yet) and sends a ticket as the catalogue says.</summary>
    public async Task<IActionResult> OnPostSendAsync(long ticket, TicketKind kind, string? service, string? place, TicketState state, int seen)
    {
        if (service is null || DispatchProposal.For(words.Authority, kind, service, place, "") is not { IsSure: true, Rule: { } rule })
        {
            this.Tell(texts["desk.dispatch.not-sure"], Tone.Red);
            return Back();
        }

        var (id, actor, instruction) = (new TicketId(ticket), SignedIn.ActorOf(User), texts["desk.instruction.usual"]);
        Outcome<Ticket> outcome = await writer.WriteAsync<Outcome<Ticket>>(
            state == TicketState.Received
                ? new AcceptAndDispatch(id, actor, kind, service, place, rule.Lead, rule.CoHandlers, instruction, seen)
                : new DispatchTicket(id, actor, rule.Lead, rule.CoHandlers, instruction, seen),
            HttpContext.RequestAborted);
        if (outcome.Succeeded)
            this.Tell(texts["desk.dispatch.sent", ("number", words.Number(ticket)), ("unit", texts.Unit(rule.Lead))]);
        else
            this.Tell(texts["desk.dispatch.refused", ("number", words.Number(ticket)), ("why", texts.Explain(outcome.Refusal))], Tone.Red);
        return Back();
    }

    /// <summary>The address of a part, or of this one from another place on.</summary>
    public static string Address(DispatchTab tab, DuePlace? after = null, string? handler = null)
    {
        var query = handler is null ? QueryString.Empty : QueryString.Create("handler", handler);
        if (tab != DispatchTab.New)
            query = query.Add("tab", tab.ToString());
        if (after is { } place)
            query = query.Add("after", place.ToString());
        return $"/staff/dispatch{query}";
    }

    private RedirectToPageResult Back() => RedirectToPage(new { handler = (string?)null, After });

    private DispatchProposal Propose(TicketLine line, IReadOnlyDictionary<long, string> matters) =>
        DispatchProposal.For(words.Authority, line.Kind, line.Service, line.Place, matters.GetValueOrDefault(line.Id, ""));
}
