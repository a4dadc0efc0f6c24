using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Privacy;

/// <summary>Puts the deletion of what is over its time into a host.</summary>
public static class PrivacyRegistration
{
    /// <summary>Adds it, with its steps in their order: what tickets leave behind is deleted by the steps after theirs.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<IRetentionStep, TicketExpiry>();
        services.AddSingleton<IRetentionStep, FileExpiry>();
        services.AddSingleton<IRetentionStep, QuestionnaireExpiry>();
        services.AddSingleton<IRetentionStep, ConversationExpiry>();
        services.AddSingleton<IRetentionStep, MessageExpiry>();
        services.AddSingleton<DeleteExpired>();
        return services;
    }
}
