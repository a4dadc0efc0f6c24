using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Domain.Tickets;

namespace Intake.Web.Api;

/// <summary><c>POST /api/v1/tickets</c>: a program hands a ticket in. It is durable when this answers, and a repeat with the same <c>Idempotency-Key</c> makes no second one.</summary>
internal sealed class CreateTicket(KeyGate gate, SubmitOnce submit, BotConfigurationSource configuration, ReceiptSecret secret)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await gate.PassAsync(context, ApiScope.WriteTickets) is not { } program)
            return;
        if (await TryAsync(context, program) is { } problem)
            await problem.WriteAsync(context);
    }

    /// <summary>Null when it is answered.</summary>
    private async Task<ApiProblem?> TryAsync(HttpContext context, ApiKey program)
    {
        if (!TicketReading.IsJson(context.Request))
            return new(StatusCodes.Status415UnsupportedMediaType, "BodyIsNotJson");
        if (!IdempotencyHeader.TryRead(context.Request, out var idempotencyKey))
            return ApiProblem.Of(IdempotencyHeader.IsBad);
        var body = await TicketReading.BodyAsync(context);
        if (TicketReading.Read(body, configuration.Current.Authority, out var problem) is not { } submission)
            return problem;
        var answer = await submit.SubmitAsync(submission, program, idempotencyKey, body, context.RequestAborted);
        if (!answer.Outcome.Succeeded)
            return ApiProblem.Of(answer.Outcome.Refusal);
        await WriteAsync(context, answer.Outcome.Value, answer.IsReplayed);
        return null;
    }

    private async Task WriteAsync(HttpContext context, Ticket ticket, bool isReplayed)
    {
        var number = TicketNumber.Format(configuration.Current.Authority.Jurisdiction, ticket.Id);
        var receipt = new TicketReceipt(
            number,
            secret.For(number),
            ticket.Service,
            ticket.HeldBy,
            ApiWords.Of(ticket.State),
            ticket.Promise?.DueAt.UtcDateTime,
            ticket.Promise?.IsProvisional ?? true);
        var answer = JsonSerializer.SerializeToUtf8Bytes(receipt, ApiJson.Default.TicketReceipt);
        context.Response.StatusCode = isReplayed ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        if (isReplayed)
            context.Response.Headers[IdempotencyHeader.Replayed] = "true";
        context.Response.Headers.Location = $"/api/v1/tickets/{number}";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}
