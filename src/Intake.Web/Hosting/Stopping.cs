using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Intake.Web.Hosting;

/// <summary>
/// How the program ends when it is asked to: it says that it is not ready, waits until whoever distributes requests has
/// noticed (<c>Shutdown__Drain</c>, seconds, default 0), takes nothing new, and lets what is under way come to its end
/// (<c>Shutdown__Timeout</c>, seconds, default 30). What is not done by then is rolled back, and done by another node or
/// at the next start.
/// </summary>
internal sealed class Stopping(IConfiguration settings, TimeProvider clock) : IHostedLifecycleService
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Adds it.</summary>
    public static void Use(IServiceCollection services, IConfiguration settings)
    {
        var timeout = Seconds(settings, "Shutdown:Timeout", DefaultTimeout) + Seconds(settings, "Shutdown:Drain", TimeSpan.Zero);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        services.AddHostedService<Stopping>();
        services.AddHealthChecks().AddCheck<StoppingCheck>("stopping");
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
        => Seconds(settings, "Shutdown:Drain", TimeSpan.Zero) is var drain && drain > TimeSpan.Zero ? Task.Delay(drain, clock, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static TimeSpan Seconds(IConfiguration settings, string name, TimeSpan whenMissing) => settings[name] switch
    {
        null or "" => whenMissing,
        var written when double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeSpan.FromHours(1).TotalSeconds => TimeSpan.FromSeconds(seconds),
        var written => throw new InvalidOperationException($"{name.Replace(":", "__", StringComparison.Ordinal)} is no number of seconds up to 3600: {written}"),
    };
}

/// <summary>Ready needs a program that is not about to end.</summary>
internal sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The program is stopping.") : HealthCheckResult.Healthy());
}
