using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Knowledge;

/// <summary>Puts the knowledge base into a host.</summary>
public static class KnowledgeRegistration
{
    /// <summary>Adds what is read and searched.</summary>
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddSingleton<ArticleSearch>();
        services.AddSingleton<ArticleQueries>();
        return services;
    }
}
