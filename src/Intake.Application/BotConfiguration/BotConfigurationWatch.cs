using Microsoft.Extensions.Hosting;

namespace Intake.Application.BotConfiguration;

/// <summary>
/// Looks at the configuration folder every two seconds. Asking is dependable where file system events are not: on network
/// shares, in containers, and with editors that replace a file instead of writing it.
/// </summary>
internal sealed class BotConfigurationWatch(BotConfigurationSource source, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                source.Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
