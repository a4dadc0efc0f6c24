using Intake.Bot.Channels.DirectLine;
using Intake.Web.Open311;
using Intake.Web.Texts;

namespace Intake.Web.Errors;

/// <summary>
/// What goes wrong is answered in the form that the asker reads: programs get problem details (RFC 9457) or what their protocol has instead, people a page
/// in their language. Both name a reference when the fault is ours.
/// </summary>
internal static class ErrorAnswers
{
    private static readonly string[] ForPrograms = ["/api", "/open311", "/v3", "/channels", "/health", "/openapi", "/metrics"];

    /// <summary>Adds what the answers are made with.</summary>
    public static void AddErrorAnswers(this IServiceCollection services)
    {
        services.AddExceptionHandler<Failure>();
        // Before the general form: the first that can write does.
        services.AddSingleton<Open311Answers>();
        services.AddSingleton<IProblemDetailsWriter>(provider => provider.GetRequiredService<Open311Answers>());
        services.AddProblemDetails(options => options.CustomizeProblemDetails = details =>
        {
            if (Failure.ReferenceOf(details.HttpContext) is { } reference)
                details.ProblemDetails.Extensions["reference"] = reference;
            // What is wrong with a body that cannot be read is known only here; where it is read from is nobody's business.
            if (details.Exception is BadHttpRequestException refused)
                details.ProblemDetails.Detail = refused.Message;
            else if (details.Exception is { } fault && Failure.StatusOf(fault) == StatusCodes.Status503ServiceUnavailable)
                details.ProblemDetails.Detail = WordsFor(details.HttpContext.RequestServices.GetRequiredService<PageTexts>(), StatusCodes.Status503ServiceUnavailable).Words;
            DirectLineErrors.Complete(details);
        });
        // The same in every environment: a body that cannot be read is an exception, answered as any other.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Answers errors of everything after it in the pipeline.</summary>
    public static void UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseWhen(context => IsForProgram(context.Request), branch =>
        {
            branch.UseExceptionHandler(Options());
            branch.UseStatusCodePages();
        });
        app.UseWhen(context => !IsForProgram(context.Request), branch =>
        {
            branch.UseExceptionHandler(Options("/error"));
            branch.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        });
    }

    /// <summary>Whether a request's answer is read by a program.</summary>
    public static bool IsForProgram(HttpRequest request) => ForPrograms.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.Ordinal));

    /// <summary>The texts of an error page: those of the status, or of its class where it has none of its own.</summary>
    public static (string Title, string Words) WordsFor(PageTexts texts, int status) => status switch
    {
        400 or 403 or 404 or 413 or 429 or 503 => (texts[$"error.{status}.title"], texts[$"error.{status}.words"]),
        < 500 => (texts["error.400.title"], texts["error.400.words"]),
        _ => (texts["error.500.title"], texts["error.500.words"]),
    };

    private static ExceptionHandlerOptions Options(string? page = null) => new()
    {
        ExceptionHandlingPath = page,
        StatusCodeSelector = Failure.StatusOf,
        AllowStatusCode404Response = true,
        SuppressDiagnosticsCallback = _ => true, // Failure writes the one entry of the log, with the reference
    };
}
