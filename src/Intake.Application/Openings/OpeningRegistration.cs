using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Openings;

/// <summary>Puts openings of suggestion boxes into a host.</summary>
public static class OpeningRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddOpenings(this IServiceCollection services)
    {
        services.AddSingleton<OpeningQueries>();
        services.AddSingleton<OpeningDesk>();
        return services;
    }
}
