using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Webhooks;

/// <summary>Puts webhooks into a host that posts them.</summary>
public static class WebhooksRegistration
{
    /// <summary>The kind of outbox rows that are posted; their address is the webhook's key.</summary>
    public const string Kind = "webhook";

    /// <summary>The key of the lease of the node that posts.</summary>
    public const string Lease = "webhooks";

    /// <summary>Adds what is asked about webhooks, and sends their messages in lanes: one receiver that is slow or away keeps no other waiting, nor what comes after the message that it does not take.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookQueries>();
        services.AddSingleton<WebhookSecret>();
        services.AddOutboxLanes(Kind, isInOrder: false);
        services.AddKeyedSingleton(Lease, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, Lease));
        return services;
    }
}
