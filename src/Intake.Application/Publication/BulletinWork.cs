using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain;
using Intake.Domain.Publication;

namespace Intake.Application.Publication;

/// <summary>What the editors of a bulletin work on.</summary>
/// <param name="Title">The title.</param>
/// <param name="Foreword">The foreword with its masks.</param>
/// <param name="Hands">User names of those who had a hand in it.</param>
/// <param name="HeldBack">Why it was not published at its time.</param>
public sealed record BulletinWork(string Title, MaskedText Foreword, IReadOnlyList<string> Hands, KeptRefusal? HeldBack);

/// <summary>A refusal, kept for the next reader.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Values">Its values.</param>
public sealed record KeptRefusal(string Code, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Keeps one.</summary>
    public static KeptRefusal? Of(Refusal? refusal) => refusal is null ? null : new(refusal.Code, refusal.Values);

    /// <summary>The refusal.</summary>
    public Refusal ToRefusal() => new(Code, Values);
}

/// <summary>What the editors of an item work on.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Matter">The requester's matter with its masks.</param>
/// <param name="Reply">The reply with its masks.</param>
/// <param name="IsStruck">Whether it is taken out.</param>
public sealed record ItemWork(string Heading, MaskedText Matter, MaskedText Reply, bool IsStruck);

/// <summary>The written form of what a bulletin's rows hold as JSON. What can be worked out of it is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BulletinWork))]
[JsonSerializable(typeof(ItemWork))]
[JsonSerializable(typeof(BulletinFigures))]
[JsonSerializable(typeof(IReadOnlyList<BulletinNote>))]
internal sealed partial class PublicationJson : JsonSerializerContext
{
    public static string Write(BulletinWork work) => JsonSerializer.Serialize(work, Default.BulletinWork);

    public static string Write(ItemWork work) => JsonSerializer.Serialize(work, Default.ItemWork);

    public static string? Write(BulletinFigures? figures) => figures is null ? null : JsonSerializer.Serialize(figures, Default.BulletinFigures);

    public static string Write(IReadOnlyList<BulletinNote> notes) => notes.Count == 0 ? "" : JsonSerializer.Serialize(notes, Default.IReadOnlyListBulletinNote);

    public static BulletinWork ReadWork(string json) => JsonSerializer.Deserialize(json, Default.BulletinWork)!;

    public static ItemWork ReadItem(string json) => JsonSerializer.Deserialize(json, Default.ItemWork)!;

    public static BulletinFigures? ReadFigures(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.BulletinFigures);

    public static IReadOnlyList<BulletinNote> ReadNotes(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize(json, Default.IReadOnlyListBulletinNote)!;
}
