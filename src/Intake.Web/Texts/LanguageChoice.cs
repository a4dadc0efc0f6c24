using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;
using Intake.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Texts;

/// <summary>
/// The language that a request is answered in: the one chosen with the switch (a cookie), else the best of what the
/// browser asks for, else the authority's first.
/// </summary>
internal static class LanguageChoice
{
    private const string Cookie = "intake-language";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The language of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="spoken">The languages that there are, the default first.</param>
    public static Language Of(HttpRequest request, IReadOnlyList<Language> spoken)
        => Named(request.Cookies[Cookie], spoken) ?? Asked(request.Headers.AcceptLanguage, spoken) ?? spoken[0];

    /// <summary>Maps <c>/language?to=TAG&amp;back=ADDRESS</c>: keeps the choice and goes back, to addresses of this host only.</summary>
    public static void MapLanguageSwitch(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet("/language", (string? to, string? back, HttpContext context, BotConfigurationSource configuration) =>
        {
            if (Named(to, configuration.Current.Authority.Languages) is { } language)
                context.Response.Cookies.Append(Cookie, language.Tag, new CookieOptions { MaxAge = Kept, IsEssential = true });
            return Results.LocalRedirect(LocalAddress.Or(back, "/"));
        }).AllowAnonymous().ExcludeFromDescription();

    private static Language? Asked(string? header, IReadOnlyList<Language> spoken)
    {
        if (!StringWithQualityHeaderValue.TryParseList([header ?? ""], out var asked))
            return null;
        return asked
            .Where(one => one.Quality is not 0)
            .OrderByDescending(one => one.Quality ?? 1)
            .Select(one => Named(one.Value.Value, spoken))
            .FirstOrDefault(language => language is not null);
    }

    // By the first part of the tag, so that zh-TW and zh-Hans are answered in the Chinese that there is.
    private static Language? Named(string? tag, IReadOnlyList<Language> spoken)
    {
        var first = First(tag ?? "");
        return spoken.Where(language => First(language.Tag).Equals(first, StringComparison.OrdinalIgnoreCase)).Select(language => (Language?)language).FirstOrDefault();
    }

    private static string First(string tag) => tag.Split('-')[0];
}
