using Intake.Application.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Intake.Web.Telemetry;

/// <summary>
/// Sends traces and metrics by OTLP where <see cref="OtlpSettings"/> says so, from the start of the program to its end. A
/// receiver that is away costs what it would have got and nothing else.
/// </summary>
internal sealed class TelemetryExport(OtlpSettings otlp, IConfiguration settings, Backlog backlog, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromSeconds(15);

    private static readonly string[] Sources = [.. Tracing.Sources, "Microsoft.AspNetCore"];
    private static readonly string[] Meters = [.. Tracing.Meters, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (otlp.SendsTraces)
        {
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(UseSettings).ConfigureResource(Describe)
                .AddSource(Sources).AddProcessor(new WithoutAddresses()).AddOtlpExporter(exporter => Aim(exporter, "TRACES")).Build();
        }

        if (otlp.SendsMetrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(UseSettings).ConfigureResource(Describe)
                .AddMeter(Meters).AddOtlpExporter((exporter, _) => Aim(exporter, "METRICS")).Build();
        }

        return base.StartAsync(cancellationToken);
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public override void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!otlp.SendsMetrics)
            return;
        using var timer = new PeriodicTimer(BetweenReadings, clock);
        do
            await backlog.RefreshAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The program's settings, so that those on the command line count as those of the environment do.
    private void UseSettings(IServiceCollection services) => services.AddSingleton(settings);

    // What is set for one signal goes before what is set for all; the library itself reads only the latter here.
    private void Aim(OtlpExporterOptions exporter, string signal)
    {
        if (settings[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 } address)
            exporter.Endpoint = new Uri(address);
        if (settings[$"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL"] is { Length: > 0 } protocol)
            exporter.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (settings[$"OTEL_EXPORTER_OTLP_{signal}_HEADERS"] is { Length: > 0 } headers)
            exporter.Headers = headers;
    }

    // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before.
    private static void Describe(ResourceBuilder resource) => resource.Clear()
        .AddService("intake", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}
