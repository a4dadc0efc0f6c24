using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tickets;

/// <summary>Puts what the staff's desks read into a host.</summary>
public static class DeskRegistration
{
    /// <summary>Adds the queries of the desks and the search.</summary>
    public static IServiceCollection AddDeskQueries(this IServiceCollection services)
    {
        services.AddSingleton<CallerQueries>();
        services.AddSingleton<InboxQueries>();
        services.AddSingleton<DispatchQueries>();
        services.AddSingleton<VerificationQueries>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<TicketQueries>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<NoticeQueries>();
        services.AddSingleton<CountQueries>();
        services.AddSingleton<StartQueries>();
        services.AddSingleton<FigureQueries>();
        services.AddSingleton<TicketSearch>();
        services.AddSingleton<WallQueries>();
        return services;
    }

    /// <summary>Keeps the text index behind the texts while the host runs.</summary>
    public static IServiceCollection AddTextIndexing(this IServiceCollection services)
    {
        services.AddSingleton<TextIndexing>();
        return services.AddHostedService(provider => provider.GetRequiredService<TextIndexing>());
    }
}
