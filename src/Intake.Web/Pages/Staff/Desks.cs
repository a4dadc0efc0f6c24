using Intake.Application.Batches;
using Intake.Application.Knowledge;
using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Web.Pages.Admin.Calendars;
using Intake.Web.Pages.Staff.Openings;
using Intake.Web.Pages.Staff.Tickets;

namespace Intake.Web.Pages.Staff;

/// <summary>The staff's desks: what their pages are made with, and the addresses that are no pages.</summary>
internal static class Desks
{
    /// <summary>Adds what the pages read, the search's index, and the policies.</summary>
    public static void AddDesks(this IServiceCollection services)
    {
        services.AddBatches();
        services.AddOpenings();
        services.AddKnowledge();
        services.AddDeskQueries();
        services.AddTextIndexing();
        services.AddDeskPolicies();
        services.AddScoped<DeskWords>();
        services.AddScoped<CalendarScene>();
        services.AddScoped<SheetFiles>();
        services.AddScoped<TakeInAside>();
        services.AddScoped<TicketDesk>();
        services.AddSingleton<LiveCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveCounts>());
    }

    /// <summary>Maps files of tickets, the ledger as CSV, and the live counts.</summary>
    public static void MapDesks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapTicketFiles();
        endpoints.MapLedgerCsv();
        endpoints.MapLiveCounts();
    }
}
