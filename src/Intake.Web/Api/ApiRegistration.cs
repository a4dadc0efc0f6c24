using Intake.Application.Programs;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Api;

/// <summary>The interface for programs: <c>/api/v1</c>, described at <c>/openapi/v1.json</c>.</summary>
internal static class ApiRegistration
{
    /// <summary>Most bytes of a request's body: the longest text, escaped, and room for the rest.</summary>
    public const long LargestBody = 256 * 1024;

    /// <summary>Adds what the endpoints need.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.AddPrograms();
        services.AddSingleton<KeyGate>();
        services.AddSingleton<CreateTicket>();
        services.AddSingleton<ReadTicket>();
        services.AddSingleton<ListTickets>();
        services.AddOpenApi();
    }

    /// <summary>Maps the endpoints. They ask for a key themselves: a program has no account.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        var api = endpoints.MapGroup("/api/v1").AllowAnonymous().WithTags("tickets").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapPost("/tickets", (HttpContext context, CreateTicket create) => create.HandleAsync(context))
            .WithMetadata(new NeedsScope(ApiScope.WriteTickets))
            .Accepts<TicketRequest>("application/json")
            .Produces<TicketReceipt>(StatusCodes.Status201Created)
            .Produces<TicketReceipt>(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Hands a ticket in.");
        api.MapGet("/tickets", (HttpContext context, ListTickets list) => list.HandleAsync(context))
            .WithMetadata(new NeedsScope(ApiScope.ReadTickets))
            .Produces<TicketList>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithSummary("Lists tickets, the newest first, 50 a page: state, kind, service, unit, from, to (days), and before, which is the next of the page before.");
        api.MapGet("/tickets/{number}", (HttpContext context, string number, ReadTicket read) => read.HandleAsync(context, number))
            .WithMetadata(new NeedsScope(ApiScope.ReadTickets))
            .Produces<TicketAnswer>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Reads a ticket, with the receipt's secret in the header Intake-Receipt-Secret or with a key.");
    }
}
