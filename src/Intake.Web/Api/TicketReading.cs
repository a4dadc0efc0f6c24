using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Api;

/// <summary>From a request's bytes to what somebody asks, or the problem with them.</summary>
internal static class TicketReading
{
    /// <summary>The channel of what programs hand in.</summary>
    public const string Channel = "api";

    private const int LongestContact = 200;

    /// <summary>Whether a body is JSON in UTF-8, by what its sender says.</summary>
    public static bool IsJson(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole body. Its size is limited before it comes here.</summary>
    public static async ValueTask<byte[]> BodyAsync(HttpContext context)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>What is asked; or null and the problem.</summary>
    public static Submission? Read(ReadOnlySpan<byte> body, Authority authority, out ApiProblem? problem)
    {
        var request = Parse(body, out problem);
        if (request is null)
            return null;
        problem = ProblemOf(request, authority);
        if (problem is not null)
            return null;
        var isPlace = request.Place is { } place && authority.Places.ContainsKey(place);
        return new()
        {
            Text = request.Text!,
            Kind = request.Kind is { } kind && ApiWords.TryRead<TicketKind>(kind, out var known) ? known : null,
            Service = request.Service,
            Place = isPlace ? request.Place : null,
            PlaceText = isPlace ? null : request.Place,
            Channel = Channel,
            Language = request.Language is { } tag ? new(tag) : authority.Languages[0],
            Anonymity = request.Requester?.Anonymity is { } word && ApiWords.TryRead<Anonymity>(word, out var level) ? level : Anonymity.Anonymous,
            Contact = request.Requester is { } requester ? new(requester.Name, requester.Phone, requester.Email) : null,
        };
    }

    private static TicketRequest? Parse(ReadOnlySpan<byte> body, out ApiProblem? problem)
    {
        problem = null;
        try
        {
            if (JsonSerializer.Deserialize(body, ApiJson.Default.TicketRequest) is { } request)
                return request;
            problem = new(StatusCodes.Status400BadRequest, "BodyIsNoObject");
        }
        catch (JsonException failure)
        {
            problem = new(StatusCodes.Status400BadRequest, new Refusal("JsonDoesNotFit", "where", Where(failure)), failure.Path is { Length: > 2 } path ? path[2..] : null);
        }

        return null;
    }

    // The exception's own words quote types of the program; where it is says enough, with the name of what is unknown.
    private static string Where(JsonException failure)
        => failure.Path is { Length: > 1 } path ? path : $"{(failure.LineNumber ?? 0) + 1}:{(failure.BytePositionInLine ?? 0) + 1}";

    private static ApiProblem? ProblemOf(TicketRequest request, Authority authority)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
            return ApiProblem.Of(TicketRefusals.TextIsMissing(TextRole.Matter));
        if (request.Kind is { } kind && !ApiWords.TryRead<TicketKind>(kind, out _))
            return Unknown("kind", ApiWords.All<TicketKind>());
        if (request.Language is { } tag && !authority.Languages.Any(language => language.Tag == tag))
            return Unknown("language", [.. authority.Languages.Select(language => language.Tag)]);
        if (request.Place is { Length: > LongestContact })
            return TooLong("place");
        if (request.Requester is not { } requester)
            return null;
        if (requester.Anonymity is null || !ApiWords.TryRead<Anonymity>(requester.Anonymity, out _))
            return Unknown("requester.anonymity", ApiWords.All<Anonymity>());
        return requester.Name is { Length: > LongestContact } ? TooLong("requester.name")
            : requester.Phone is { Length: > LongestContact } ? TooLong("requester.phone")
            : requester.Email is { Length: > LongestContact } ? TooLong("requester.email")
            : null;
    }

    private static ApiProblem Unknown(string field, IReadOnlyList<string> known)
        => new(StatusCodes.Status400BadRequest, new Refusal("ValueIsUnknown", Values(("field", field), ("known", string.Join(", ", known)))), field);

    private static ApiProblem TooLong(string field)
        => new(StatusCodes.Status400BadRequest, new Refusal("ValueIsTooLong", Values(("field", field), ("most", LongestContact.ToString(System.Globalization.CultureInfo.InvariantCulture)))), field);

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values)
        => values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
}
