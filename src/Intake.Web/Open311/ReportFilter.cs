using Intake.Application.Publication;
using Intake.Domain.Catalogue;

namespace Intake.Web.Open311;

/// <summary>Reads the filters of <c>GET requests</c>. A parameter without a value is none; unknown ones are passed over.</summary>
internal static class ReportFilter
{
    /// <summary>The longest span of time that may be asked for, and the one that is answered when none is named.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private const string Open = "open";
    private const string Closed = "closed";

    /// <summary>The ids asked for, which go before every other filter; empty when none are.</summary>
    public static IReadOnlyList<string> Ids(IQueryCollection query) => List(query, "service_request_id");

    /// <summary>The other filters; null with problems.</summary>
    public static PublicTicketFilter? Read(IQueryCollection query, Authority authority, Jurisdiction jurisdiction, DateTimeOffset now, List<Open311Problem> problems)
    {
        var services = List(query, "service_code");
        if (services.Any(code => !authority.Services.TryGetValue(code, out var service) || !service.IsPublic))
            problems.Add(Open311Problem.Missing("open311.no-service"));
        var states = List(query, "status");
        if (states.Any(state => state is not (Open or Closed)))
            problems.Add(Open311Problem.Bad("open311.wrong-status"));
        var (from, to) = Span(Date(query, "start_date", problems), Date(query, "end_date", problems), now);
        if (from > to)
            problems.Add(Open311Problem.Bad("open311.dates-reversed"));
        else if (to - from > Longest)
            problems.Add(Open311Problem.Bad("open311.span-too-long"));
        return problems.Count > 0 ? null : new(from, to, services.Count == 0 ? null : services, IsOpen(states), jurisdiction.Place);
    }

    // One end alone is taken with the whole span on its other side.
    private static (DateTimeOffset From, DateTimeOffset To) Span(DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now) => (start, end) switch
    {
        ({ } from, { } to) => (from, to),
        ({ } from, null) => (from, from + Longest),
        (null, { } to) => (to - Longest, to),
        _ => (now - Longest, now),
    };

    private static bool? IsOpen(IReadOnlyList<string> states) => states.Distinct(StringComparer.Ordinal).ToList() is [var only] ? only == Open : null;

    private static DateTimeOffset? Date(IQueryCollection query, string name, List<Open311Problem> problems)
    {
        var values = List(query, name);
        if (values.Count == 0)
            return null;
        if (values is [var only] && W3cDate.TryRead(only, out var at))
            return at;
        problems.Add(Open311Problem.Bad("open311.wrong-date", ("field", name)));
        return null;
    }

    private static List<string> List(IQueryCollection query, string name) =>
        [.. query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
