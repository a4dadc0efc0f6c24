namespace Intake.Web.Telemetry;

/// <summary>Traces and metrics on their way out: by OTLP to a collector, and on a page for Prometheus.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds both. First of what runs in the host, so that what the others do at their start is seen.</summary>
    /// <exception cref="FormatException">A setting is wrong; the message says which.</exception>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(OtlpSettings.From(builder.Configuration));
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Services.AddSingleton<MetricReadings>();
        builder.Services.AddSingleton(new MetricsReaders(builder.Configuration));
        builder.Services.AddSingleton<MetricsPage>();
    }

    /// <summary>Maps the page, and begins to count for it.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        app.Services.GetRequiredService<MetricReadings>();
        app.MapGet("/metrics", (HttpContext context, MetricsPage page) => page.HandleAsync(context)).AllowAnonymous().ExcludeFromDescription();
    }
}
