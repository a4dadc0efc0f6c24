using Intake.Application.Programs;
using Intake.Domain;

namespace Intake.Web.Api;

/// <summary>What an endpoint for programs asks of the key; metadata, so that one test sees what every endpoint asks.</summary>
/// <param name="Scope">The scope.</param>
internal sealed record NeedsScope(string Scope);

/// <summary>Lets programs in by <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class KeyGate(ApiKeyRing ring)
{
    private const string Scheme = "Bearer ";

    /// <summary>The key of a request; null when it shows none that opens the scope, which is then answered.</summary>
    public async ValueTask<ApiKey?> PassAsync(HttpContext context, string scope)
    {
        var shown = Shown(context.Request);
        var key = shown is null ? null : await ring.FindAsync(shown, context.RequestAborted);
        if (key is not null && key.Opens(scope))
            return key;
        context.Response.Headers.WWWAuthenticate = shown is null ? "Bearer"
            : key is null ? "Bearer error=\"invalid_token\""
            : $"Bearer error=\"insufficient_scope\", scope=\"{scope}\"";
        var problem = key is null
            ? new ApiProblem(StatusCodes.Status401Unauthorized, shown is null ? "KeyIsMissing" : "KeyIsUnknown")
            : new ApiProblem(StatusCodes.Status403Forbidden, new Refusal("ScopeIsMissing", "scope", scope));
        await problem.WriteAsync(context);
        return null;
    }

    /// <summary>Whether a request shows any key.</summary>
    public static bool IsShown(HttpRequest request) => Shown(request) is not null;

    private static string? Shown(HttpRequest request)
        => request.Headers.Authorization is [{ Length: > 7 and <= 200 } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
}
