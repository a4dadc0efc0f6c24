using Intake.Application.Programs;
using Intake.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Open311;

/// <summary>
/// Open311 GeoReport v2 at <c>/open311/v2</c>, found by <c>/open311/discovery.xml</c> and <c>.json</c>. The ending of an
/// address decides on the form of the answer. Reading is open to everyone; reporting needs a key with <c>open311:write</c>.
/// </summary>
internal static class Open311Registration
{
    /// <summary>Where the endpoint is.</summary>
    public const string Root = "/open311/v2";

    private const string Format = "{format:regex(^(xml|json)$)}";

    /// <summary>Adds what the endpoints need.</summary>
    public static void AddOpen311(this IServiceCollection services)
    {
        services.AddSingleton<Open311Limit>();
        services.AddSingleton<ServiceCatalogue>();
        services.AddSingleton<ReportQueries>();
        services.AddSingleton<PostReport>();
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapOpen311(this IEndpointRouteBuilder endpoints)
    {
        var open = endpoints.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet($"/open311/discovery.{Format}", (HttpContext context, Open311Limit limit, ServiceCatalogue catalogue) => limit.ReadAsync(context, catalogue.DiscoverAsync));
        open.MapGet($"{Root}/discovery.{Format}", (HttpContext context, Open311Limit limit, ServiceCatalogue catalogue) => limit.ReadAsync(context, catalogue.DiscoverAsync));
        open.MapGet($"{Root}/services.{Format}", (HttpContext context, Open311Limit limit, ServiceCatalogue catalogue) => limit.ReadAsync(context, catalogue.ListAsync));
        open.MapGet($"{Root}/services/{{code}}.{Format}", (HttpContext context, string code, Open311Limit limit, ServiceCatalogue catalogue) => limit.ReadAsync(context, http => catalogue.DefineAsync(http, code)));
        open.MapGet($"{Root}/requests.{Format}", (HttpContext context, Open311Limit limit, ReportQueries reports) => limit.ReadAsync(context, reports.ListAsync));
        open.MapGet($"{Root}/requests/{{id}}.{Format}", (HttpContext context, string id, Open311Limit limit, ReportQueries reports) => limit.ReadAsync(context, http => reports.ShowAsync(http, id)));
        open.MapGet($"{Root}/tokens.{Format}", (HttpContext context, Open311Limit limit, ReportQueries reports) => limit.ReadAsync(context, reports.WithoutTokenAsync));
        open.MapGet($"{Root}/tokens/{{token}}.{Format}", (HttpContext context, string token, Open311Limit limit, ReportQueries reports) => limit.ReadAsync(context, http => reports.ExchangeAsync(http, token)));
        open.MapPost($"{Root}/requests.{Format}", (HttpContext context, PostReport post) => post.HandleAsync(context)).WithMetadata(new NeedsScope(ApiScope.WriteOpen311), new RequestSizeLimitAttribute(ApiRegistration.LargestBody));
    }
}
