using Intake.Web.Pages.Admin.Bulletins;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary>Publication's pages: what they are made with, and the addresses that are no pages.</summary>
internal static class BulletinPages
{
    /// <summary>Adds what the pages speak with.</summary>
    public static void AddBulletinPages(this IServiceCollection services)
    {
        services.AddScoped<IssueWords>();
        services.AddScoped<BulletinArticles>();
        services.AddScoped<BulletinWords>();
    }

    /// <summary>Maps the feeds.</summary>
    public static void MapBulletinPages(this IEndpointRouteBuilder endpoints) => endpoints.MapBulletinFeeds();
}
