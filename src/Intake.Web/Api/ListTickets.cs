using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Tickets;

namespace Intake.Web.Api;

/// <summary><c>GET /api/v1/tickets</c>: the tickets, the newest first, to a key that reads tickets. Pages begin behind the last number of the one before, so that none is seen twice or left out while others come in.</summary>
internal sealed class ListTickets(KeyGate gate, LedgerQueries ledger, BotConfigurationSource configuration)
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await gate.PassAsync(context, ApiScope.ReadTickets) is null)
            return;
        var jurisdiction = configuration.Current.Authority.Jurisdiction;
        var query = context.Request.Query;
        if (Read(query, out var filter) is { } problem)
            await problem.WriteAsync(context);
        else if (!TryBefore(query, jurisdiction, out var before))
            await new ApiProblem(StatusCodes.Status400BadRequest, new Refusal("PageIsUnknown"), "before").WriteAsync(context);
        else
            await WriteAsync(context, jurisdiction, await ledger.ReadAsync(new(null, WithTexts: false), filter, before, context.RequestAborted));
    }

    private static ApiProblem? Read(IQueryCollection query, out LedgerFilter filter)
    {
        filter = new();
        if (!TryWord<TicketState>(query, "state", out var state))
            return Unknown("state", string.Join(", ", ApiWords.All<TicketState>()));
        if (!TryWord<TicketKind>(query, "kind", out var kind))
            return Unknown("kind", string.Join(", ", ApiWords.All<TicketKind>()));
        if (!TryDay(query, "from", out var from))
            return Unknown("from", DayForm);
        if (!TryDay(query, "to", out var to))
            return Unknown("to", DayForm);
        filter = new() { State = state, Kind = kind, From = from, To = to, Service = Given(query, "service"), Unit = Given(query, "unit") };
        return null;
    }

    private static Task WriteAsync(HttpContext context, string jurisdiction, LedgerPage page)
    {
        var tickets = page.Lines.Select(line => new TicketListEntry(
            TicketNumber.Format(jurisdiction, new(line.Id)),
            ApiWords.Of(line.Kind),
            ApiWords.Of(line.State),
            line.Outcome is { } outcome ? ApiWords.Of(outcome) : null,
            line.Service,
            line.Place,
            line.HeldBy,
            line.Channel,
            line.CreatedAt.UtcDateTime,
            line.ExpectedAt?.UtcDateTime)).ToList();
        var answer = new TicketList(tickets, page.More ? tickets[^1].Number : null);
        return context.Response.WriteAsJsonAsync(answer, ApiJson.Default.TicketList, contentType: null, context.RequestAborted);
    }

    private static bool TryBefore(IQueryCollection query, string jurisdiction, out long? before)
    {
        before = null;
        if (Given(query, "before") is not { } number)
            return true;
        if (!TicketNumber.TryParse(number, jurisdiction, out var id))
            return false;
        before = id.Value;
        return true;
    }

    private static bool TryWord<T>(IQueryCollection query, string name, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (Given(query, name) is not { } word)
            return true;
        var isKnown = ApiWords.TryRead<T>(word, out var known);
        value = isKnown ? known : null;
        return isKnown;
    }

    private static bool TryDay(IQueryCollection query, string name, out DateOnly? day)
    {
        day = null;
        if (Given(query, name) is not { } text)
            return true;
        var isDay = DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        day = isDay ? read : null;
        return isDay;
    }

    private static string? Given(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    private static ApiProblem Unknown(string field, string known)
        => new(StatusCodes.Status400BadRequest, new Refusal("ValueIsUnknown", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = field, ["known"] = known }), field);
}
