using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Webhooks;

namespace Intake.Web.Webhooks;

/// <summary>Posts what webhooks are told, on one node at a time; another takes over within half a minute.</summary>
internal sealed partial class WebhookService(
    [FromKeyedServices(WebhooksRegistration.Lease)] NodeLease lease,
    OutboxLanes outbox,
    TimeProvider clock,
    ILogger<WebhookService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // a database that is slow keeps nobody from starting
        try
        {
            while (true)
            {
                await TryAsync(cancellationToken => lease.WorkAsync(held => outbox.RunAsync(WebhooksRegistration.Kind, held), cancellationToken), stoppingToken);
                await Task.Delay(BetweenTries, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            await TryAsync(lease.ReleaseAsync, CancellationToken.None);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
#pragma warning disable CA1031 // A database that is away for a while must not end the posting for good.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks are interrupted and tried again: {Fault}")]
    private partial void LogFailed(string fault);
}
