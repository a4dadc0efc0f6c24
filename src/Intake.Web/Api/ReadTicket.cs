using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Web.Api;

/// <summary><c>GET /api/v1/tickets/{number}</c>: what the receipt of a ticket shows, to who shows its secret or a key that reads tickets.</summary>
internal sealed class ReadTicket(KeyGate gate, ReceiptDesk desk, BotConfigurationSource configuration)
{
    /// <summary>The header of the receipt's secret.</summary>
    public const string SecretHeader = "Intake-Receipt-Secret";

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context, string number)
    {
        var secret = context.Request.Headers[SecretHeader];
        if (secret.Count == 0 && await gate.PassAsync(context, ApiScope.ReadTickets) is null)
            return;
        var (id, problem) = secret.Count == 0 ? ByKey(number) : await ByReceiptAsync(context, number, secret.ToString());
        if (problem is null && await desk.ViewAsync(id, context.RequestAborted) is { } view)
            await WriteAsync(context, view);
        else
            await (problem ?? ApiProblem.Of(TicketRefusals.NoSuchTicket)).WriteAsync(context);
    }

    private (TicketId Id, ApiProblem? Problem) ByKey(string number)
        => TicketNumber.TryParse(number, configuration.Current.Authority.Jurisdiction, out var id) ? (id, null) : (id, ApiProblem.Of(TicketRefusals.NoSuchTicket));

    private async Task<(TicketId Id, ApiProblem? Problem)> ByReceiptAsync(HttpContext context, string number, string secret)
    {
        var answer = await desk.OpenAsync(context.Connection.RemoteIpAddress?.ToString() ?? "", number, secret, context.RequestAborted);
        if (answer.Ticket is { } id)
            return (id, null);
        if (answer.Wait is { } wait)
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (default, ApiProblem.Of(answer.Refusal!));
    }

    private Task WriteAsync(HttpContext context, ReceiptView view)
    {
        var answer = new TicketAnswer(
            view.Number,
            ApiWords.Of(view.Kind),
            ApiWords.Of(view.State),
            view.Outcome is { } outcome ? ApiWords.Of(outcome) : null,
            view.Service,
            view.HeldBy,
            view.HeldSince.UtcDateTime,
            view.CreatedAt.UtcDateTime,
            view.Promise?.DueAt.UtcDateTime,
            view.Promise?.IsProvisional ?? true,
            view.Promise is { } promise ? DeadlineOf(configuration.Current.Authority, promise) : null,
            [.. view.History.Select(entry => new HistoryAnswer(entry.At.UtcDateTime, entry.What, entry.Unit, entry.Words))],
            view.Text);
        return context.Response.WriteAsJsonAsync(answer, ApiJson.Default.TicketAnswer, contentType: null, context.RequestAborted);
    }

    private static DeadlineAnswer DeadlineOf(Authority authority, Clock clock)
    {
        var explanations = authority.Calendars.TryGetValue(clock.Calendar, out var calendar) ? Explain(calendar, clock).ToList() : [];
        return new(
            "resolution",
            clock.Limit.Amount,
            JsonNamingPolicy.KebabCaseLower.ConvertName(clock.Limit.Unit.ToString()),
            clock.StartedAt.UtcDateTime,
            clock.DueAt.UtcDateTime,
            [.. explanations.SelectMany(one => one.Counted)],
            [.. explanations.SelectMany(one => one.Skipped).Select(day => new SkippedAnswer(day.Date, day.Name))]);
    }

    // The limit, then each extension from where the one before it ended.
    private static IEnumerable<DueExplanation> Explain(WorkingCalendar calendar, Clock clock)
    {
        var explanation = WorkingClock.Explain(calendar, clock.StartedAt, clock.Limit, clock.Pauses);
        yield return explanation;
        foreach (var extension in clock.Extensions.TakeWhile(_ => explanation.DueAt != WorkingClock.Never))
        {
            explanation = WorkingClock.Explain(calendar, explanation.DueAt, extension);
            yield return explanation;
        }
    }
}
