using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Web.Errors;
using Intake.Web.Texts;

namespace Intake.Web.Open311;

/// <summary>
/// Answers in the form that the address asks for. It also says in that form what goes wrong before or beside an endpoint:
/// an address that there is not, a body that is too large, a database that is away.
/// </summary>
internal sealed class Open311Answers(BotConfigurationSource configuration) : IProblemDetailsWriter
{
    private static readonly PathString Root = new("/open311");

    /// <summary>Answers with a document.</summary>
    public async Task WriteAsync(HttpContext context, Open311Document document, int status = StatusCodes.Status200OK)
    {
        var format = Open311Formats.Of(context.Request.Path);
        var body = format switch
        {
            Open311Format.Xml => XmlForm.Write(document),
            Open311Format.Json => JsonForm.Write(document),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = format.ContentType();
        context.Response.ContentLength = body.Length;
        context.Response.Headers.ContentLanguage = LanguageChoice.Of(context.Request, configuration.Current.Authority.Languages).Tag;
        context.Response.Headers.Vary = "Accept-Language";
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Answers with everything that is wrong; the first decides on the status.</summary>
    public Task RefuseAsync(HttpContext context, params IReadOnlyList<Open311Problem> problems)
    {
        var current = configuration.Current;
        var language = LanguageChoice.Of(context.Request, current.Authority.Languages);
        var errors = problems.Select(problem => ErrorOf(problem.Status, problem.Words(current, language)));
        if (problems[0].Status == StatusCodes.Status409Conflict)
            context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, new("errors", new Items("error", [.. errors])), problems[0].Status);
    }

    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var key = status switch
        {
            StatusCodes.Status404NotFound => "open311.no-such-address",
            StatusCodes.Status405MethodNotAllowed => "open311.other-method",
            StatusCodes.Status413PayloadTooLarge => "open311.too-large",
            StatusCodes.Status503ServiceUnavailable => "open311.away",
            < 500 => "open311.unreadable",
            _ => "open311.fault",
        };
        await RefuseAsync(http, Open311Problem.Of(status, key, ("reference", Failure.ReferenceOf(http) ?? "")));
    }

    private static Fields ErrorOf(int code, string words) => new(("code", code.ToString(CultureInfo.InvariantCulture)), ("description", words));
}
