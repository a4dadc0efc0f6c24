using Intake.Application.BotConfiguration;
using Intake.Application.Publication;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Web.Texts;

namespace Intake.Web.Open311;

/// <summary>
/// <c>GET requests</c>, <c>GET requests/ID</c> and <c>GET tokens/TOKEN</c>: what everybody may see of reports. What may not
/// be seen is answered as what there is not.
/// </summary>
internal sealed class ReportQueries(PublicTicketQueries tickets, BotConfigurationSource configuration, TimeProvider clock, Open311Answers answers)
{
    /// <summary>The reports of a filter, at most 1,000, the newest first.</summary>
    public async Task ListAsync(HttpContext context)
    {
        var authority = configuration.Current.Authority;
        List<Open311Problem> problems = [];
        var query = context.Request.Query;
        if (JurisdictionOf(context, authority, problems) is not { } jurisdiction)
            await answers.RefuseAsync(context, problems);
        else if (ReportFilter.Ids(query) is { Count: > 0 } ids)
            await WriteAsync(context, await tickets.FindAsync(authority, IdsIn(authority, ids), jurisdiction.Place, context.RequestAborted));
        else if (ReportFilter.Read(query, authority, jurisdiction, clock.GetUtcNow(), problems) is { } filter)
            await WriteAsync(context, await tickets.FindAsync(authority, filter, context.RequestAborted));
        else
            await answers.RefuseAsync(context, problems);
    }

    /// <summary>One report.</summary>
    public Task ShowAsync(HttpContext context, string id) => OneAsync(context, id, "open311.no-report", ticket => ReportOf(ticket, LanguageOf(context)));

    /// <summary>The id for a token. Every report has its id at once, so that this is the only token it has.</summary>
    public Task ExchangeAsync(HttpContext context, string token) =>
        OneAsync(context, token, "open311.no-token", ticket => new(("service_request_id", NumberOf(ticket)), ("token", token)));

    /// <summary>No token is named.</summary>
    public Task WithoutTokenAsync(HttpContext context) => answers.RefuseAsync(context, Open311Problem.Bad("open311.token-missing"));

    private async Task OneAsync(HttpContext context, string id, string missing, Func<PublicTicket, Fields> write)
    {
        var authority = configuration.Current.Authority;
        List<Open311Problem> problems = [];
        if (JurisdictionOf(context, authority, problems) is not { } jurisdiction)
            await answers.RefuseAsync(context, problems);
        else if (await tickets.FindAsync(authority, IdsIn(authority, [id]), jurisdiction.Place, context.RequestAborted) is [var found])
            await answers.WriteAsync(context, new("service_requests", new Items("request", [write(found)])));
        else
            await answers.RefuseAsync(context, Open311Problem.Missing(missing));
    }

    private Task WriteAsync(HttpContext context, IReadOnlyList<PublicTicket> found)
    {
        var language = LanguageOf(context);
        return answers.WriteAsync(context, new("service_requests", new Items("request", found.Select(ticket => ReportOf(ticket, language)))));
    }

    // Only two states: ours is in the notes. Never a name, a number, a file or the words of a place.
    private Fields ReportOf(PublicTicket ticket, Language language)
    {
        var authority = configuration.Current.Authority;
        var words = new ReceiptWords(configuration.Current.Texts, authority, language);
        var place = ticket.Place is { } code ? authority.Places.GetValueOrDefault(code) : null;
        return new(
            ("service_request_id", NumberOf(ticket)),
            ("status", ticket.State.IsOpen() ? "open" : "closed"),
            ("status_notes", ticket.Outcome is { } outcome ? words.Text("open311.notes", ("state", words.Name("state", ticket.State)), ("outcome", words.Name("outcome", outcome))) : words.Name("state", ticket.State)),
            ("service_name", authority.Services[ticket.Service].Name[language]),
            ("service_code", ticket.Service),
            ("description", ticket.Words),
            ("agency_responsible", words.Unit(ticket.Unit)),
            ("service_notice", (string?)null),
            ("requested_datetime", W3cDate.Write(ticket.CreatedAt)),
            ("updated_datetime", W3cDate.Write(ticket.UpdatedAt)),
            ("expected_datetime", ticket.ExpectedAt is { } expected ? W3cDate.Write(expected) : null),
            ("address", place?.Name[language]),
            ("address_id", place?.Code),
            ("zipcode", (string?)null),
            ("lat", ticket.Point?.Latitude),
            ("long", ticket.Point?.Longitude),
            ("media_url", (string?)null));
    }

    private static IEnumerable<TicketId> IdsIn(Authority authority, IReadOnlyList<string> numbers)
    {
        foreach (var number in numbers)
        {
            if (TicketNumber.TryParse(number, authority.Jurisdiction, out var id))
                yield return id;
        }
    }

    private static Jurisdiction? JurisdictionOf(HttpContext context, Authority authority, List<Open311Problem> problems) =>
        Jurisdictions.Find(authority, context.Request.Query[Jurisdictions.Parameter], problems);

    private string NumberOf(PublicTicket ticket) => TicketNumber.Format(configuration.Current.Authority.Jurisdiction, ticket.Ticket);

    private Language LanguageOf(HttpContext context) => LanguageChoice.Of(context.Request, configuration.Current.Authority.Languages);
}
