using Intake.Application.Programs;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

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
        services.AddOpenApi(ApiDescription.Describe);
    }

    /// <summary>Maps the endpoints. They ask for a key themselves: a program has no account.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi().AllowAnonymous();
        var api = endpoints.MapGroup("/api/v1").AllowAnonymous().WithTags("tickets").WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        api.MapPost("/tickets", (HttpContext context, CreateTicket create) => create.HandleAsync(context))
            .WithMetadata(new NeedsScope(ApiScope.WriteTickets))
            .WithMetadata(new ApiParameter(IdempotencyHeader.Name, ParameterLocation.Header, "Up to 128 characters, kept for 24 hours: a repeat with the same body makes no second ticket."))
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
            .WithMetadata(
                Query("state", "Only tickets in this state.", ApiWords.All<TicketState>()),
                Query("kind", "Only tickets of this kind.", ApiWords.All<TicketKind>()),
                Query("service", "Only tickets of the service with this code."),
                Query("unit", "Only tickets that the unit with this code is responsible for."),
                Query("from", "Only tickets that came in on this day or later: yyyy-MM-dd."),
                Query("to", "Only tickets that came in on this day or earlier: yyyy-MM-dd."),
                Query("before", "The next of the page before."))
            .Produces<TicketList>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithSummary("Lists tickets, the newest first, 50 a page.");
        api.MapGet("/tickets/{number}", (HttpContext context, string number, ReadTicket read) => read.HandleAsync(context, number))
            .WithMetadata(new NeedsScope(ApiScope.ReadTickets))
            .WithMetadata(new ApiParameter(ReadTicket.SecretHeader, ParameterLocation.Header, "The receipt's secret; with it no key is needed."))
            .Produces<TicketAnswer>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Reads a ticket, with the receipt's secret in the header Intake-Receipt-Secret or with a key.");
    }

    private static ApiParameter Query(string name, string words, IReadOnlyList<string>? values = null) => new(name, ParameterLocation.Query, words, values);
}
