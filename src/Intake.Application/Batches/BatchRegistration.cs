using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Batches;

/// <summary>Puts batches into a host.</summary>
public static class BatchRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddBatches(this IServiceCollection services)
    {
        services.AddSingleton<BatchQueries>();
        services.AddSingleton<BatchDesk>();
        return services;
    }
}
