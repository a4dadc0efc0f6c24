using Intake.Application.Notifications;
using Intake.Application.Webhooks;

namespace Intake.Web.Webhooks;

/// <summary>Puts the posting of webhooks into the host.</summary>
internal static class WebhookRegistration
{
    /// <summary>Adds it.</summary>
    public static void AddWebhookPosts(this IServiceCollection services)
    {
        services.AddWebhooks();
        services.AddSingleton<SignedPost>();
        services.AddSingleton<IOutboxRoute, WebhookRoute>();
        services.AddHostedService<WebhookService>();
    }
}
