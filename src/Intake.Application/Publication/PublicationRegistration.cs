using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Publication;

/// <summary>Puts the reading of what is public into a host.</summary>
public static class PublicationRegistration
{
    /// <summary>Adds the queries. Commands need nothing; <see cref="PublishDueBulletins"/> is sent by the schedule.</summary>
    public static IServiceCollection AddPublication(this IServiceCollection services)
    {
        services.AddSingleton<ArticleDrafts>();
        services.AddSingleton<BulletinQueries>();
        services.AddSingleton<CandidateQueries>();
        services.AddSingleton<PublicBulletinQueries>();
        services.AddSingleton<PublicTicketQueries>();
        return services;
    }
}
