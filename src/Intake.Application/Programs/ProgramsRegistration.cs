using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Programs;

/// <summary>Puts what programs need into a host.</summary>
public static class ProgramsRegistration
{
    /// <summary>Adds keys and the memory of repeats.</summary>
    public static IServiceCollection AddPrograms(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyRing>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Repeats>();
        services.AddSingleton<SubmitOnce>();
        return services;
    }
}
