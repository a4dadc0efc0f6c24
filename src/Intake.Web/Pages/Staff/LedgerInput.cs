using System.Globalization;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff;

/// <summary>The ledger's filter as the address carries it, for the page and for the CSV alike. What cannot be read asks for all.</summary>
internal sealed class LedgerInput
{
    /// <summary>Group of states.</summary>
    public string? Group { get; set; }

    /// <summary>State.</summary>
    public string? State { get; set; }

    /// <summary>Code of the lead unit.</summary>
    public string? Unit { get; set; }

    /// <summary>Service code.</summary>
    public string? Service { get; set; }

    /// <summary>Kind.</summary>
    public string? Kind { get; set; }

    /// <summary>Card.</summary>
    public string? Card { get; set; }

    /// <summary>Code of the article that they were answered from.</summary>
    public string? Article { get; set; }

    /// <summary>First day of reception, <c>yyyy-MM-dd</c>.</summary>
    public string? From { get; set; }

    /// <summary>Last day of reception.</summary>
    public string? To { get; set; }

    /// <summary>Words in the matter.</summary>
    public string? Text { get; set; }

    /// <summary>The filter at an instant.</summary>
    public LedgerFilter ToFilter(Authority authority, DateTimeOffset now) => new()
    {
        Group = Named<LedgerGroup>(Group) is { } group ? LedgerGroupAt.Of(group, authority.TimeZone, now) : null,
        State = Named<TicketState>(State),
        Kind = Named<TicketKind>(Kind),
        Card = Named<Card>(Card),
        Unit = Unit is not null && authority.Units.ContainsKey(Unit) ? Unit : null,
        Service = Service is not null && authority.Services.ContainsKey(Service) ? Service : null,
        Article = string.IsNullOrWhiteSpace(Article) ? null : Article,
        From = Day(From),
        To = Day(To),
        Text = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
    };

    /// <summary>The filter as a query, without what asks for all.</summary>
    public QueryString ToQuery(long? before = null)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in new[] { ("group", Group), ("state", State), ("unit", Unit), ("service", Service), ("kind", Kind), ("card", Card), ("article", Article), ("from", From), ("to", To), ("text", Text) })
        {
            if (!string.IsNullOrWhiteSpace(value))
                query = query.Add(name, value);
        }

        return before is { } key ? query.Add("before", key.ToString(CultureInfo.InvariantCulture)) : query;
    }

    private static T? Named<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
