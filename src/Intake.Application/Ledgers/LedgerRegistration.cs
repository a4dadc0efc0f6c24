using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Ledgers;

/// <summary>Puts verification, rebuild and reconciliation into a host.</summary>
public static class LedgerRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddLedgers(this IServiceCollection services)
    {
        services.AddSingleton<LedgerVerification>();
        services.AddSingleton<LedgerRebuild>();
        services.AddSingleton<Reconciliation>();
        services.AddSingleton<ReconcileDaily>();
        return services;
    }
}
