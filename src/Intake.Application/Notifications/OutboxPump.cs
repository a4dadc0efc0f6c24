using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Notifications;

/// <summary>Sends as soon as something was written, so that a citizen in a chat hears at once. The job that sweeps the outbox finds what this missed.</summary>
public sealed partial class OutboxPump(OutboxSender sender, Writing.OutboxSignal signal, ILogger<OutboxPump> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(stoppingToken);
                await sender.SendDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the sending for good; the sweep tries again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be sent; the sweep tries again")]
    private partial void LogFailed(Exception fault);
}
