using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Webhooks;

namespace Intake.Web.Webhooks;

/// <summary>Posts what webhooks are told, on one node at a time; another takes over within half a minute.</summary>
internal sealed partial class WebhookService(
    [FromKeyedServices(WebhooksRegistration.Lease)] NodeLease lease,
    OutboxLanes outbox,
    TimeProvider clock,
    ILogger<WebhookService> logger) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override Task WorkAsync(CancellationToken cancellationToken) => outbox.RunAsync(WebhooksRegistration.Kind, cancellationToken);

    /// <inheritdoc/>
    protected override void Failed(Exception fault) => LogFailed(fault.GetType().Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks are interrupted and tried again: {Fault}")]
    private partial void LogFailed(string fault);
}
