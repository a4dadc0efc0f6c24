using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Intake.Web.Telemetry;

/// <summary>Names the server's span of a request by the endpoint's pattern, as OpenTelemetry's conventions for HTTP say: an address itself may name a ticket.</summary>
internal static class RequestSpans
{
    // Anybody may send any word for a method.
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    /// <summary>Behind the routing, which knows the endpoint.</summary>
    public static void UseRequestSpans(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // An error page is a second way through the pipeline; the first one is the request's.
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { Recorded: true } span && span.GetTagItem("http.request.method") is null)
            Name(span, context);
        return next(context);
    });

    private static void Name(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var method = Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER";
        span.DisplayName = route is null ? method : $"{method} /{route.TrimStart('/')}";
        span.SetTag("http.request.method", method).SetTag("url.scheme", context.Request.Scheme);
        if (route is not null)
            span.SetTag("http.route", $"/{route.TrimStart('/')}");
        context.Response.OnStarting(() =>
        {
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
                span.SetStatus(ActivityStatusCode.Error);
            return Task.CompletedTask;
        });
    }
}
