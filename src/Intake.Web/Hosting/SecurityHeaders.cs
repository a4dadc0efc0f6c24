using Microsoft.AspNetCore.CookiePolicy;

namespace Intake.Web.Hosting;

/// <summary>
/// What every answer says about how a browser may use it. Scripts and styles come from files of this host only: nothing
/// inline, nothing evaluated, nothing from elsewhere.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>Setting: origins that may show the chat page in a frame, such as <c>https://www.example.gov</c>. Default none.</summary>
    public const string FramesSetting = "Embedding:Origins";

    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    /// <summary>Sets the headers of every answer; first in the pipeline, so that errors have them too.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var origins = FrameOrigins(app.Configuration);
        var embeddable = Policy + (origins.Length == 0 ? "'none'" : string.Join(' ', origins));
        var hsts = !app.Environment.IsDevelopment(); // a developer's browser would refuse http://localhost from then on
        app.Use((context, next) =>
        {
            var mayBeFramed = origins.Length > 0 && context.Request.Path == "/";
            context.Response.OnStarting(() =>
            {
                Write(context.Response.Headers, mayBeFramed ? embeddable : Policy + "'none'", mayBeFramed);
                if (hsts && context.Request.IsHttps)
                    context.Response.Headers.StrictTransportSecurity = "max-age=31536000";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>Every cookie is out of scripts' reach, stays with this site, and is Secure under https.</summary>
    public static void UseSafeCookies(this IApplicationBuilder app) => app.UseCookiePolicy(new CookiePolicyOptions
    {
        HttpOnly = HttpOnlyPolicy.Always,
        MinimumSameSitePolicy = SameSiteMode.Lax,
        Secure = CookieSecurePolicy.SameAsRequest,
    });

    private static void Write(IHeaderDictionary headers, string policy, bool mayBeFramed)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = policy; // what serves a citizen's file has set a stricter one
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (!mayBeFramed)
            headers.XFrameOptions = "DENY";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store"; // what is for one person must not wait in a shared computer's cache
    }

    private static string[] FrameOrigins(IConfiguration settings)
    {
        var section = settings.GetSection(FramesSetting);
        var named = section.GetChildren().Select(child => child.Value).Append(section.Value)
            .SelectMany(value => (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return [.. named.Select(Origin)];
    }

    // Only an origin, so that a setting cannot open the policy further than it says.
    private static string Origin(string value)
        => Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.GetLeftPart(UriPartial.Authority) is { } origin && value.TrimEnd('/') == origin
            ? origin
            : throw new FormatException($"{FramesSetting}: '{value}' is not an origin such as https://www.example.gov.");
}
