using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Application.Ledgers;

/// <summary>Puts verification, rebuild and reconciliation into a host.</summary>
public static class LedgerRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddLedgers(this IServiceCollection services)
    {
        services.TryAddSingleton<LedgerVerification>();
        services.TryAddSingleton<LedgerRebuild>();
        services.TryAddSingleton<Reconciliation>();
        services.TryAddSingleton<ReconcileDaily>();
        return services;
    }
}
