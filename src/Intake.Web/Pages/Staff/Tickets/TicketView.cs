using Intake.Application.Batches;
using Intake.Application.Knowledge;
using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Intake.Web.Pages.Staff.Openings;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>What the page of a ticket shows to a person at an instant.</summary>
internal sealed record TicketView
{
    /// <summary>Everything about the ticket.</summary>
    public required TicketDossier Dossier { get; init; }

    /// <summary>Who looks, when, under which rules.</summary>
    public required Deciding Deciding { get; init; }

    /// <summary>What may be done now.</summary>
    public required IReadOnlyList<OfferedAction> Actions { get; init; }

    /// <summary>Contact data that the person has opened; null while closed.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The batch that it came by; null when it came alone.</summary>
    public BatchLine? Batch { get; init; }

    /// <summary>The opening of a suggestion box that it came by on paper; null for others.</summary>
    public OpeningOfTicket? Opening { get; init; }

    /// <summary>The people of the lead unit who can be given the ticket; empty where nobody may give it.</summary>
    public IReadOnlyList<Person> Handlers { get; init; } = [];

    /// <summary>Articles from which it can be answered at once; empty where the person may not.</summary>
    public IReadOnlyList<Article> Articles { get; init; } = [];

    /// <summary>What the catalogue proposes.</summary>
    public required DispatchProposal Proposal { get; init; }

    /// <summary>The ticket.</summary>
    public Ticket Ticket => Dossier.Ticket;

    /// <summary>Who looks.</summary>
    public Actor Actor => Deciding.Actor;

    /// <summary>The rules.</summary>
    public Authority Authority => Deciding.Authority;

    /// <summary>The matter; null when it was deleted.</summary>
    public string? Matter => Dossier.Words(Ticket.Texts[0]);

    /// <summary>Whether the person may ask for the requester's contact data.</summary>
    public bool MayReadContact => Ticket.Requester is not null
        && Centre.ReadContact(Deciding, Ticket, new(0, TextRole.Reason, "")).Succeeded;

    /// <summary>The limits that the ticket runs under.</summary>
    public LimitClass Limits => Authority.LimitsOf(Ticket.Service);
}

/// <summary>One form of the page.</summary>
/// <param name="View">The page's content.</param>
/// <param name="Offered">What it does.</param>
/// <param name="Input">What was typed into it before, or nothing.</param>
/// <param name="IsOpen">Whether it is shown open.</param>
internal sealed record ActionForm(TicketView View, OfferedAction Offered, TicketInput Input, bool IsOpen)
{
    /// <summary>The action.</summary>
    public TicketAction Action => Offered.Action;

    /// <summary>Id of a field, unique on the page.</summary>
    public string Id(string field) => $"{Action}-{field}";
}

/// <summary>Puts together what the page of a ticket shows.</summary>
internal sealed class TicketDesk(TicketQueries tickets, PeopleQueries people, BatchQueries batches, OpeningQueries openings, ArticleSearch articles, DeskWords words)
{
    private const int MostArticles = 5;

    /// <summary>The words of the desks.</summary>
    public DeskWords Words => words;

    /// <summary>The page's content; null when there is no such ticket or the person may not see it.</summary>
    /// <param name="number">The number, as it stands in the address.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="look">What articles are looked for by; null or nothing looks by the matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TicketView?> OpenAsync(string number, Actor actor, string? look, CancellationToken cancellationToken)
    {
        var authority = words.Authority;
        if (!TicketNumber.TryParse(number, authority.Jurisdiction, out var id) || await tickets.FindAsync(id, actor, cancellationToken) is not { } dossier)
            return null;
        var ticket = dossier.Ticket;
        var deciding = new Deciding(authority, actor, words.Now);
        var actions = OfferedActions.For(deciding, ticket);
        var proposal = DispatchProposal.For(authority, ticket.Kind, ticket.Service, ticket.Place, dossier.Words(ticket.Texts[0]) ?? "");
        return new()
        {
            Dossier = dossier,
            Deciding = deciding,
            Actions = actions,
            Contact = await tickets.OpenedContactAsync(dossier, actor, words.Now, cancellationToken),
            Batch = ticket.Channel == BatchCheck.Channel ? await batches.OfTicketAsync(id.Value, cancellationToken) : null,
            Opening = ticket.Channel == OpeningParts.Channel ? await openings.OfTicketAsync(id.Value, cancellationToken) : null,
            Handlers = ticket.Lead is { } lead && actions.Any(offered => offered.Action == TicketAction.Assign) ? await people.HandlersAsync(lead, cancellationToken) : [],
            Proposal = proposal,
            Articles = actions.Any(offered => offered.Action == TicketAction.SettleAtOnce) ? await ArticlesAsync(proposal, string.IsNullOrWhiteSpace(look) ? dossier.Words(ticket.Texts[0]) : look, cancellationToken) : [],
        };
    }

    private Task<IReadOnlyList<Article>> ArticlesAsync(DispatchProposal proposal, string? words, CancellationToken cancellationToken) =>
        articles.OfferedAsync(words, [.. proposal.Services.Select(service => service.Code)], MostArticles, cancellationToken);
}
