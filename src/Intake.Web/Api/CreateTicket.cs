using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;

namespace Intake.Web.Api;

/// <summary><c>POST /api/v1/tickets</c>: a program hands a ticket in. It is durable when this answers, and a repeat with the same <c>Idempotency-Key</c> makes no second one.</summary>
internal sealed class CreateTicket(KeyGate gate, CommandWriter writer, Repeats repeats, BotConfigurationSource configuration, ReceiptSecret secret)
{
    /// <summary>The header that tells a repeat.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    private const int LongestKey = 128;

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
        if (!TryIdempotencyKey(context.Request, out var idempotencyKey))
            return new(StatusCodes.Status400BadRequest, new Refusal("IdempotencyKeyIsBad", "most", LongestKey.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var body = await TicketReading.BodyAsync(context);
        if (TicketReading.Read(body, configuration.Current.Authority, out var problem) is not { } submission)
            return problem;
        var actor = Actor.Program(program.Name);
        if (idempotencyKey is null)
            return await AnswerAsync(context, await writer.WriteAsync(new SubmitByProgram(submission, actor, null), context.RequestAborted));
        var repeat = Repeats.KeyOf(program, idempotencyKey, body);
        return await OnceAsync(context, repeat, new SubmitByProgram(submission, actor, repeat));
    }

    private async Task<ApiProblem?> OnceAsync(HttpContext context, RepeatKey repeat, SubmitByProgram command)
    {
        if (!repeats.Begin(repeat))
            return UnderWay(context);
        try
        {
            if (await repeats.FindAsync(repeat, context.RequestAborted) is { } known)
                return await RepeatAsync(context, repeat, known);
            // Once sent it will be done: going away with the client would let a repeat in before it is remembered.
            return await AnswerAsync(context, await writer.WriteAsync(command, CancellationToken.None));
        }
        catch (CannotBeSavedException)
        {
            // Another node may have had the same request at the same moment; then it is known now.
            if (await repeats.FindAsync(repeat, context.RequestAborted) is not { } known)
                throw;
            return await RepeatAsync(context, repeat, known);
        }
        finally
        {
            repeats.End(repeat);
        }
    }

    private async Task<ApiProblem?> RepeatAsync(HttpContext context, RepeatKey repeat, KnownRequest known)
    {
        if (known.BodyHash != repeat.BodyHash)
            return new(StatusCodes.Status422UnprocessableEntity, "IdempotencyKeyHasAnotherBody");
        context.Response.Headers["Idempotency-Replayed"] = "true";
        await WriteAsync(context, StatusCodes.Status200OK, known.Ticket);
        return null;
    }

    private async Task<ApiProblem?> AnswerAsync(HttpContext context, Outcome<Ticket> outcome)
    {
        if (!outcome.Succeeded)
            return ApiProblem.Of(outcome.Refusal);
        await WriteAsync(context, StatusCodes.Status201Created, outcome.Value);
        return null;
    }

    private async Task WriteAsync(HttpContext context, int status, Ticket ticket)
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
        context.Response.StatusCode = status;
        context.Response.Headers.Location = $"/api/v1/tickets/{number}";
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }

    private static ApiProblem UnderWay(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return new(StatusCodes.Status409Conflict, "RequestIsUnderWay");
    }

    private static bool TryIdempotencyKey(HttpRequest request, out string? key)
    {
        var given = request.Headers[IdempotencyHeader];
        key = given.Count == 0 ? null : given[0];
        return given.Count == 0 || (given.Count == 1 && key is { Length: > 0 and <= LongestKey });
    }
}
