using System.Text.Json.Nodes;
using Intake.Application.Webhooks;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Intake.Web.Api;

/// <summary>A header or a part of the query that an endpoint reads by itself, for its description.</summary>
/// <param name="Name">The name.</param>
/// <param name="In">Where it stands.</param>
/// <param name="Words">What it is for.</param>
/// <param name="Values">The values that it may have; null for any.</param>
internal sealed record ApiParameter(string Name, ParameterLocation In, string Words, IReadOnlyList<string>? Values = null);

/// <summary>Tells of the interface at <c>/openapi/v1.json</c> what its code does not say: keys, headers, what a query may ask, and the webhooks.</summary>
internal static class ApiDescription
{
    private const string Scheme = "key";

    /// <summary>Adds it.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            foreach (var parameter in metadata.OfType<ApiParameter>())
                (operation.Parameters ??= []).Add(Parameter(parameter));
            if (metadata.OfType<NeedsScope>().FirstOrDefault() is { } needs)
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [needs.Scope] }];
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(async (document, context, cancellationToken) =>
        {
            document.Info.Title = "Intake";
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key made at /admin/keys or by the command api-key." };
            var message = await context.GetOrCreateSchemaAsync(typeof(WebhookMessage), null, cancellationToken);
            document.Webhooks = WebhookTypes.All.ToDictionary(type => type, IOpenApiPathItem (type) => Webhook(type, message), StringComparer.Ordinal);
        });
    }

    private static OpenApiParameter Parameter(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.In,
        Description = parameter.Words,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = parameter.Values is { } values ? [.. values.Select(value => (JsonNode)value)] : null },
    };

    // The three headers of Standard Webhooks; the receiver answers with any 2xx.
    private static OpenApiPathItem Webhook(string type, IOpenApiSchema message) => new()
    {
        Operations = new()
        {
            [HttpMethod.Post] = new()
            {
                Summary = $"Says that this has happened to a ticket: {type}.",
                Parameters =
                [
                    Parameter(new("webhook-id", ParameterLocation.Header, "The same in every attempt at one message.")),
                    Parameter(new("webhook-timestamp", ParameterLocation.Header, "Seconds since 1970 of this attempt.")),
                    Parameter(new("webhook-signature", ParameterLocation.Header, "v1, and in base64 the HMAC-SHA256 of id.timestamp.body under the secret; two of them, parted by a blank, for a day after the secret was changed.")),
                ],
                RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = message } } },
                Responses = new() { ["2XX"] = new OpenApiResponse { Description = "It has arrived." }, ["410"] = new OpenApiResponse { Description = "Nothing more is posted here." } },
            },
        },
    };
}
