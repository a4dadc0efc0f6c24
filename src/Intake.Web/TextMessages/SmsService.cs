using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.TextMessages;

namespace Intake.Web.TextMessages;

/// <summary>Hands text messages over, on one node at a time; another takes over within half a minute.</summary>
internal sealed partial class SmsService(
    [FromKeyedServices(TextMessageRegistration.Lease)] NodeLease lease,
    OutboxLanes outbox,
    TimeProvider clock,
    ILogger<SmsService> logger) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override Task WorkAsync(CancellationToken cancellationToken) => outbox.RunAsync(TextMessaging.Kind, cancellationToken);

    /// <inheritdoc/>
    protected override void Failed(Exception fault) => LogFailed(fault.GetType().Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Text messages are interrupted and tried again: {Fault}")]
    private partial void LogFailed(string fault);
}
