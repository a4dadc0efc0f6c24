using System.Security.Cryptography;
using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.AspNetCore.Diagnostics;

namespace Intake.Web.Errors;

/// <summary>
/// Every fault gets a reference that the person sees and the log has. The log names the endpoint, not the address, which
/// may hold what is private.
/// </summary>
internal sealed partial class Failure(ILogger<Failure> log) : IExceptionHandler
{
    private const string SecondsUntilAnotherTry = "10";

    /// <summary>The reference of a request's fault; null when it has none.</summary>
    public static string? ReferenceOf(HttpContext context) => context.Items[typeof(Failure)] as string;

    /// <summary>The status that tells an exception: what the server's reader refused is the client's mistake, a database that cannot be written or is away passes, all else is ours.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        CannotBeSavedException => StatusCodes.Status503ServiceUnavailable,
        _ when DatabaseFaults.IsAway(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <inheritdoc/>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException)
            return ValueTask.FromResult(false);
        if (StatusOf(exception) == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = SecondsUntilAnotherTry;
        var reference = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        httpContext.Items[typeof(Failure)] = reference;
        // The exception handler has already taken the endpoint off the request when this runs.
        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
        LogFailure(log, exception, httpContext.Request.Method, endpoint ?? "(none)", reference);
        return ValueTask.FromResult(false);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Endpoint} failed; reference {Reference}.")]
    private static partial void LogFailure(ILogger log, Exception failure, string method, string endpoint, string reference);
}
