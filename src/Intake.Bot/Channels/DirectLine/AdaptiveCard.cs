using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>The little of Adaptive Cards 1.4 that is sent: a title and a set of facts.</summary>
public sealed record AdaptiveCard(IReadOnlyList<AdaptiveElement> Body)
{
    /// <summary>The media type of the attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Always <c>AdaptiveCard</c>.</summary>
    public string Type { get; } = "AdaptiveCard";

    /// <summary>The version of the schema.</summary>
    public string Version { get; } = "1.4";
}

/// <summary>A <c>TextBlock</c> (with text) or a <c>FactSet</c> (with facts).</summary>
public sealed record AdaptiveElement(string Type)
{
    /// <summary>What a <c>FactSet</c> is about: <c>receipt</c>, <c>ticket</c> or <c>draft</c>, for clients that show one of them in its own way.</summary>
    public string? Id { get; init; }

    /// <summary>The text of a <c>TextBlock</c>.</summary>
    public string? Text { get; init; }

    /// <summary><c>bolder</c> for the title.</summary>
    public string? Weight { get; init; }

    /// <summary>Whether long lines break.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; init; }

    /// <summary>The lines of a <c>FactSet</c>.</summary>
    public IReadOnlyList<AdaptiveFact>? Facts { get; init; }
}

/// <summary>A label and its value.</summary>
public sealed record AdaptiveFact(string Title, string Value);
