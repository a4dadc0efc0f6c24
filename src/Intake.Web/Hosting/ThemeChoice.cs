namespace Intake.Web.Hosting;

/// <summary>Light or dark by hand; where nothing is chosen, pages follow the system (style sheets alone see to that).</summary>
internal static class ThemeChoice
{
    private const string Cookie = "intake-theme";

    /// <summary>What can be chosen; <c>auto</c> takes the choice back.</summary>
    public static IReadOnlyList<string> All { get; } = ["auto", "light", "dark"];

    /// <summary>The theme of a request: one of <see cref="All"/>.</summary>
    public static string Of(HttpRequest request) => All.FirstOrDefault(theme => theme == request.Cookies[Cookie], "auto");

    /// <summary>Maps <c>/theme?to=NAME&amp;back=ADDRESS</c>.</summary>
    public static void MapThemeSwitch(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet("/theme", (string? to, string? back, HttpContext context) =>
        {
            if (to is "light" or "dark")
                context.Response.Cookies.Append(Cookie, to, new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true });
            else
                context.Response.Cookies.Delete(Cookie);
            return Results.LocalRedirect(LocalAddress.Or(back, "/"));
        }).AllowAnonymous().ExcludeFromDescription();
}
