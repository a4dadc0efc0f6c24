using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Application.Telemetry;

/// <summary>Puts the meters into a host.</summary>
public static class TelemetryRegistration
{
    /// <summary>Adds what counts; again does nothing. Who reads it, and where to, is the host's.</summary>
    internal static void AddMeters(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<IntakeMeters>();
        services.TryAddSingleton<Backlog>();
    }
}
