using Microsoft.AspNetCore.Http;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>Errors in the protocol's own shape: beside the members of a problem, <c>error</c> with <c>code</c> and <c>message</c>.</summary>
public static class DirectLineErrors
{
    internal const string TokenMissing = "urn:intake:token-missing";
    internal const string TokenNotValid = "urn:intake:token-not-valid-here";
    internal const string TokenIsOver = "urn:intake:token-is-over";
    internal const string OriginNotTrusted = "urn:intake:origin-not-trusted";

    /// <summary>Completes a problem of Direct Line; leaves all others as they are.</summary>
    public static void Complete(ProblemDetailsContext problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (!problem.HttpContext.Request.Path.StartsWithSegments(DirectLineOptions.Path, StringComparison.Ordinal))
            return;
        var details = problem.ProblemDetails;
        details.Extensions["error"] = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = CodeOf(details.Type, details.Status),
            ["message"] = details.Detail ?? details.Title ?? "",
        };
    }

    private static string CodeOf(string? type, int? status) => (type, status) switch
    {
        (TokenIsOver, _) => "TokenExpired",
        (_, 401) => "Unauthorized",
        (_, 403) => "BadArgument",
        (_, 404) => "NotFound",
        (_, 413) => "MessageSizeTooBig",
        (_, 429) => "TooManyRequests",
        (_, >= 500) => "ServiceError",
        _ => "BadArgument",
    };

    internal static IResult Refused(int status, string type) => TypedResults.Problem(statusCode: status, type: type);
}
