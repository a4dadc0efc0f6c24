using Intake.Application.BotConfiguration;
using Intake.Domain;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Api;

/// <summary>
/// Why a program's request is not done: problem details (RFC 9457) with a stable <c>code</c>, and words in the language
/// that the program asks for.
/// </summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Refusal">The code and its values; the words are the text <c>refusal.CODE</c>.</param>
/// <param name="Field">The field it is about.</param>
internal sealed record ApiProblem(int Status, Refusal Refusal, string? Field = null)
{
    /// <summary>A problem without values.</summary>
    public ApiProblem(int status, string code)
        : this(status, new Refusal(code))
    {
    }

    /// <summary>A refusal of a rule, with the status that fits it.</summary>
    public static ApiProblem Of(Refusal refusal) => new(
        refusal.Code switch
        {
            "TextIsMissing" or "TextIsTooLong" or "NoSuchService" or "NoSuchPlace" or "IdempotencyKeyIsBad" => StatusCodes.Status400BadRequest,
            "RequestIsUnderWay" => StatusCodes.Status409Conflict,
            "NoSuchTicket" or "ReceiptUnknown" => StatusCodes.Status404NotFound,
            "TooManyWrongReceipts" => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        refusal,
        refusal.Code switch
        {
            "TextIsMissing" or "TextIsTooLong" => "text",
            "NoSuchService" => "service",
            "NoSuchPlace" => "place",
            "KindNotTaken" => "kind",
            _ => null,
        });

    /// <summary>Answers it.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var configuration = context.RequestServices.GetRequiredService<BotConfigurationSource>().Current;
        var language = LanguageChoice.Of(context.Request, configuration.Authority.Languages);
        var details = new ProblemDetails { Status = Status, Detail = configuration.Texts.Explain(language, Refusal) };
        details.Extensions["code"] = Refusal.Code;
        if (Field is not null)
            details.Extensions["field"] = Field;
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status409Conflict)
            context.Response.Headers.RetryAfter = "1";
        context.Response.Headers.ContentLanguage = language.Tag;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = context, ProblemDetails = details });
    }
}
