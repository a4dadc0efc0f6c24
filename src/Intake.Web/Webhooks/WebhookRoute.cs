using System.Net;
using Intake.Application.Notifications;
using Intake.Application.Webhooks;
using Intake.Application.Writing;

namespace Intake.Web.Webhooks;

/// <summary>Posts what happened to another system. 410 switches the webhook off; everything that is no arrival is tried again.</summary>
internal sealed class WebhookRoute(WebhookQueries hooks, WebhookSecret secret, SignedPost post, CommandWriter writer) : IOutboxRoute
{
    /// <inheritdoc/>
    public string Kind => WebhooksRegistration.Kind;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (await hooks.FindAsync(message.Address, cancellationToken) is not { } hook)
            return new(OutboxStatus.Dead, "webhook-removed");
        if (!hook.IsOn)
            return new(OutboxStatus.Dead, "webhook-off");
        var (result, status) = await post.SendAsync(new(new(hook.Url), message.IdempotencyKey, message.Payload, at => secret.Sign(hook, message.IdempotencyKey, message.Payload, at)), cancellationToken);
        var isGone = status == (int)HttpStatusCode.Gone;
        if (isGone)
            result = new(OutboxStatus.Dead, result.Failure);
        // Also while the program is asked to end: what has arrived and is not recorded would be posted once more.
        await writer.WriteAsync(new RecordPost(message.Id, hook.Id, result, isGone), CancellationToken.None);
        return result with { IsRecorded = true };
    }
}
