using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Replays;

/// <summary>Puts replays into a host.</summary>
public static class ReplayRegistration
{
    /// <summary>Adds them. The host's clock must be the <see cref="ReplayClock"/> given, and its ledgers be added.</summary>
    public static IServiceCollection AddReplays(this IServiceCollection services, ReplayClock clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<ReplayJobs>();
        services.AddSingleton<ReplayNews>();
        services.AddSingleton<Replay>();
        return services;
    }
}
