using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Hosting;

/// <summary>Endpoints that show what the pipeline does to a request, and ways to fail.</summary>
internal static class TestEndpoints
{
    /// <summary>Adds <c>/test/...</c> and <c>/api/test/...</c> behind the program's own pipeline.</summary>
    public static IServiceCollection AddTestEndpoints(this IServiceCollection services) => services.AddSingleton<IStartupFilter, Filter>();

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(all =>
            {
                var endpoints = all.MapGroup("").AllowAnonymous();
                endpoints.MapGet("/test/address", (HttpContext context) => context.Connection.RemoteIpAddress!.ToString());
                endpoints.MapGet("/test/cookie", (HttpContext context) => context.Response.Cookies.Append("test", "1"));
                endpoints.MapGet("/test/fault", string () => throw new InvalidOperationException("made for a test"));
                endpoints.MapGet("/api/test/fault", string () => throw new InvalidOperationException("made for a test"));
                endpoints.MapPost("/api/test/body", (Body body) => body.Text);
            });
        };
    }

    internal sealed record Body(string Text);
}
