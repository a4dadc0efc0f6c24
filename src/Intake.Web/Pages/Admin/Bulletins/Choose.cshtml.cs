using System.Globalization;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Citizens.Bulletins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}/choose</c>: written-off tickets to choose from; those of the bulletin's period at first.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class ChooseModel(CommandWriter writer, BulletinQueries queries, CandidateQueries candidates, IssueWords words) : BulletinPage(writer, queries, words.Texts)
{
    /// <summary>Written off on this day or later.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Written off on this day or earlier.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Of this service.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    /// <summary>Of this unit.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    /// <summary>With this outcome.</summary>
    [BindProperty(SupportsGet = true)]
    public TicketOutcome? Outcome { get; set; }

    /// <summary>Whether those are listed, too, that stand in another bulletin of the series.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Taken { get; set; }

    /// <summary>Whether the filters were set by hand, so that empty days are any.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Filtered { get; set; }

    /// <summary>Key of the last ticket of the page before; null begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Keys of the chosen tickets.</summary>
    [BindProperty]
    public List<long> Tickets { get; set; } = [];

    /// <summary>Whether every ticket of the page that may be chosen is ticked, for those who have no script.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    /// <summary>How many match, on all pages.</summary>
    public int Total { get; private set; }

    /// <summary>How many of this page may be chosen.</summary>
    public int Free => Candidates.Count(CanChoose);

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    /// <summary>Whether there is a next page.</summary>
    public bool More { get; private set; }

    /// <summary>Shows them.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Puts the chosen ones into the bulletin.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        All = false; // of the address: what is ticked now is what the form says
        if (Tickets.Count == 0)
        {
            this.Refuse(Texts["bulletins.choose.nothing"]);
            return await ShowAsync(cancellationToken);
        }

        // Shown the newest first, told in the order in which things happened.
        IReadOnlyList<TicketId> chosen = [.. Tickets.Order().Select(ticket => new TicketId(ticket))];
        return await SendAsync(new ChooseItems(Id, Actor, chosen, Version), Texts["bulletins.chosen", ("count", chosen.Count)], BulletinWords.Address(Id), cancellationToken);
    }

    /// <summary>Whether a ticket may be chosen: it stands in no other bulletin of the series.</summary>
    public bool CanChoose(Candidate candidate) => !candidate.Standing.Any(standing => standing.Series == Bulletin.Series && !standing.IsWithdrawn);

    /// <summary>Whether a ticket is ticked when the page is shown: it was before a refusal, or all are.</summary>
    public bool IsTicked(Candidate candidate) => CanChoose(candidate) && (All || Tickets.Contains(candidate.Ticket.Value));

    /// <summary>A day as a field of a form has it.</summary>
    public static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The address of a page with the same filters.</summary>
    public string Address(long? before, bool all = false)
    {
        var query = new QueryBuilder { { "filtered", "true" } };
        foreach (var (name, isSet) in new[] { ("taken", Taken), ("all", all) })
        {
            if (isSet)
                query.Add(name, "true");
        }

        foreach (var (name, value) in new[] { ("from", Written(From)), ("to", Written(To)), ("service", Service), ("unit", Unit), ("outcome", Outcome?.ToString()), ("before", before?.ToString(CultureInfo.InvariantCulture)) })
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }

        return $"{Request.Path}{query}";
    }

    /// <inheritdoc/>
    protected override async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (!Filtered)
            (From, To) = (From ?? Bulletin.From, To ?? Bulletin.To);
        var filter = new CandidateFilter(From, To, Empty(Service), Empty(Unit), Outcome, Before, Taken ? null : Bulletin.Series);
        var found = await candidates.FindAsync(words.Authority, filter, cancellationToken);
        Total = await candidates.CountAsync(words.Authority, filter, cancellationToken);
        Candidates = [.. found.Take(CandidateQueries.PageLength)];
        More = found.Count > Candidates.Count;
        return true;
    }

    private static string? Empty(string? code) => string.IsNullOrEmpty(code) ? null : code;
}
