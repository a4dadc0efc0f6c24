using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Domain.Tickets;
using Intake.Web.Api;
using Intake.Web.Texts;

namespace Intake.Web.Open311;

/// <summary>
/// <c>POST requests</c>: a report becomes a ticket by the use case of every other program, and its receipt goes back in
/// <c>service_notice</c>. It is durable when this answers; a repeat with the same <c>Idempotency-Key</c> makes no second one.
/// </summary>
internal sealed class PostReport(ApiKeyRing ring, SubmitOnce submit, BotConfigurationSource configuration, ReceiptSecret secret, Open311Answers answers)
{
    private const string Bearer = "Bearer ";
    private const int LongestKey = 200;

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var body = await TicketReading.BodyAsync(context);
        string? unreadable = "open311.not-a-form";
        var form = ReportForm.IsForm(context.Request.ContentType, body.Length) ? ReportForm.Read(body, out unreadable) : null;
        if (form is null)
        {
            await answers.RefuseAsync(context, Open311Problem.Bad(unreadable!));
            return;
        }

        if (await KeyAsync(context, form) is not { } program)
            await answers.RefuseAsync(context, Open311Problem.Of(StatusCodes.Status403Forbidden, "open311.key"));
        else
            await SubmitAsync(context, program, form, body);
    }

    // In the body, as the specification has it, or where programs of ours show theirs. Never in the address: addresses are logged everywhere.
    private async ValueTask<ApiKey?> KeyAsync(HttpContext context, ReportForm form)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var shown = form.One("api_key", []) ?? (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null);
        if (shown is not { Length: > 0 and <= LongestKey })
            return null;
        var key = await ring.FindAsync(shown, context.RequestAborted);
        return key?.Opens(ApiScope.WriteOpen311) == true ? key : null;
    }

    private async Task SubmitAsync(HttpContext context, ApiKey program, ReportForm form, byte[] body)
    {
        var authority = configuration.Current.Authority;
        List<Open311Problem> problems = [];
        var named = form.One(Jurisdictions.Parameter, problems) ?? context.Request.Query[Jurisdictions.Parameter].ToString();
        if (Jurisdictions.Find(authority, named, problems) is not { } jurisdiction)
        {
            await answers.RefuseAsync(context, problems);
            return;
        }

        var reading = new ReportReading(form, authority, jurisdiction, LanguageChoice.Of(context.Request, authority.Languages));
        if (!IdempotencyHeader.TryRead(context.Request, out var idempotencyKey))
            await answers.RefuseAsync(context, Open311Problem.Of(IdempotencyHeader.IsBad));
        else if (reading.Read() is not { } submission)
            await answers.RefuseAsync(context, reading.Problems);
        else
            await AnswerAsync(context, await submit.SubmitAsync(submission, program, idempotencyKey, body, context.RequestAborted), reading.Account);
    }

    private async Task AnswerAsync(HttpContext context, SubmitAnswer answer, string? account)
    {
        if (!answer.Outcome.Succeeded)
        {
            await answers.RefuseAsync(context, Open311Problem.Of(answer.Outcome.Refusal));
            return;
        }

        var current = configuration.Current;
        var number = TicketNumber.Format(current.Authority.Jurisdiction, answer.Outcome.Value.Id);
        var request = context.Request;
        var notice = current.Texts.Get(
            LanguageChoice.Of(request, current.Authority.Languages),
            "open311.receipt",
            ("number", number),
            ("secret", secret.For(number)),
            ("address", $"{request.Scheme}://{request.Host}{request.PathBase}/track"));
        if (answer.IsReplayed)
            context.Response.Headers[IdempotencyHeader.Replayed] = "true";
        context.Response.Headers[ReadTicket.SecretHeader] = secret.For(number);
        await answers.WriteAsync(
            context,
            new("service_requests", new Items("request", [new Fields(("service_request_id", number), ("service_notice", notice), ("account_id", account))])),
            answer.IsReplayed ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }
}
