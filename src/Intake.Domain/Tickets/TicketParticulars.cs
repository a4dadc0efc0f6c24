using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Domain.Tickets;

/// <summary>
/// What a request says beside its matter: a place is often somebody's home, and an answer can name a person. So it is kept
/// as a text beside the log (<see cref="TextRole.Particulars"/>) and can be deleted with the others.
/// </summary>
/// <param name="Place">The place in the requester's words; null when there is none.</param>
/// <param name="Answers">Answers to the service's questions, by code.</param>
public sealed record TicketParticulars(string? Place, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>The answer that says by which poster or box a request came.</summary>
    public const string Entry = "entry";

    /// <summary>The place on the map; null when nobody marked it.</summary>
    public MapPoint? Point { get; init; }

    /// <summary>Address of a picture or film that the requester named; null when there is none. It is never fetched.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>Nothing beside the matter.</summary>
    public static readonly TicketParticulars None = new(null, new Dictionary<string, string>(StringComparer.Ordinal));

    // Chinese as it is, a third as long as escaped; it is kept in the database and is never part of a page.
    private static readonly ParticularsJson Written = new(new JsonSerializerOptions(ParticularsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Whether nothing is said.</summary>
    [JsonIgnore]
    public bool IsEmpty => Place is null && Answers.Count == 0 && Point is null && MediaUrl is null;

    /// <summary>The words alone, one to a line: what a search looks through.</summary>
    [JsonIgnore]
    public string Words => string.Join('\n', Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => answer.Value).Prepend(Place).OfType<string>());

    /// <summary>The written form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Written.TicketParticulars);

    /// <summary>Reads the written form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TicketParticulars FromJson(string json) =>
        JsonSerializer.Deserialize(json, Written.TicketParticulars) ?? throw new JsonException("Particulars are never null.");
}

/// <summary>A point on the map (WGS 84).</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
public sealed record MapPoint(decimal Latitude, decimal Longitude)
{
    /// <summary>Both in degrees, such as <c>30.274, 120.155</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude}, {Longitude}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TicketParticulars))]
internal sealed partial class ParticularsJson : JsonSerializerContext;
