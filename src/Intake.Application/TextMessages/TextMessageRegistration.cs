using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.TextMessages;

/// <summary>Puts text messages into a host that sends them.</summary>
public static class TextMessageRegistration
{
    /// <summary>The key of the lease of the node that sends.</summary>
    public const string Lease = "sms";

    /// <summary>Adds what is read to send them.</summary>
    public static IServiceCollection AddTextMessages(this IServiceCollection services) => services.AddSingleton<TextMessageQueries>();

    /// <summary>Sends in lanes: what one person is told comes in order, and a number that nobody takes keeps no other waiting.</summary>
    public static IServiceCollection AddTextMessageLanes(this IServiceCollection services)
    {
        services.AddOutboxLanes(TextMessaging.Kind);
        services.AddKeyedSingleton(Lease, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, Lease));
        return services;
    }
}
