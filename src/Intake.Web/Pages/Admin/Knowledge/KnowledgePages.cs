namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary>The administrators' pages of the knowledge base.</summary>
internal static class KnowledgePages
{
    /// <summary>Adds what the pages are made with.</summary>
    public static void AddKnowledgePages(this IServiceCollection services)
    {
        services.AddScoped<ArticleLooks>();
        services.AddScoped<ArticleForm>();
    }
}
